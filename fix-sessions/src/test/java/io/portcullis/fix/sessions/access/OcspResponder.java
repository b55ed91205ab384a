package io.portcullis.fix.sessions.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** An authority's answers to who asks it by OCSP (RFC 6960) whether a certificate was revoked. */
public final class OcspResponder implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    /** Threads of its own: whoever asks must not keep it from answering. */
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean isSilent;

    public OcspResponder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    /** @param authority that signs the answers */
    void start(X509Bundle authority) {
        server.createContext("/", exchange -> answer(exchange, authority));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public void revoke(X509Bundle certificate) {
        revoked.add(certificate.getCertificate().getSerialNumber());
    }

    /** From now on whoever asks gets no answer, or gets one again. */
    public void silent(boolean newSilent) {
        isSilent = newSilent;
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange, X509Bundle authority) throws IOException {
        asked.incrementAndGet();
        if (isSilent) {
            return; // whoever asks waits until his patience is at its end
        }
        byte[] request = exchange.getRequestMethod().equals("GET")
                ? Base64.getDecoder().decode(exchange.getRequestURI().getPath().substring(1))
                : exchange.getRequestBody().readAllBytes();
        try {
            byte[] response = answerTo(new OCSPReq(request), authority);
            exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(OK, response.length);
            exchange.getResponseBody().write(response);
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private byte[] answerTo(OCSPReq request, X509Bundle authority) throws Exception {
        DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
        BasicOCSPRespBuilder answers = new BasicOCSPRespBuilder(SubjectPublicKeyInfo.getInstance(authority.getKeyPair().getPublic().getEncoded()), sha1);
        Date now = new Date();
        for (Req each : request.getRequestList()) {
            CertificateStatus status = revoked.contains(each.getCertID().getSerialNumber()) ? new RevokedStatus(now, 1) : CertificateStatus.GOOD;
            answers.addResponse(each.getCertID(), status, now, new Date(now.getTime() + 60_000));
        }
        BasicOCSPResp signed = answers.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getKeyPair().getPrivate()),
                new X509CertificateHolder[0], now);
        return new OCSPRespBuilder().build(OCSPResponseStatus.SUCCESSFUL, signed).getEncoded();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
