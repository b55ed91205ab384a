package io.portcullis.fix.sessions.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * PEM files that one side of a TLS connection proves itself with, and holds the other against.
 *
 * @param certificate ours, with those between it and its authority behind it; null for none
 * @param key of that certificate, PKCS#8
 * @param keyPassword of an encrypted key
 * @param trusted authorities of the counterparties' certificates; null: those that Java knows
 * @param revoked lists of certificates that their authorities have taken back (CRLs); null: nobody looks
 * @param ocsp whether authorities are asked for what they have taken back, too
 */
public record TlsFiles(@Nullable Path certificate, @Nullable Path key, @Nullable String keyPassword, @Nullable Path trusted, @Nullable Path revoked,
        Ocsp ocsp) {

    private static final Pattern KEY = Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

    public TlsFiles {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
    }

    /** The files, and nothing that is secret. */
    @Override
    public String toString() {
        return Stream.of(certificate, key, trusted, revoked).filter(Objects::nonNull).map(Path::toString).collect(Collectors.joining(", "));
    }

    /** What the files hold. */
    record Content(@Nullable PrivateKey key, X509Certificate[] chain, Trust trust, @Nullable RevocationLists revoked) {
    }

    /**
     * @param onTrouble told in words when an authority that has to be asked does not answer
     * @throws IOException naming the file and what is wrong with it
     */
    Content read(Consumer<String> onTrouble) throws IOException {
        PrivateKey privateKey = key == null ? null : readKey(key);
        X509Certificate[] chain = certificate == null ? new X509Certificate[0] : readCertificates(certificate);
        if (privateKey != null && !belongTogether(privateKey, chain[0].getPublicKey())) {
            throw new IOException(key + " is not the key of the first certificate in " + certificate);
        }
        RevocationLists lists = revoked == null ? null : RevocationLists.read(revoked);
        return new Content(privateKey, chain, Trust.in(trusted == null ? null : readCertificates(trusted), lists, ocsp, onTrouble), lists);
    }

    /** Another one whenever a file was written. */
    String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path file : Stream.of(certificate, key, trusted, revoked).filter(path -> path != null).toList()) {
            state.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file)).append(' ')
                    .append(Files.readAttributes(file, "*").get("fileKey"))
                    .append(';');
        }
        return state.toString();
    }

    private static X509Certificate[] readCertificates(Path file) throws IOException {
        try {
            Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (read.isEmpty()) {
                throw new IOException(file + " has no certificate in it");
            }
            return read.toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new IOException(file + " is not of certificates in PEM: " + e.getMessage(), e);
        }
    }

    private PrivateKey readKey(Path file) throws IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new IOException(file + " has no private key of PKCS#8 in PEM in it; openssl pkcs8 -topk8 makes one of other forms");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
        try {
            return privateKey(pem.group(1) == null ? new PKCS8EncodedKeySpec(encoded) : decrypted(file, encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": the private key can't be read" + (pem.group(1) == null ? "" : ", perhaps its password is wrong") + ": " + e, e);
        }
    }

    private PKCS8EncodedKeySpec decrypted(Path file, byte[] encoded) throws IOException, GeneralSecurityException {
        String password = keyPassword;
        if (password == null) {
            throw new IOException(file + " is encrypted and no password was given for it");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encoded);
        String algorithm = info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                info.getAlgParameters());
        return info.getKeySpec(cipher);
    }

    private static PrivateKey privateKey(KeySpec spec) throws GeneralSecurityException {
        List<GeneralSecurityException> failures = new ArrayList<>();
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                failures.add(e); // of another kind
            }
        }
        throw new GeneralSecurityException("neither RSA nor EC: " + failures);
    }

    private static boolean belongTogether(PrivateKey ours, PublicKey published) throws IOException {
        if (!ours.getAlgorithm().equals(published.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ours.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            byte[] sample = {1, 2, 3};
            signature.initSign(ours);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(published);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key can't sign: " + e.getMessage(), e);
        }
    }
}
