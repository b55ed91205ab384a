package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.portcullis.server.messagelog.Kind;
import io.portcullis.server.messagelog.MessageQuery;
import io.portcullis.server.messagelog.MessageSearch;
import io.portcullis.server.messagelog.Term;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole hub with a TLS port and a session that needs a password: from the command line that sets it to what is kept of it, which is nothing. */
class HubAccessTest {

    private static final String SECRET = "open-sesame-4711";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");

    @TempDir
    private Path directory;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getThrowableProxy());
        }
    };
    private SSLContext trusting;
    private Main hub;

    @BeforeEach
    void start() throws Exception {
        listener.start();
        root.addAppender(listener);
        root.setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("io.portcullis")).setLevel(Level.DEBUG);
        X509Bundle authority = new CertificateBuilder().algorithm(CertificateBuilder.Algorithm.ecp256).subject("CN=authority").setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle ours = new CertificateBuilder().algorithm(CertificateBuilder.Algorithm.ecp256).subject("CN=hub").addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
        write("fix.pem", ours.getCertificatePEM());
        write("fix.key", ours.getPrivateKeyPEM());
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[]{authority.toTrustManager()}, null);
        write("client-sessions.ini", """
                [CLIENT1]
                version = FIX.4.4
                account = ACME
                tls = yes
                addresses = 127.0.0.0/8, ::1
                username = acme
                [CLIENT2]
                version = FIX.4.4
                account = ACME
                """);
        write("portcullis.ini", """
                [hub]
                comp-id = HUB
                data-directory = %s
                [fix]
                port = 0
                tls-port = 0
                tls-certificate = fix.pem
                tls-key = fix.key
                [log]
                segment-size = 1MB
                keep-free = 1MB
                [database]
                on = no
                [console]
                port = 0
                """.formatted(directory.resolve("data")));
        write("venues.ini", "[LIT1]\nversion = FIX.4.4\nsimulated = yes\nport = 0\nusername = hub\npassword-file = %s\n".formatted(directory.resolve("venue")));
        Files.writeString(directory.resolve("venue"), SECRET + "-at-the-venue\n");
        write("accounts.ini", "[ACME]\ncurrency = USD\n");
        write("instruments.csv", "symbol,isin,mic,currency,lot,ticks,reference-price\nIBM,US4592001014,XNYS,USD,1,0:0.01,208.95\n");
        setPassword();
        hub = new Main(Installation.read(directory.resolve("conf"), new Overrides(Map.of(), Map.of())), new StartChoices(false, false), InstantSource.system(),
                failures::add);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("conf")).resolve(name), text);
    }

    private void setPassword() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((SECRET + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(0, Portcullis.commandLine().execute("password", "acme", "--conf", directory.resolve("conf").toString()));
        } finally {
            System.setIn(before);
        }
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        root.detachAppender(listener);
        root.setLevel(levelBefore);
        ((Logger) LoggerFactory.getLogger("io.portcullis")).setLevel(null);
        assertEquals(List.of(), failures);
    }

    private static String message(int number, String sender, String type, String body) {
        String content = ("35=" + type + "|34=" + number + "|49=" + sender + "|52=" + TIMESTAMP.format(LocalDateTime.now(ZoneOffset.UTC)) + "|56=HUB|" + body)
                .replace('|', '\u0001');
        String text = "8=FIX.4.4\u00019=" + content.length() + "\u0001" + content;
        return text + String.format("10=%03d\u0001", text.chars().sum() % 256);
    }

    private static void send(Socket socket, int number, String sender, String type, String body) throws IOException {
        socket.getOutputStream().write(message(number, sender, type, body).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** MsgType of the next message; empty at the end. */
    private static String next(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
            text.append(c == 1 ? '|' : (char) c);
            if (c == 1 && text.toString().matches(".*\\|10=\\d{3}\\|")) {
                return text.toString().replaceFirst(".*?\\|35=([^|]+)\\|.*", "$1");
            }
        }
        return "";
    }

    private Socket encrypted() throws IOException {
        Socket socket = trusting.getSocketFactory().createSocket("127.0.0.1", hub.tlsAddress().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Those that were refused, too: before their session and by it. */
    private void awaitLogonsInMessageLog(int expected) throws Exception {
        MessageSearch search = new MessageSearch(directory.resolve("data/messages"));
        MessageQuery logons = MessageQuery.ALL.ofSessions(Set.of("CLIENT1")).only(EnumSet.of(Kind.IN)).with(List.of(List.of(new Term(35, "A"))));
        for (int i = 0; i < 500 && search.find(logons).messages().size() < expected; i++) {
            Thread.sleep(10);
        }
        assertEquals(expected, search.find(logons).messages().size(), () -> "logons of CLIENT1 in the message log");
    }

    @Test
    void aPasswordOpensTheDoorAndIsNowhereToBeReadAfterwards() throws Exception {
        try (Socket socket = encrypted()) {
            send(socket, 1, "CLIENT1", "A", "98=0|108=30|553=acme|554=" + SECRET + "-not|");
            assertEquals("5", next(socket));
        }
        try (Socket socket = encrypted()) {
            send(socket, 1, "CLIENT1", "A", "98=0|108=30|141=Y|553=acme|554=" + SECRET + "|");
            assertEquals("A", next(socket));
            send(socket, 2, "CLIENT1", "D", "11=A1|55=IBM|54=1|60=20260131-09:30:00.000|38=100|40=2|44=1.00|554=" + SECRET + "|");
            assertEquals("3", next(socket));
            send(socket, 3, "CLIENT1", "BE", "923=U1|924=1|553=acme|554=" + SECRET + "|");
            assertEquals("j", next(socket));
            send(socket, 4, "CLIENT1", "D", "11=A2|21=1|55=IBM|54=1|60=20260131-09:30:00.000|38=100|40=2|44=1.00|58=" + "x".repeat(10) + "|");
            assertEquals("8", next(socket));
            send(socket, 5, "CLIENT1", "A", "98=0|108=30|553=acme|554=" + SECRET + "|");
            send(socket, 6, "CLIENT1", "5", "");
            while (!next(socket).isEmpty()) {
                // until it is closed
            }
        }
        try (Socket plain = new Socket("127.0.0.1", hub.fixAddress().getPort())) {
            send(plain, 1, "CLIENT1", "A", "98=0|108=30|553=acme|554=" + SECRET + "|");
            assertEquals(-1, plain.getInputStream().read());
        }
        try (Socket stranger = new Socket("127.0.0.1", hub.fixAddress().getPort())) {
            send(stranger, 1, SECRET, "D", "554=" + SECRET + "|");
            assertEquals(-1, stranger.getInputStream().read());
        }
        awaitLogonsInMessageLog(4);
        List<String> telling = new ArrayList<>(lines);
        assertTrue(telling.stream().anyMatch(line -> line.contains("CLIENT1") && line.contains("35=D")), "messages are logged");
        assertTrue(telling.stream().anyMatch(line -> line.startsWith("io.portcullis.alerts") && line.contains("allowed is TLS only")), telling::toString);
        assertEquals(List.of(), telling.stream().filter(line -> line.contains(SECRET)).toList());
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path kept : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(kept, StandardCharsets.ISO_8859_1).contains(SECRET), kept::toString);
            }
        }
    }
}
