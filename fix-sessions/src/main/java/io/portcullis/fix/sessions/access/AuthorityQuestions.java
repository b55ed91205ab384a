package io.portcullis.fix.sessions.access;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Asks the authority of a certificate that is good otherwise whether it was revoked. The answer may take seconds. An authority that has not answered is not asked again for a
 * while, so that one that is down doesn't hold up everybody who comes. Thread-safe.
 */
final class AuthorityQuestions {

    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Why an authority gave no answer, and when. */
    private record Silence(String why, long since) {
    }

    private final Set<TrustAnchor> anchors;
    private final boolean mustAnswer;
    private final Consumer<String> onTrouble;
    private final Map<X500Principal, Silence> silent = new ConcurrentHashMap<>();

    /**
     * @param trusted authorities
     * @param ocsp soft or hard
     * @param onTrouble told in words when an authority has stopped to answer
     */
    AuthorityQuestions(X509Certificate[] trusted, Ocsp ocsp, Consumer<String> onTrouble) {
        this.anchors = Stream.of(trusted).map(authority -> new TrustAnchor(authority, null)).collect(Collectors.toSet());
        this.mustAnswer = ocsp == Ocsp.HARD;
        this.onTrouble = onTrouble;
    }

    /**
     * @param chain its own certificate first, which leads to a trusted authority
     * @throws CertificateException if it was revoked, or if the authority has to answer and does not
     */
    void ask(List<X509Certificate> chain) throws CertificateException {
        X509Certificate certificate = chain.getFirst();
        Silence before = silent.get(certificate.getIssuerX500Principal());
        String why = before != null && System.nanoTime() - before.since < REST_NANOS ? before.why : whyNoAnswer(chain);
        if (why != null && mustAnswer) {
            throw refused(certificate, "its authority does not say by OCSP whether it was revoked: " + why, BasicReason.UNDETERMINED_REVOCATION_STATUS);
        }
    }

    /** Null if the authority has said that it is good. */
    private @Nullable String whyNoAnswer(List<X509Certificate> chain) throws CertificateException {
        X509Certificate certificate = chain.getFirst();
        X500Principal authority = certificate.getIssuerX500Principal();
        try {
            CertPathValidator.getInstance("PKIX").validate(pathOf(chain), question());
            silent.remove(authority);
            return null;
        } catch (CertPathValidatorException e) {
            if (e.getReason() == BasicReason.REVOKED) {
                silent.remove(authority);
                throw refused(certificate, String.valueOf(e.getMessage()), BasicReason.REVOKED);
            }
            return remember(authority, e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")"));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    private String remember(X500Principal authority, String why) {
        if (silent.put(authority, new Silence(why, System.nanoTime())) == null) {
            onTrouble.accept("the authority " + authority + " does not say by OCSP whether certificates were revoked: " + why + "; until it does, "
                    + (mustAnswer ? "nobody with one of them is let in" : "those with one of them are let in unasked"));
        }
        return why;
    }

    private CertPath pathOf(List<X509Certificate> chain) throws GeneralSecurityException {
        X509CertSelector own = new X509CertSelector();
        own.setCertificate(chain.getFirst());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, own);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(false);
        return CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath();
    }

    private PKIXParameters question() throws GeneralSecurityException {
        PKIXRevocationChecker asking = (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        asking.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        PKIXParameters question = new PKIXParameters(anchors);
        question.addCertPathChecker(asking);
        return question;
    }

    private static CertificateException refused(X509Certificate certificate, String why, CertPathValidatorException.Reason reason) {
        String text = "the certificate of " + certificate.getSubjectX500Principal() + ": " + why;
        return new CertificateException(text, new CertPathValidatorException(text, null, null, -1, reason));
    }
}
