package io.portcullis.fix.sessions.access;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;

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
        X509Bundle issued = builder(subject).addSanDnsName("localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
        Files.writeString(directory.resolve(name + ".pem"), issued.getCertificatePEM());
        Files.writeString(directory.resolve(name + ".key"), issued.getPrivateKeyPEM());
        return issued;
    }

    public Path path(String file) {
        return directory.resolve(file);
    }

    /** With our authority as the only one that is trusted. */
    public TlsFiles files(String name) {
        return new TlsFiles(path(name + ".pem"), path(name + ".key"), null, path("authority.pem"));
    }

    public TlsFiles withoutCertificate() {
        return new TlsFiles(null, null, null, path("authority.pem"));
    }

    public static String pin(X509Bundle bundle) {
        return PeerCertificate.of(bundle.getCertificate()).pin();
    }

}
