package io.portcullis.fix.sessions.access;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 for one port or one counterparty, by OpenSSL where its native library is there, else by Java. Files that were written anew are read again before the
 * next handshake; connections that exist keep what they have agreed on, and can be judged anew. May be used by any thread.
 */
public final class TlsContext {

    /** Whether a server asks for certificates. */
    public enum ClientCertificates {
        NONE, OPTIONAL, REQUIRED
    }

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Who is asked has news without a word. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private interface Maker {
        SslContext make(TlsFiles.Content content) throws IOException;
    }

    private final TlsFiles files;
    private final Maker maker;
    private final Consumer<String> onTrouble;
    private final boolean judgesServers;
    private SslContext current;
    private Trust trust;
    private long generation;
    private String trouble = "";
    private String state;
    private long lookedAt = System.nanoTime();
    private long askedAt = System.nanoTime();

    private TlsContext(TlsFiles files, Maker maker, boolean judgesServers, Consumer<String> onTrouble) throws IOException {
        this.files = files;
        this.maker = maker;
        this.judgesServers = judgesServers;
        this.onTrouble = onTrouble;
        this.state = files.state();
        TlsFiles.Content content = files.read(onTrouble);
        this.current = maker.make(content);
        this.trust = content.trust();
        sayWhatHasRunOut(content);
    }

    /**
     * For those who connect to us.
     *
     * @param onTrouble told in words if files that were written anew can't be used: the old ones stay in use
     * @throws IOException naming the file that can't be used
     */
    public static TlsContext ofServer(TlsFiles files, ClientCertificates wanted, Consumer<String> onTrouble) throws IOException {
        if (files.certificate() == null) {
            throw new IOException("TLS for those who connect needs a certificate and its key");
        }
        return new TlsContext(files, content -> SslContextBuilder.forServer(content.key(), content.chain())
                .trustManager(content.trust().factory()).clientAuth(switch (wanted) {
                    case NONE -> ClientAuth.NONE;
                    case OPTIONAL -> ClientAuth.OPTIONAL;
                    case REQUIRED -> ClientAuth.REQUIRE;
                }).sslProvider(provider()).protocols("TLSv1.3", "TLSv1.2").build(), false, onTrouble);
    }

    /** For those whom we connect to; the name of the server must stand in its certificate. @see #ofServer */
    public static TlsContext ofClient(TlsFiles files, Consumer<String> onTrouble) throws IOException {
        return new TlsContext(files, content -> {
            SslContextBuilder builder = SslContextBuilder.forClient().trustManager(content.trust().factory()).sslProvider(provider())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS");
            return (content.key() == null ? builder : builder.keyManager(content.key(), content.chain())).build();
        }, true, onTrouble);
    }

    private static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    /** Which implementation handshakes and encrypts, in words. */
    public static String implementation() {
        return OpenSsl.isAvailable() ? OpenSsl.versionString() : "Java's TLS";
    }

    /** For a connection that was accepted. @param tasks runs what takes long in a handshake */
    public synchronized SslHandler handler(ByteBufAllocator allocator, Executor tasks) {
        return upToDate().newHandler(allocator, tasks);
    }

    /** For a connection that we open. @param name of the server, to be found in its certificate */
    public synchronized SslHandler handler(ByteBufAllocator allocator, String name, int port, Executor tasks) {
        return upToDate().newHandler(allocator, name, port, tasks);
    }

    private SslContext upToDate() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY_NANOS) {
            lookedAt = now;
            look();
        }
        return current;
    }

    /** Reads the files again if they were written since; where authorities are asked, says now and then that it is time to ask them again. */
    public synchronized void look() {
        if (asks() && System.nanoTime() - askedAt > ASK_AGAIN_NANOS) {
            judgeAgain();
        }
        try {
            String found = files.state();
            if (!found.equals(state)) {
                state = found;
                readAnew(files.read(onTrouble));
            }
            trouble = "";
        } catch (IOException | IllegalArgumentException e) {
            sayOnce("certificate files were changed and can't be used, the ones of before stay in use: " + e.getMessage());
        }
    }

    /** Whoever is connected is to be judged again. */
    public synchronized void judgeAgain() {
        askedAt = System.nanoTime();
        generation++;
    }

    private void readAnew(TlsFiles.Content content) throws IOException {
        SslContext before = current;
        current = maker.make(content);
        trust = content.trust();
        generation++;
        ReferenceCountUtil.release(before);
        LOG.info("certificates were read anew: {}", files);
        sayWhatHasRunOut(content);
    }

    private void sayWhatHasRunOut(TlsFiles.Content content) {
        if (content.revoked() != null) {
            content.revoked().objections(Instant.now()).forEach(onTrouble);
        }
    }

    /** A file may be gone for as long as somebody takes to put another one in its place. */
    private void sayOnce(String text) {
        if (!text.equals(trouble)) {
            trouble = text;
            onTrouble.accept(text);
        }
    }

    /** Another number whenever those who are connected are to be judged again, such as when the files were read anew. */
    public synchronized long generation() {
        return generation;
    }

    /** Whether authorities have to be asked of whoever comes, when the handshake is done. */
    boolean asks() {
        return files.ocsp() != Ocsp.OFF;
    }

    @Nullable
    Objection objectionTo(List<X509Certificate> chain) {
        return trust().objectionTo(chain, judgesServers);
    }

    private synchronized Trust trust() {
        return trust;
    }
}
