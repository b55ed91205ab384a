package io.portcullis.fix.sessions.access;

import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, as far as the connection itself tells.
 *
 * @param protocol of TLS, with the cipher suite; null for a plain connection
 * @param certificate null if it has shown none
 * @param shown with those of the authorities between; null if it has shown none
 */
public record Peer(InetAddress address, @Nullable String protocol, @Nullable PeerCertificate certificate, @Nullable ShownCertificates shown) {

    public static Peer plain(InetAddress address) {
        return new Peer(address, null, null, null);
    }

    /** @param agreed when the handshake is done @param judge by whom it was done */
    public static Peer encrypted(InetAddress address, SSLSession agreed, TlsContext judge) {
        List<X509Certificate> chain = chainOf(agreed);
        return new Peer(address, agreed.getProtocol() + " " + agreed.getCipherSuite(), chain.isEmpty() ? null : PeerCertificate.of(chain.getFirst()),
                chain.isEmpty() ? null : new ShownCertificates(judge, chain));
    }

    private static List<X509Certificate> chainOf(SSLSession agreed) {
        try {
            Certificate[] chain = agreed.getPeerCertificates();
            return Stream.of(chain).filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of(); // it has shown none, and was not made to
        }
    }

    public boolean isEncrypted() {
        return protocol != null;
    }

    /** For operators: the certificate's subject and the protocol; empty for a plain connection. */
    public String identity() {
        return protocol == null ? "" : (certificate == null ? "no certificate" : certificate.subject().getName()) + ", " + protocol;
    }
}
