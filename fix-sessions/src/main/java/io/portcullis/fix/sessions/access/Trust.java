package io.portcullis.fix.sessions.access;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates are good: those of trusted authorities that none of them has taken back. */
final class Trust {

    /** A TLS connection outlives these: the certificate was good when it was shown, and nobody has said that it is bad. */
    private static final Set<Reason> FOR_NEW_CONNECTIONS_ONLY = Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID,
            BasicReason.UNDETERMINED_REVOCATION_STATUS);
    /** Java's name for a key exchange that TLS 1.3 does not have any more: nothing to look at. */
    private static final String ANY_KEY_EXCHANGE = "UNKNOWN";

    private final TrustManagerFactory factory;
    private final X509TrustManager judge;
    private final @Nullable AuthorityQuestions questions;

    private Trust(TrustManagerFactory factory, Ocsp ocsp, Consumer<String> onTrouble) {
        this.factory = factory;
        this.judge = Stream.of(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst()
                .orElseThrow();
        this.questions = ocsp == Ocsp.OFF ? null : new AuthorityQuestions(judge.getAcceptedIssuers(), ocsp, onTrouble);
    }

    /**
     * @param trusted authorities; null: those that Java knows
     * @param revoked null: nobody looks
     * @param ocsp whether they are asked, too
     * @param onTrouble told in words when one of them does not answer
     */
    static Trust in(X509Certificate @Nullable [] trusted, @Nullable RevocationLists revoked, Ocsp ocsp, Consumer<String> onTrouble) throws IOException {
        return new Trust(revoked == null ? trusting(trusted) : revoked.judging(trusted), ocsp, onTrouble);
    }

    private static TrustManagerFactory trusting(X509Certificate @Nullable [] trusted) throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted == null ? null : keyStore(trusted));
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException("trusted certificates can't be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore keyStore(X509Certificate[] trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.length; i++) {
            store.setCertificateEntry(String.valueOf(i), trusted[i]);
        }
        return store;
    }

    /** For handshakes. Nobody is asked then: a counterparty that goes on with a TLS session of before would not be judged at all. */
    TrustManagerFactory factory() {
        return factory;
    }

    /** What speaks against certificates that were good before; null if nothing does. @param areServers whether they are of those whom we connect to */
    @Nullable
    Objection objectionTo(List<X509Certificate> chain, boolean areServers) {
        X509Certificate[] shown = chain.toArray(X509Certificate[]::new);
        try {
            if (areServers) {
                judge.checkServerTrusted(shown, ANY_KEY_EXCHANGE);
            } else {
                judge.checkClientTrusted(shown, ANY_KEY_EXCHANGE);
            }
            if (questions != null) {
                questions.ask(chain);
            }
            return null;
        } catch (CertificateException e) {
            return new Objection(!isForNewConnectionsOnly(e), TlsFailure.textOf(e));
        }
    }

    private static boolean isForNewConnectionsOnly(CertificateException objection) {
        for (Throwable cause = objection; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid && FOR_NEW_CONNECTIONS_ONLY.contains(invalid.getReason())) {
                return true;
            }
        }
        return false;
    }
}
