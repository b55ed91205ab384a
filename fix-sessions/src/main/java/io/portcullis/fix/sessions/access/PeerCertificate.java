package io.portcullis.fix.sessions.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;

/**
 * What a counterparty's certificate, whose chain has been checked, says of it.
 *
 * @param pin of its public key: base64 of the SHA-256 of SubjectPublicKeyInfo, as RFC 7469 has it; a renewed certificate with the same key has the same pin
 */
public record PeerCertificate(X500Principal subject, String pin) {

    public static PeerCertificate of(X509Certificate certificate) {
        return new PeerCertificate(certificate.getSubjectX500Principal(), pinOf(certificate));
    }

    private static String pinOf(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return subject.getName() + " with the pin " + pin;
    }
}
