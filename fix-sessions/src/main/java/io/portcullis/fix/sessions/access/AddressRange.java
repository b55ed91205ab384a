package io.portcullis.fix.sessions.access;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * IP addresses that begin with the same bits, as CIDR writes them: {@code 10.1.0.0/16}, {@code 2001:db8::/32}, or one address alone.
 *
 * @param prefixBits how many of the first bits count
 */
public record AddressRange(InetAddress network, int prefixBits) {

    /** @throws IllegalArgumentException if the text is no address, perhaps with a slash and a number of bits behind it */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("no address or range such as 10.1.0.0/16: " + text);
        }
        int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("an address of " + address.length * 8 + " bits has no prefix of " + bits + ": " + text);
        }
        return new AddressRange(addressOf(address), bits);
    }

    private static InetAddress addressOf(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** An IPv4 address that came over an IPv6 socket counts as what it is. */
    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int mask = prefixBits - bit >= 8 ? 0xFF : 0xFF << 8 - (prefixBits - bit);
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}
