package io.portcullis.fix.sessions.access;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.RevocationServer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** An authority of the tests, and files of certificates that it has signed. */
public final class Certificates {

    private final Path directory;
    private final X509Bundle authority;

    public Certificates(Path directory) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.authority = builder("CN=Test authority").setIsCertificateAuthority(true).buildSelfSigned();
        Files.writeString(directory.resolve("authority.pem"), authority.getCertificatePEM());
    }

    private static CertificateBuilder builder(String subject) {
        return new CertificateBuilder().algorithm(CertificateBuilder.Algorithm.ecp256).subject(subject);
    }

    /** Writes a certificate and its key, over what was there under that name. */
    public X509Bundle issue(String name, String subject) throws Exception {
        return issue(name, builder(subject));
    }

    /** As the other one, and the certificate says where its authority is asked by OCSP. */
    public X509Bundle issue(String name, String subject, OcspResponder responder) throws Exception {
        AuthorityInformationAccess access = new AuthorityInformationAccess(AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, responder.address().toString()));
        return issue(name, builder(subject).addExtensionOctetString(Extension.authorityInfoAccess.getId(), false, access.getEncoded()));
    }

    private X509Bundle issue(String name, CertificateBuilder builder) throws Exception {
        X509Bundle issued = builder.addSanDnsName("localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
        Files.writeString(directory.resolve(name + ".pem"), issued.getCertificatePEM());
        Files.writeString(directory.resolve(name + ".key"), issued.getPrivateKeyPEM());
        return issued;
    }

    public Path path(String file) {
        return directory.resolve(file);
    }

    /** With our authority as the only one that is trusted. */
    public TlsFiles files(String name) {
        return new TlsFiles(path(name + ".pem"), path(name + ".key"), null, path("authority.pem"), null, Ocsp.OFF);
    }

    /** As the other one, and looks into the lists of revoked certificates in a file. */
    public TlsFiles files(String name, String revoked) {
        return new TlsFiles(path(name + ".pem"), path(name + ".key"), null, path("authority.pem"), path(revoked), Ocsp.OFF);
    }

    /** As {@link #files(String)}, with another file of authorities. */
    public TlsFiles trustingOnly(String name, String trusted) {
        return new TlsFiles(path(name + ".pem"), path(name + ".key"), null, path(trusted), null, Ocsp.OFF);
    }

    /** As {@link #files(String)}, and the authority is asked. */
    public TlsFiles asking(String name, Ocsp ocsp) {
        return new TlsFiles(path(name + ".pem"), path(name + ".key"), null, path("authority.pem"), null, ocsp);
    }

    /** Answers for our authority. */
    public OcspResponder answering() throws IOException {
        OcspResponder responder = new OcspResponder();
        responder.start(authority);
        return responder;
    }

    /** Writes our authority's list of those that it has taken back. */
    public void revoke(String file, X509Bundle... taken) throws Exception {
        RevocationServer lists = RevocationServer.getInstance();
        lists.register(authority);
        for (X509Bundle each : taken) {
            lists.revoke(each, Instant.now().minusSeconds(60));
        }
        try (InputStream list = lists.getCrlUri(authority).toURL().openStream()) {
            Files.write(directory.resolve(file), list.readAllBytes());
        }
    }

    public TlsFiles withoutCertificate() {
        return new TlsFiles(null, null, null, path("authority.pem"), null, Ocsp.OFF);
    }

    public static String pin(X509Bundle bundle) {
        return PeerCertificate.of(bundle.getCertificate()).pin();
    }

}
