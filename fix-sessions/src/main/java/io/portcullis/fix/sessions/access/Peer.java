package io.portcullis.fix.sessions.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, as far as the connection itself tells.
 *
 * @param protocol of TLS, with the cipher suite; null for a plain connection
 * @param certificate null if it has shown none
 */
public record Peer(InetAddress address, @Nullable String protocol, @Nullable PeerCertificate certificate) {

    public static Peer plain(InetAddress address) {
        return new Peer(address, null, null);
    }

    public boolean isEncrypted() {
        return protocol != null;
    }

    /** For operators: the certificate's subject and the protocol; empty for a plain connection. */
    public String identity() {
        return protocol == null ? "" : (certificate == null ? "no certificate" : certificate.subject().getName()) + ", " + protocol;
    }
}
