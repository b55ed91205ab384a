package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.PasswordFile;
import io.portcullis.fix.sessions.access.PasswordHash;
import io.portcullis.fix.sessions.access.Passwords;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.access.RefusedLogon;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logons with passwords over sockets: who may come in, what the others are told, and what is kept of it. */
class PasswordLogonsTest {

    private static final String SECRET = "open sesame";

    @TempDir
    Path directory;
    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final EventLoopGroup doorLoop = FixTransport.newLoop("fix-reception");
    private volatile Instant now = Instant.parse("2026-01-31T09:30:00Z");
    private PasswordFile file;
    private Passwords passwords;
    private EngineUnderTest broker;

    @BeforeEach
    void start() throws IOException {
        broker = new EngineUnderTest(directory.resolve("broker"));
        broker.engine.start();
        file = new PasswordFile(directory.resolve("passwords"));
        file.set("acme", PasswordHash.of(SECRET.getBytes(StandardCharsets.UTF_8)));
        passwords = new Passwords(file, () -> now, () -> {});
    }

    @AfterEach
    void stop() {
        broker.close();
        passwords.close();
        doorLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static FixSessionSettings settings(FixVersion version) {
        return FixSessionSettings.acceptor(new SessionKey("CLIENT1"), version, "BROKER", "CLIENT").toBuilder()
                .access(new AccessRules(List.of(), false, null, Set.of(), "acme")).build();
    }

    private FixSession session(FixVersion version) throws IOException {
        return broker.engine.open(settings(version), broker.application);
    }

    private InetSocketAddress listen() throws IOException {
        Reception reception = new Reception(broker.engine, doorLoop.next(), ReceptionLimits.DEFAULT, new AccessAlerts(alert -> alerts.add(alert.toString())),
                passwords);
        return new FixAcceptor(reception, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null).localAddress();
    }

    private static Socket logon(InetSocketAddress address, FixVersion version, int number, String fields) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        String fixt = version.isFixt() ? "1137=" + version.applVerId() + "|" : "";
        socket.getOutputStream().write(
                EmbeddedSession.message(version.beginString(), "A", number, "", "98=0|108=30|" + fields + fixt).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** What the session shows of who was not let in. */
    private String lastRefused() {
        RefusedLogon last = broker.engine.refusedLogons().last(new SessionKey("CLIENT1"));
        return last == null ? "nobody" : last.denial().reason() + " from " + last.from() + " ×" + last.count();
    }

    /** The first message that comes; empty if the connection is cut before. */
    private static String answer(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
            text.append(c == 1 ? '|' : (char) c);
            if (text.toString().matches(".*\\|10=\\d{3}\\|")) {
                break;
            }
        }
        return text.toString();
    }

    private static void logout(Socket socket, FixVersion version, int number) throws IOException {
        socket.getOutputStream().write(EmbeddedSession.message(version.beginString(), "5", number, "", "").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("5", field(answer(socket), 35));
    }

    @Test
    void theRightPasswordLogsOnAlsoWhereTheDictionaryKnowsNoSuchField() throws IOException {
        FixSession session = session(FixVersion.FIX42);
        try (Socket socket = logon(listen(), FixVersion.FIX42, 1, "553=acme|554=" + SECRET + "|")) {
            assertEquals("A", field(answer(socket), 35));
            await("logon", session::isLoggedOn);
        }
        assertEquals(List.of(), alerts);
    }

    @Test
    void whoHasNoSessionYetGetsOneOnlyWithTheRightPassword() throws IOException {
        FixSessionSettings settings = settings(FixVersion.FIX44);
        broker.engine.templates(new SessionTemplates() {
            @Override
            public FixSessionSettings settingsFor(String beginString, String ourCompId, String theirCompId) {
                return settings;
            }

            @Override
            public FixSession open(FixSessionSettings wanted) throws IOException {
                return broker.engine.open(wanted, broker.application);
            }
        });
        InetSocketAddress address = listen();
        try (Socket socket = logon(address, FixVersion.FIX44, 1, "553=acme|554=open sesamE|")) {
            assertEquals("", answer(socket));
        }
        assertEquals(List.of("not let in as CLIENT1 from 127.0.0.1: wrong Username(553) or Password(554), allowed is user acme with its password"), alerts);
        assertEquals(0, broker.engine.sessions().size());
        assertFalse(Files.exists(directory.resolve("broker").resolve("CLIENT1")));
        try (Socket socket = logon(address, FixVersion.FIX44, 1, "553=acme|554=" + SECRET + "|")) {
            assertEquals("A", field(answer(socket), 35));
        }
        assertEquals(1, broker.engine.sessions().size());
    }

    @Test
    void beforeFix43ThePasswordMayStandInRawData() throws IOException {
        session(FixVersion.FIX42);
        try (Socket socket = logon(listen(), FixVersion.FIX42, 1, "95=" + SECRET.length() + "|96=" + SECRET + "|")) {
            assertEquals("A", field(answer(socket), 35));
        }
    }

    @Test
    void aWrongOneIsToldNeutrallyAndTheRightOneGoesOnWithTheNumbers() throws IOException {
        FixSession session = session(FixVersion.FIX50SP2);
        InetSocketAddress address = listen();
        try (Socket socket = logon(address, FixVersion.FIX50SP2, 1, "553=acme|554=open sesamE|")) {
            String answer = answer(socket);
            assertEquals("5 1 5 Invalid username or password",
                    field(answer, 35) + " " + field(answer, 34) + " " + field(answer, 1409) + " " + field(answer, 58));
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(List.of("not let in as CLIENT1 from 127.0.0.1: wrong Username(553) or Password(554), allowed is user acme with its password"), alerts);
        assertEquals("PASSWORD from 127.0.0.1 ×1", lastRefused());
        assertEquals("2 1", broker.onLoop(() -> session.numbers().nextSenderMsgSeqNum() + " " + session.numbers().nextTargetMsgSeqNum()));
        assertEquals(List.of(), broker.application.told);

        try (Socket socket = logon(address, FixVersion.FIX50SP2, 2, "553=acme|554=" + SECRET + "|")) {
            String logon = answer(socket);
            assertEquals("A 2", field(logon, 35) + " " + field(logon, 34));
            String request = answer(socket);
            assertEquals("2 1", field(request, 35) + " " + field(request, 7)); // a ResendRequest for the Logon that was not counted
        }
    }

    @Test
    void nobodyLogsOnWithoutAPasswordOrAsAnotherUser() throws IOException {
        session(FixVersion.FIX44);
        InetSocketAddress address = listen();
        for (String fields : List.of("", "553=globex|554=" + SECRET + "|")) {
            try (Socket socket = logon(address, FixVersion.FIX44, 1, fields)) {
                assertEquals("5", field(answer(socket), 35));
            }
        }
    }

    @Test
    void whoGuessesIsCutWithoutAWordUntilTimeHasPassed() throws IOException {
        FixSession session = session(FixVersion.FIX44);
        InetSocketAddress address = listen();
        for (int i = 0; i < 3; i++) {
            try (Socket socket = logon(address, FixVersion.FIX44, 1, "553=acme|554=guess number " + i + "|")) {
                assertEquals("5", field(answer(socket), 35));
            }
            await("free", () -> !broker.onLoop(session::isConnected));
        }
        try (Socket socket = logon(address, FixVersion.FIX44, 1, "553=acme|554=" + SECRET + "|")) {
            assertEquals("", answer(socket));
        }
        assertEquals("not let in as CLIENT1 from 127.0.0.1: locked out after wrong passwords, for another 5 s", alerts.getLast());
        assertEquals("LOCKED_OUT from 127.0.0.1 ×4", lastRefused());
        assertEquals(4, broker.onLoop(session.numbers()::nextSenderMsgSeqNum));

        now = now.plusSeconds(5);
        try (Socket socket = logon(address, FixVersion.FIX44, 1, "553=acme|554=" + SECRET + "|")) {
            assertEquals("A", field(answer(socket), 35));
        }
    }

    @Test
    void aCrowdThatComesFromOneAddressAtOnceIsLetIn() throws IOException {
        int crowd = 24;
        for (int i = 0; i < crowd; i++) {
            broker.engine.open(FixSessionSettings.acceptor(new SessionKey("CLIENT" + i), FixVersion.FIX44, "BROKER", "CLIENT" + i).toBuilder()
                    .access(new AccessRules(List.of(), false, null, Set.of(), "acme")).build(), broker.application);
        }
        InetSocketAddress address = listen();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < crowd; i++) {
                String logon = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|553=acme|554=" + SECRET + "|");
                Socket socket = new Socket(address.getAddress(), address.getPort());
                sockets.add(socket);
                socket.setSoTimeout(10_000);
                String content = logon.substring(logon.indexOf("35="), logon.indexOf("10=")).replace("49=CLIENT", "49=CLIENT" + i);
                socket.getOutputStream().write(EmbeddedSession.framed("FIX.4.4", content).getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Socket socket : sockets) {
                assertEquals("A", field(answer(socket), 35));
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertEquals(List.of(), alerts);
    }

    @Test
    void aClientChangesItsPasswordAndTheOldOneHoldsNoMore() throws IOException {
        FixSession session = session(FixVersion.FIX50SP2);
        InetSocketAddress address = listen();
        try (Socket socket = logon(address, FixVersion.FIX50SP2, 1, "553=acme|554=" + SECRET + "|925=short|")) {
            String answer = answer(socket);
            assertEquals("5 3 NewPassword(925) must have 8 to 128 printable characters and differ from Password(554)",
                    field(answer, 35) + " " + field(answer, 1409) + " " + field(answer, 58));
        }
        for (int i = 1; i <= 2; i++) { // the second time as if the answer had got lost
            try (Socket socket = logon(address, FixVersion.FIX50SP2, 1, "553=acme|554=" + SECRET + "|925=a new password|141=Y|")) {
                String answer = answer(socket);
                assertEquals("A 1", field(answer, 35) + " " + field(answer, 1409));
                logout(socket, FixVersion.FIX50SP2, 2);
            }
            await("free", () -> !broker.onLoop(session::isConnected));
        }
        try (Socket socket = logon(address, FixVersion.FIX50SP2, 1, "553=acme|554=" + SECRET + "|141=Y|")) {
            assertEquals("5", field(answer(socket), 35));
        }
        await("free", () -> !broker.onLoop(session::isConnected));
        try (Socket socket = logon(address, FixVersion.FIX50SP2, 1, "553=acme|554=a new password|141=Y|")) {
            assertEquals("A", field(answer(socket), 35));
        }
        assertFalse(Files.readString(directory.resolve("passwords")).contains("a new password"));
    }

    @Test
    void whatIsBehindTheLogonIsNotLostWhileThePasswordIsChecked() throws IOException {
        FixSession session = session(FixVersion.FIX44);
        String logon = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|553=acme|554=" + SECRET + "|");
        String order = EmbeddedSession.message("FIX.4.4", "D", 2, "", "11=A1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|");
        InetSocketAddress address = listen();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write((logon + order).getBytes(StandardCharsets.ISO_8859_1));
            await("order", () -> broker.application.told.contains("D 2 A1"));
            assertTrue(session.isLoggedOn());
        }
    }

    @Test
    void nothingThatIsKeptHasThePasswordInIt() throws IOException {
        session(FixVersion.FIX44);
        try (Socket socket = logon(listen(), FixVersion.FIX44, 1, "553=acme|554=" + SECRET + "|")) {
            assertEquals("A", field(answer(socket), 35));
        }
        nothingThatIsKeptHasIt();
    }

    @Test
    void ourOwnPasswordAtAVenueIsSentButNotKept() throws Exception {
        FixSession ours = session(FixVersion.FIX44);
        try (EngineUnderTest client = new EngineUnderTest(directory.resolve("client"))) {
            FixSession theirs = client.engine.open(FixSessionSettings.initiator(new SessionKey("BROKER"), FixVersion.FIX44, "CLIENT", "BROKER").toBuilder()
                    .logonFields(Map.of(553, "acme", 554, SECRET)).build(), client.application);
            client.engine.start();
            client.connect(theirs, listen());
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            nothingThatIsKeptHasIt();
        }
    }

    private void nothingThatIsKeptHasIt() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path kept : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(kept, StandardCharsets.ISO_8859_1).contains(SECRET), kept::toString);
            }
        }
    }
}
