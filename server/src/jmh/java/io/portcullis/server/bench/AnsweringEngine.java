package io.portcullis.server.bench;

import io.netty.pkitesting.CertificateBuilder;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.AddressRange;
import io.portcullis.fix.sessions.access.Ocsp;
import io.portcullis.fix.sessions.access.PasswordFile;
import io.portcullis.fix.sessions.access.PasswordHash;
import io.portcullis.fix.sessions.access.Passwords;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.fix.sessions.access.TlsFiles;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.engine.Reception;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session layer of Portcullis alone, as the hub runs it (stores, dictionary check, a thread for sessions and one for who has yet to log on), with an application that
 * fills every order at once. As a process it is told a directory, the number of traders and the size of the crowd ({@link Peers}), prints {@code listen PORT TLS-PORT} and
 * ends with its input.
 */
final class AnsweringEngine {
    static final String SESSIONS_THREAD = "sessions";
    static final String RECEPTION_THREAD = "fix-reception";
    private static final Logger LOG = LoggerFactory.getLogger(AnsweringEngine.class);
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int SPARE_SEGMENTS = 128;

    private final FixEngine engine;
    private final Filling application = new Filling();

    private AnsweringEngine(FixEngine engine) {
        this.engine = engine;
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // the loops' threads would keep it alive, and who has started it waiting
        });
        var directory = Path.of(arguments[0]);
        var tls = certificate(directory);
        var loops = FixTransport.newLoop(SESSIONS_THREAD);
        var doors = FixTransport.newLoop(RECEPTION_THREAD);
        var settings = FixEngineSettings.in(directory.resolve("sessions")).withSegmentBytes(SEGMENT_BYTES).withSpareSegments(SPARE_SEGMENTS);
        var engine = new FixEngine(settings, loops.next(), failure -> Runtime.getRuntime().halt(1));
        new AnsweringEngine(engine).open(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Urgency.javaMachine();
        loops.next().execute(Urgency::thisThreadFirst);
        doors.next().execute(Urgency::thisThreadForNow);
        engine.runInBackground(Urgency::thisThreadForNow);
        engine.start();
        try (var passwords = new Passwords(passwords(directory, Integer.parseInt(arguments[2])), InstantSource.system(), Urgency::thisThreadForNow)) {
            var reception = new Reception(engine, doors.next(), ReceptionLimits.DEFAULT, new AccessAlerts(alert -> LOG.warn("{}", alert)), passwords);
            var plain = new FixAcceptor(reception, anyPort(), null).localAddress().getPort();
            var encrypted = new FixAcceptor(reception, anyPort(), tls).localAddress().getPort();
            System.out.println("listen " + plain + " " + encrypted);
            TcpRelay.awaitEndOfInput();
            engine.stop().join();
        }
        doors.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        System.exit(0);
    }

    private void open(int traders, int crowd) throws IOException {
        open(WireClient.COMP_IDS.sender(), AccessRules.OPEN);
        open(Peers.FAR, new AccessRules(List.of(AddressRange.of("192.0.2.0/24")), false, null, Set.of(), null));
        for (var i = 0; i < traders; i++)
            open(Peers.trader(i).sender(), AccessRules.OPEN);
        for (var i = 0; i < crowd; i++) {
            open(Peers.open(i), AccessRules.OPEN);
            open(Peers.guarded(i), new AccessRules(List.of(), false, null, Set.of(), Peers.guarded(i)));
        }
    }

    private void open(String counterparty, AccessRules access) throws IOException {
        engine.open(FixSessionSettings.acceptor(new SessionKey(counterparty), FixVersion.FIX44, Peers.US, counterparty).toBuilder().access(access).build(),
                application);
    }

    /** One hash for all: making two hundred would take longer than the measurement. */
    private static PasswordFile passwords(Path directory, int crowd) throws IOException {
        var file = directory.resolve("passwords");
        var lines = new StringBuilder();
        var hash = PasswordHash.of(Peers.PASSWORD.getBytes(StandardCharsets.UTF_8));
        for (var i = 0; i < crowd; i++)
            lines.append(Peers.guarded(i)).append(':').append(hash).append('\n');
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, lines);
        return new PasswordFile(file);
    }

    private static TlsContext certificate(Path directory) throws Exception {
        var own = new CertificateBuilder().algorithm(CertificateBuilder.Algorithm.ecp256).subject("CN=localhost").setIsCertificateAuthority(true)
                .buildSelfSigned();
        var certificate = Files.writeString(directory.resolve("server.pem"), own.getCertificatePEM());
        var key = Files.writeString(directory.resolve("server.key"), own.getPrivateKeyPEM());
        return TlsContext.ofServer(new TlsFiles(certificate, key, null, certificate, null, Ocsp.OFF), TlsContext.ClientCertificates.NONE, LOG::error);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Fills each order whole, at its price. */
    private static final class Filling implements FixApplication {
        private final FixBody body = new FixBody();
        private long fills;

        @Override
        public void onMessage(FixSession session, FixMessage order, int msgSeqNum, boolean isRepeated) {
            if (!order.msgType().equals("D"))
                return;
            try {
                fills++;
                var quantity = order.decimal(38);
                var price = order.decimal(44);
                body.begin("8").put(37, fills).put(17, fills).putChar(150, 'F').putChar(39, '2').putDecimal(151, 0).put(11, order.string(11))
                        .put(55, order.string(55)).putChar(54, order.character(54)).putDecimal(38, quantity).putDecimal(32, quantity).putDecimal(14, quantity)
                        .putDecimal(31, price).putDecimal(6, price).putUtcMillis(60, System.currentTimeMillis() * 1_000_000);
                session.send(body, fills);
            } catch (IOException | MalformedField e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            throw new IllegalStateException(reject.toString());
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return true;
        }

        @Override
        public void onLogon(FixSession session) {
        }

        @Override
        public void onLogout(FixSession session, @Nullable String reason) {
        }
    }
}
