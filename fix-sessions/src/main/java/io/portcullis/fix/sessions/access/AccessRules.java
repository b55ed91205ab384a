package io.portcullis.fix.sessions.access;

import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * From where and with what proof a session may be logged on.
 *
 * @param addresses one of which the counterparty must come from; empty: from anywhere
 * @param isEncrypted only over TLS; also meant if the certificate is told
 * @param subject of the certificate that the counterparty must show; null: any
 * @param pins one of which its public key must have, {@link PeerCertificate#pin()}; empty: any
 * @param username Username(553), whose Password(554) is asked for; null: no password
 */
public record AccessRules(List<AddressRange> addresses, boolean isEncrypted, @Nullable X500Principal subject, Set<String> pins, @Nullable String username) {

    /** Whoever can connect. */
    public static final AccessRules OPEN = new AccessRules(List.of(), false, null, Set.of(), null);

    public AccessRules {
        addresses = List.copyOf(addresses);
        pins = Set.copyOf(pins);
    }

    /** What speaks against a counterparty before it has said a password; null if nothing does. */
    public @Nullable Denial objectionTo(Peer peer) {
        if (!addresses.isEmpty() && addresses.stream().noneMatch(range -> range.contains(peer.address()))) {
            return new Denial(Denial.Reason.ADDRESS, "the address " + peer.address().getHostAddress() + " is not in " + addresses);
        }
        boolean needsCertificate = subject != null || !pins.isEmpty();
        if ((isEncrypted || needsCertificate) && !peer.isEncrypted()) {
            return new Denial(Denial.Reason.NOT_ENCRYPTED, "the connection is plain, allowed is TLS only");
        }
        return needsCertificate ? objectionTo(peer.certificate()) : null;
    }

    /** As {@link #objectionTo(Peer)}, of the certificate alone. */
    public @Nullable Denial objectionTo(@Nullable PeerCertificate certificate) {
        X500Principal expected = subject;
        if (expected == null && pins.isEmpty()) {
            return null;
        }
        if (certificate == null) {
            return new Denial(Denial.Reason.CERTIFICATE, "no certificate was shown");
        }
        if (expected != null && !expected.equals(certificate.subject())) {
            return new Denial(Denial.Reason.CERTIFICATE, "the certificate is of " + certificate + ", allowed is " + expected.getName());
        }
        if (!pins.isEmpty() && !pins.contains(certificate.pin())) {
            return new Denial(Denial.Reason.CERTIFICATE, "the certificate is of " + certificate + ", allowed are the pins " + String.join(", ", pins));
        }
        return null;
    }
}
