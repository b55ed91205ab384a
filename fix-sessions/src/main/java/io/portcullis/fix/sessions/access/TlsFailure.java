package io.portcullis.fix.sessions.access;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Why a handshake failed, for people: what was wrong with which certificate, where it was that. */
public final class TlsFailure {

    private TlsFailure() {
    }

    /** The reason that lies deepest: what is around it only says that there was one. */
    public static String textOf(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid) {
                return subjectOf(invalid) + invalid.getMessage();
            }
            if (cause instanceof CertificateException && cause.getMessage() != null) {
                text = cause.getMessage();
            }
        }
        return text;
    }

    private static String subjectOf(CertPathValidatorException invalid) {
        X509Certificate certificate = certificateOf(invalid);
        return certificate == null ? "" : "the certificate of " + certificate.getSubjectX500Principal() + ": ";
    }

    private static @Nullable X509Certificate certificateOf(CertPathValidatorException invalid) {
        return invalid.getCertPath() != null && invalid.getIndex() >= 0
                && invalid.getCertPath().getCertificates().get(invalid.getIndex()) instanceof X509Certificate one
                        ? one
                        : null;
    }
}
