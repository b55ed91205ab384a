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
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 for one port or one counterparty, by OpenSSL where its native library is there, else by Java. Files that were written anew are read again before the
 * next handshake; connections that exist keep what they have agreed on. May be used by any thread.
 */
public final class TlsContext {

    /** Whether a server asks for certificates. */
    public enum ClientCertificates {
        NONE, OPTIONAL, REQUIRED
    }

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private interface Maker {
        SslContext make(TlsFiles.Content content) throws IOException;
    }

    private final TlsFiles files;
    private final Maker maker;
    private final Consumer<String> onTrouble;
    private SslContext current;
    private String state;
    private long lookedAt = System.nanoTime();

    private TlsContext(TlsFiles files, Maker maker, Consumer<String> onTrouble) throws IOException {
        this.files = files;
        this.maker = maker;
        this.onTrouble = onTrouble;
        this.state = files.state();
        this.current = made();
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
        return new TlsContext(files, content -> content.judging(SslContextBuilder.forServer(content.key(), content.chain()))
                .clientAuth(switch (wanted) {
                    case NONE -> ClientAuth.NONE;
                    case OPTIONAL -> ClientAuth.OPTIONAL;
                    case REQUIRED -> ClientAuth.REQUIRE;
                }).sslProvider(provider()).protocols("TLSv1.3", "TLSv1.2").build(), onTrouble);
    }

    /** For those whom we connect to; the name of the server must stand in its certificate. @see #ofServer */
    public static TlsContext ofClient(TlsFiles files, Consumer<String> onTrouble) throws IOException {
        return new TlsContext(files, content -> {
            SslContextBuilder builder = content.judging(SslContextBuilder.forClient()).sslProvider(provider()).protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS");
            return (content.key() == null ? builder : builder.keyManager(content.key(), content.chain())).build();
        }, onTrouble);
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

    private SslContext made() throws IOException {
        TlsFiles.Content content = files.read();
        SslContext made = maker.make(content);
        if (content.revoked() != null) {
            content.revoked().objections(Instant.now()).forEach(onTrouble);
        }
        return made;
    }

    /** Reads the files again if they were written since. */
    public synchronized void look() {
        try {
            String found = files.state();
            if (!found.equals(state)) {
                state = found;
                SslContext before = current;
                current = made();
                ReferenceCountUtil.release(before);
                LOG.info("certificates were read anew: {}", files.certificate());
            }
        } catch (IOException | IllegalArgumentException e) {
            onTrouble.accept("certificate files were changed and can't be used, the ones of before stay in use: " + e.getMessage());
        }
    }
}
