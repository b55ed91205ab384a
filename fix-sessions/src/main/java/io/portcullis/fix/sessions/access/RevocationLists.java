package io.portcullis.fix.sessions.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What authorities have taken back (CRLs, RFC 5280 section 5), each list signed by its authority. Where there are lists, each certificate of a chain but the trusted one
 * has to be looked up: without a list of its authority that is in force it is refused, too.
 */
final class RevocationLists {

    /** That Java allows for between clocks: for so long a list still counts. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

    private final Path file;
    private final List<X509CRL> lists;

    private RevocationLists(Path file, List<X509CRL> lists) {
        this.file = file;
        this.lists = lists;
    }

    /** @param file one or more lists, PEM or DER @throws IOException naming the file and what is wrong with it */
    static RevocationLists read(Path file) throws IOException {
        try {
            List<X509CRL> lists = new ArrayList<>();
            for (CRL read : CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                lists.add((X509CRL) read);
            }
            if (lists.isEmpty()) {
                throw new IOException(file + " has no list of revoked certificates (X509 CRL) in it");
            }
            return new RevocationLists(file, List.copyOf(lists));
        } catch (CRLException | CertificateException e) {
            throw new IOException(file + " is not of lists of revoked certificates (X509 CRL) in PEM or DER: " + e.getMessage(), e);
        }
    }

    /** What is to be said of those that are not in force any more, a sentence each. */
    List<String> objections(Instant now) {
        return lists.stream().filter(list -> hasRunOut(list.getNextUpdate(), now))
                .map(list -> file + ": the list of " + list.getIssuerX500Principal() + " has run out at " + list.getNextUpdate().toInstant()
                        + ": its certificates are refused until there is a newer one")
                .toList();
    }

    private static boolean hasRunOut(@Nullable Date nextUpdate, Instant now) {
        return nextUpdate != null && nextUpdate.toInstant().plus(CLOCK_SKEW).isBefore(now);
    }

    /** Judges certificates by these lists. @param trusted authorities; null: those that Java knows */
    TrustManagerFactory judging(X509Certificate @Nullable [] trusted) throws IOException {
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors(trusted), new X509CertSelector());
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
            PKIXRevocationChecker checker = (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
            parameters.addCertPathChecker(checker);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " can't be used: " + e.getMessage(), e);
        }
    }

    private static Set<TrustAnchor> anchors(X509Certificate @Nullable [] trusted) throws GeneralSecurityException {
        Collection<X509Certificate> authorities = trusted == null ? ofJava() : List.of(trusted);
        return authorities.stream().map(authority -> new TrustAnchor(authority, null)).collect(Collectors.toSet());
    }

    private static List<X509Certificate> ofJava() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers())).toList();
    }
}
