package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.OpenSsl;
import io.netty.pkitesting.X509Bundle;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.AddressRange;
import io.portcullis.fix.sessions.access.Certificates;
import io.portcullis.fix.sessions.access.Ocsp;
import io.portcullis.fix.sessions.access.OcspResponder;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.access.RefusedLogon;
import io.portcullis.fix.sessions.access.TlsContext;
import io.portcullis.fix.sessions.access.TlsContext.ClientCertificates;
import io.portcullis.fix.sessions.access.TlsFiles;
import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Sessions over TLS between two engines, and who is turned away at the door. */
class TlsSessionsTest {

    private static final AccessRules OF_ACME = new AccessRules(List.of(), false, new X500Principal("CN=acme"), Set.of(), null);

    @TempDir
    Path directory;
    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Logger deskLog = (Logger) LoggerFactory.getLogger("io.portcullis.alerts");
    private final ListAppender<ILoggingEvent> desk = new ListAppender<>();
    private final EventLoopGroup doorLoop = FixTransport.newLoop("fix-reception");
    private Certificates certificates;
    private EngineUnderTest broker;
    private EngineUnderTest client;

    @BeforeEach
    void start() throws Exception {
        desk.start();
        deskLog.addAppender(desk);
        deskLog.setLevel(Level.WARN);
        certificates = new Certificates(directory.resolve("certificates"));
        certificates.issue("broker", "CN=broker");
        certificates.issue("acme", "CN=acme");
        broker = new EngineUnderTest(directory.resolve("broker"));
        client = new EngineUnderTest(directory.resolve("client"));
        broker.engine.start();
        client.engine.start();
    }

    @AfterEach
    void stop() {
        deskLog.setLevel(null);
        deskLog.detachAppender(desk);
        client.close();
        broker.close();
        doorLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Stream<String> deskAlerts() {
        return List.copyOf(desk.list).stream().map(ILoggingEvent::getFormattedMessage);
    }

    private TlsContext server(ClientCertificates wanted) throws IOException {
        return TlsContext.ofServer(certificates.files("broker"), wanted, troubles::add);
    }

    private InetSocketAddress listen(TlsContext tls) throws IOException {
        Reception reception = new Reception(broker.engine, doorLoop.next(), ReceptionLimits.DEFAULT, new AccessAlerts(alert -> alerts.add(alert.toString())),
                null);
        return new FixAcceptor(reception, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls).localAddress();
    }

    private FixSession acceptor(AccessRules rules) throws IOException {
        return broker.engine.open(
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().access(rules).build(),
                broker.application);
    }

    private FixSession connect(InetSocketAddress address, TlsFiles files, AccessRules ofServer) throws IOException {
        FixSession session = client.engine.open(
                FixSessionSettings.initiator(new SessionKey("BROKER"), FixVersion.FIX44, "CLIENT", "BROKER").toBuilder().access(ofServer).build(),
                client.application);
        TlsTarget target = files == null ? null : new TlsTarget(TlsContext.ofClient(files, troubles::add), "localhost");
        new FixInitiator(client.engine, session, address, EngineUnderTest.SOON, EngineUnderTest.SOON.multipliedBy(4), target).start();
        return session;
    }

    @Test
    void ordersGoOverTlsInBothDirections() throws Exception {
        FixSession ours = acceptor(OF_ACME);
        FixSession theirs = connect(listen(server(ClientCertificates.REQUIRED)), certificates.files("acme"), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        for (int i = 1; i <= 2000; i++) {
            client.order(theirs, "A" + i, 0);
        }
        await("all orders", () -> broker.application.told.size() == 2001);

        assertEquals("D 2001 A2000", broker.application.told.getLast());
        assertTrue(broker.onLoop(ours.facts()::tlsIdentity).startsWith("CN=acme, TLSv1.3 "), broker.onLoop(ours.facts()::tlsIdentity));
        assertEquals(List.of(), alerts);
        assertTrue(OpenSsl.isAvailable() || !System.getProperty("os.arch").equals("amd64"), () -> "no OpenSSL: " + OpenSsl.unavailabilityCause());
    }

    @Test
    void aCertificateThatIsNotTheSessionsIsCutWithoutAWordAndUsesNoNumber() throws Exception {
        certificates.issue("other", "CN=other");
        FixSession ours = acceptor(OF_ACME);
        FixSession theirs = connect(listen(server(ClientCertificates.REQUIRED)), certificates.files("other"), AccessRules.OPEN);
        await("an alert", () -> !alerts.isEmpty());

        assertTrue(alerts.getFirst().startsWith("not let in as CLIENT1 from 127.0.0.1: the certificate is of CN=other"), alerts::toString);
        RefusedLogon last = Objects.requireNonNull(broker.engine.refusedLogons().last(ours.key()));
        assertTrue(last.denial().text().startsWith("the certificate is of CN=other"), last::toString);
        assertFalse(theirs.isLoggedOn());
        assertEquals(1, broker.onLoop(ours.numbers()::nextTargetMsgSeqNum));
        assertEquals(1, broker.onLoop(ours.numbers()::nextSenderMsgSeqNum));
        assertEquals(List.of(), client.application.told.stream().filter(told -> told.startsWith("logon")).toList());
    }

    @Test
    void withoutACertificateOrWithAStrangersTheHandshakeFails() throws Exception {
        acceptor(AccessRules.OPEN);
        InetSocketAddress address = listen(server(ClientCertificates.REQUIRED));
        FixSession theirs = connect(address, certificates.withoutCertificate(), AccessRules.OPEN);
        await("an alert", () -> alerts.stream().anyMatch(alert -> alert.contains("TLS failed")));

        assertFalse(theirs.isLoggedOn());
    }

    @Test
    void aServerWithAnotherPinIsNotLoggedOnToAndNoNumberIsUsed() throws Exception {
        String pin = Certificates.pin(certificates.issue("broker", "CN=broker"));
        certificates.issue("impostor", "CN=broker");
        TlsContext server = TlsContext.ofServer(certificates.files("impostor"), ClientCertificates.NONE, troubles::add);
        FixSession ours = acceptor(new AccessRules(List.of(AddressRange.of("127.0.0.0/8")), true, null, Set.of(), null));
        FixSession theirs = connect(listen(server), certificates.withoutCertificate(), new AccessRules(List.of(), true, null, Set.of(pin), null));
        TimeUnit.MILLISECONDS.sleep(300); // some attempts
        assertFalse(theirs.isLoggedOn());
        assertEquals(1, client.onLoop(theirs.numbers()::nextSenderMsgSeqNum));

        Files.copy(certificates.path("broker.pem"), certificates.path("impostor.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(certificates.path("broker.key"), certificates.path("impostor.key"), StandardCopyOption.REPLACE_EXISTING);
        server.look();
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        assertEquals(2, client.onLoop(theirs.numbers()::nextSenderMsgSeqNum));
    }

    @Test
    void certificatesAreRolledWithoutARestartAndSessionsStayUp() throws Exception {
        FixSession ours = acceptor(AccessRules.OPEN);
        InetSocketAddress address = listen(server(ClientCertificates.NONE));
        FixSession theirs = connect(address, certificates.withoutCertificate(), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        String before = client.onLoop(theirs.facts()::tlsIdentity);

        certificates.issue("broker", "CN=broker renewed");
        Files.setLastModifiedTime(certificates.path("broker.pem"), FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        assertEquals(before, client.onLoop(theirs.facts()::tlsIdentity));
        assertTrue(ours.isLoggedOn());

        TimeUnit.MILLISECONDS.sleep(1_100); // files are looked at once a second
        client.onLoop(() -> {
            theirs.disconnect("to connect again");
            return null;
        });
        await("the new certificate", () -> client.onLoop(theirs.facts()::tlsIdentity).startsWith("CN=broker renewed"));
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        assertEquals(List.of(), troubles);
    }

    @Test
    void aClientWhoseCertificateIsRevokedIsCutAndNotLetInAnyMore() throws Exception {
        X509Bundle acme = certificates.issue("acme", "CN=acme");
        certificates.revoke("revoked.crl");
        FixSession ours = acceptor(OF_ACME);
        TlsContext server = TlsContext.ofServer(certificates.files("broker", "revoked.crl"), ClientCertificates.REQUIRED, troubles::add);
        FixSession theirs = connect(listen(server), certificates.files("acme"), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        int sent = broker.onLoop(ours.numbers()::nextSenderMsgSeqNum);

        certificates.revoke("revoked.crl", acme);
        await("the end", () -> !ours.isLoggedOn());
        String why = "its certificate is not good any more: the certificate of CN=acme: Certificate has been revoked";
        assertTrue(broker.onLoop(ours.facts()::disconnectReason).startsWith(why), broker.onLoop(ours.facts()::disconnectReason));
        assertEquals(1, deskAlerts().filter(alert -> alert.startsWith("session CLIENT1: cut: " + why)).count(), deskAlerts().toList()::toString);
        assertEquals(LogoffCause.OURS, broker.onLoop(ours::logoffCause));
        await("an alert", () -> alerts.stream().anyMatch(alert -> alert.contains("TLS failed: the certificate of CN=acme: Certificate has been revoked")));
        assertFalse(ours.isLoggedOn());
        assertEquals(sent, broker.onLoop(ours.numbers()::nextSenderMsgSeqNum));
        assertEquals(List.of(), troubles);
    }

    @Test
    void aServerWhoseCertificateIsRevokedIsCutByUsWhoLoggedOnToIt() throws Exception {
        X509Bundle venue = certificates.issue("broker", "CN=broker");
        certificates.revoke("revoked.crl");
        acceptor(AccessRules.OPEN);
        FixSession theirs = connect(listen(server(ClientCertificates.NONE)), certificates.files("acme", "revoked.crl"), AccessRules.OPEN);
        await("logon", theirs::isLoggedOn);

        certificates.revoke("revoked.crl", venue);
        await("the reasons", () -> client.onLoop(theirs.facts()::disconnectReason).contains("; since then: no TLS with"));
        String reason = client.onLoop(theirs.facts()::disconnectReason);
        assertTrue(reason.startsWith("its certificate is not good any more: the certificate of CN=broker: Certificate has been revoked"), reason);
        assertFalse(theirs.isLoggedOn());
    }

    @Test
    void whoseAuthorityIsNotTrustedAnyMoreIsCut() throws Exception {
        Files.copy(certificates.path("authority.pem"), certificates.path("first-authority.pem"));
        FixSession ours = acceptor(OF_ACME);
        FixSession theirs = connect(listen(server(ClientCertificates.REQUIRED)), certificates.trustingOnly("acme", "first-authority.pem"), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());

        new Certificates(directory.resolve("others"));
        Files.copy(directory.resolve("others/authority.pem"), certificates.path("authority.pem"), StandardCopyOption.REPLACE_EXISTING);
        await("the end", () -> !ours.isLoggedOn());
        assertTrue(broker.onLoop(ours.facts()::disconnectReason).startsWith("its certificate is not good any more: "),
                broker.onLoop(ours.facts()::disconnectReason));
    }

    @Test
    void aListThatSaysNothingOfWhoIsLoggedOnCutsNobodyAndIsAlerted() throws Exception {
        certificates.revoke("revoked.crl");
        FixSession ours = acceptor(OF_ACME);
        TlsContext server = TlsContext.ofServer(certificates.files("broker", "revoked.crl"), ClientCertificates.REQUIRED, troubles::add);
        FixSession theirs = connect(listen(server), certificates.files("acme"), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());

        new Certificates(directory.resolve("others")).revoke("revoked.crl");
        Files.copy(directory.resolve("others/revoked.crl"), certificates.path("revoked.crl"), StandardCopyOption.REPLACE_EXISTING);
        await("an alert", () -> deskAlerts().anyMatch(alert -> alert.startsWith("session CLIENT1: it stays up, but can't connect again: ")));
        assertTrue(ours.isLoggedOn());
        assertEquals(1, deskAlerts().count(), deskAlerts().toList()::toString);
    }

    @Test
    void anAuthorityThatIsAskedKeepsOutWhoIsRevokedAndHasWhoIsLoggedOnCut() throws Exception {
        try (OcspResponder responder = certificates.answering()) {
            X509Bundle acme = certificates.issue("acme", "CN=acme", responder);
            FixSession ours = acceptor(OF_ACME);
            TlsContext server = TlsContext.ofServer(certificates.asking("broker", Ocsp.HARD), ClientCertificates.REQUIRED, troubles::add);
            FixSession theirs = connect(listen(server), certificates.files("acme"), AccessRules.OPEN);
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            assertTrue(responder.asked() > 0);

            responder.revoke(acme);
            server.judgeAgain();
            await("the end", () -> !ours.isLoggedOn());
            String why = "its certificate is not good any more: the certificate of CN=acme: Certificate has been revoked";
            assertTrue(broker.onLoop(ours.facts()::disconnectReason).startsWith(why), broker.onLoop(ours.facts()::disconnectReason));
            await("an alert", () -> alerts.stream()
                    .anyMatch(alert -> alert.contains("not let in from 127.0.0.1: the certificate of CN=acme: Certificate has been revoked")));
            assertEquals(List.of(), troubles);
        }
    }

    @Test
    void anAuthorityThatDoesNotAnswerHoldsUpNobodyWithSoftAndIsToldOnce() throws Exception {
        try (OcspResponder responder = certificates.answering()) {
            certificates.issue("acme", "CN=acme", responder);
            responder.silent(true);
            FixSession ours = acceptor(OF_ACME);
            TlsContext server = TlsContext.ofServer(certificates.asking("broker", Ocsp.SOFT), ClientCertificates.REQUIRED, troubles::add);
            InetSocketAddress address = listen(server);
            FixSession theirs = connect(address, certificates.files("acme"), AccessRules.OPEN);
            try (Socket other = logonTo(listen(null), "NOBODY")) {
                assertEquals(-1, other.getInputStream().read(), "connections that need no answer go on meanwhile");
            }
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            client.onLoop(() -> {
                theirs.disconnect("to connect again");
                return null;
            });
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            assertEquals(1, responder.asked(), "it is left in peace for a while");
            assertEquals(1, troubles.size(), troubles::toString);
            assertTrue(troubles.getFirst().startsWith("the authority CN=Test authority does not say by OCSP whether certificates were revoked: "),
                    troubles::toString);
        }
    }

    @Test
    void withHardNobodyComesInOfWhomTheAuthoritySaysNothingButWhoIsLoggedOnStays() throws Exception {
        try (OcspResponder responder = certificates.answering()) {
            certificates.issue("acme", "CN=acme", responder);
            FixSession ours = acceptor(OF_ACME);
            TlsContext server = TlsContext.ofServer(certificates.asking("broker", Ocsp.HARD), ClientCertificates.REQUIRED, troubles::add);
            InetSocketAddress address = listen(server);
            FixSession theirs = connect(address, certificates.files("acme"), AccessRules.OPEN);
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());

            responder.silent(true);
            server.judgeAgain();
            await("an alert", () -> deskAlerts().anyMatch(alert -> alert.startsWith("session CLIENT1: it stays up, but can't connect again: ")));
            assertTrue(ours.isLoggedOn());
            client.onLoop(() -> {
                theirs.disconnect("to connect again");
                return null;
            });
            await("an alert", () -> alerts.stream()
                    .anyMatch(alert -> alert.contains("the certificate of CN=acme: its authority does not say by OCSP whether it was revoked: ")));
            assertFalse(ours.isLoggedOn());
        }
    }

    @Test
    void aVenuesAuthorityIsAskedBeforeWeLogOn() throws Exception {
        try (OcspResponder responder = certificates.answering()) {
            responder.revoke(certificates.issue("broker", "CN=broker", responder));
            acceptor(AccessRules.OPEN);
            FixSession theirs = connect(listen(server(ClientCertificates.NONE)), certificates.asking("acme", Ocsp.SOFT), AccessRules.OPEN);
            await("the reason", () -> client.onLoop(theirs.facts()::disconnectReason).contains("the certificate of CN=broker: Certificate has been revoked"));
            assertEquals(1, client.onLoop(theirs.numbers()::nextSenderMsgSeqNum));
        }
    }

    @Test
    void whosePinIsTakenBackIsCutAndWhoseIsNotLogsOnAgain() throws Exception {
        String pin = Certificates.pin(certificates.issue("acme", "CN=acme"));
        FixSession ours = acceptor(new AccessRules(List.of(), true, null, Set.of(pin, "an older one"), null));
        FixSession theirs = connect(listen(server(ClientCertificates.REQUIRED)), certificates.files("acme"), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());

        changeAccess(ours, new AccessRules(List.of(), true, null, Set.of(pin), null));
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
        assertEquals("the session's settings are changed", broker.onLoop(ours.facts()::disconnectReason));
        assertEquals(List.of(), deskAlerts().toList());

        changeAccess(ours, new AccessRules(List.of(), true, null, Set.of("another"), null));
        String reason = broker.onLoop(ours.facts()::disconnectReason);
        assertEquals("it may not be logged on any more: the certificate is of CN=acme with the pin " + pin + ", allowed are the pins another", reason);
        assertEquals(List.of("session CLIENT1: cut: " + reason), deskAlerts().toList());
        await("an alert", () -> alerts.stream().anyMatch(alert -> alert.endsWith("allowed are the pins another")));
        assertFalse(ours.isLoggedOn());
    }

    private void changeAccess(FixSession session, AccessRules rules) throws Exception {
        broker.engine.changes().change(session, session.settings().toBuilder().access(rules).build()).get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFileThatIsGoneForAWhileIsSaidOnce() throws Exception {
        TlsContext server = server(ClientCertificates.NONE);
        Files.delete(certificates.path("broker.pem"));
        for (int i = 0; i < 5; i++) {
            server.look();
        }
        assertEquals(1, troubles.size(), troubles::toString);
    }

    @Test
    void aServerWhoseCertificateIsRevokedIsNotLoggedOnTo() throws Exception {
        certificates.revoke("revoked.crl", certificates.issue("broker", "CN=broker"));
        acceptor(AccessRules.OPEN);
        FixSession theirs = connect(listen(server(ClientCertificates.NONE)), certificates.files("acme", "revoked.crl"), AccessRules.OPEN);
        await("the reason", () -> client.onLoop(theirs.facts()::disconnectReason).contains("revoked"));
        assertFalse(theirs.isLoggedOn());
        assertEquals(1, client.onLoop(theirs.numbers()::nextSenderMsgSeqNum));
    }

    @Test
    void aListOfAnotherAuthorityLetsNobodyIn() throws Exception {
        new Certificates(directory.resolve("others")).revoke("revoked.crl");
        Files.copy(directory.resolve("others/revoked.crl"), certificates.path("revoked.crl"));
        acceptor(OF_ACME);
        TlsContext server = TlsContext.ofServer(certificates.files("broker", "revoked.crl"), ClientCertificates.REQUIRED, troubles::add);
        FixSession theirs = connect(listen(server), certificates.files("acme"), AccessRules.OPEN);
        await("an alert", () -> alerts.stream().anyMatch(alert -> alert.contains("TLS failed")));
        assertFalse(theirs.isLoggedOn());
    }

    @Test
    void aListThatCanNotBeReadIsSaidAndTheOneOfBeforeStaysInUse() throws Exception {
        X509Bundle acme = certificates.issue("acme", "CN=acme");
        certificates.revoke("revoked.crl", acme);
        TlsContext server = TlsContext.ofServer(certificates.files("broker", "revoked.crl"), ClientCertificates.REQUIRED, troubles::add);
        Files.writeString(certificates.path("revoked.crl"), "half of a li");
        server.look();
        assertTrue(troubles.getFirst().contains("revoked.crl"), troubles::toString);

        acceptor(OF_ACME);
        connect(listen(server), certificates.files("acme"), AccessRules.OPEN);
        await("an alert", () -> alerts.stream().anyMatch(alert -> alert.contains("revoked")));
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsSaidAndTheOldOnesStayInUse() throws Exception {
        TlsContext server = server(ClientCertificates.NONE);
        Files.copy(certificates.path("acme.key"), certificates.path("broker.key"), StandardCopyOption.REPLACE_EXISTING);
        server.look();

        assertTrue(troubles.getFirst().contains("broker.key is not the key of the first certificate in"), troubles::toString);
        FixSession ours = acceptor(AccessRules.OPEN);
        FixSession theirs = connect(listen(server), certificates.withoutCertificate(), AccessRules.OPEN);
        await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
    }

    @Test
    void aPlainClientIsTurnedAwayWhereTheSessionNeedsTls() throws Exception {
        acceptor(OF_ACME);
        FixSession theirs = connect(listen(null), null, AccessRules.OPEN);
        await("an alert", () -> !alerts.isEmpty());

        assertEquals("not let in as CLIENT1 from 127.0.0.1: the connection is plain, allowed is TLS only", alerts.getFirst());
        assertFalse(theirs.isLoggedOn());
    }

    @Test
    void anAddressThatIsNotTheSessionsIsCutWithoutAWord() throws Exception {
        FixSession ours = acceptor(new AccessRules(List.of(AddressRange.of("192.0.2.0/24")), false, null, Set.of(), null));
        try (Socket socket = logonTo(listen(null), "CLIENT")) {
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(List.of("not let in as CLIENT1 from 127.0.0.1: the address 127.0.0.1 is not in [192.0.2.0/24]"), alerts);
        assertEquals(1, broker.onLoop(ours.numbers()::nextTargetMsgSeqNum));
    }

    @Test
    void unknownCompIdsAreCutWithoutAWord() throws Exception {
        acceptor(AccessRules.OPEN);
        try (Socket socket = logonTo(listen(null), "STRANGER\n")) {
            assertEquals(-1, socket.getInputStream().read());
        }
        assertEquals(List.of("not let in as FIX.4.4:BROKER->STRANGER? from 127.0.0.1: there is no session FIX.4.4:BROKER->STRANGER? to log on to"), alerts);
    }

    private static Socket logonTo(InetSocketAddress address, String sender) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        String logon = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|");
        logon = EmbeddedSession.framed("FIX.4.4", logon.substring(logon.indexOf("35="), logon.indexOf("10=")).replace("49=CLIENT", "49=" + sender));
        socket.getOutputStream().write(logon.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void oneAddressHasNoMoreConnectionsThanAllowedAndGetsThemBackWhenTheyClose() throws Exception {
        Reception reception = new Reception(broker.engine, doorLoop.next(), new ReceptionLimits(3, 2),
                new AccessAlerts(alert -> alerts.add(alert.toString())), null);
        FixSession ours = acceptor(AccessRules.OPEN);
        InetSocketAddress address = new FixAcceptor(reception, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null).localAddress();
        try (Socket one = logonTo(address, "CLIENT"); Socket two = new Socket(address.getAddress(), address.getPort())) {
            await("logon", ours::isLoggedOn);
            try (Socket three = new Socket(address.getAddress(), address.getPort()); Socket four = new Socket(address.getAddress(), address.getPort())) {
                assertEquals(-1, four.getInputStream().read());
                assertEquals("not let in from 127.0.0.1: there are 3 connections from this address, allowed are 3", alerts.getFirst());
                assertTrue(three.isConnected() && two.isConnected() && one.isConnected());
            }
        }
        await("places", () -> {
            try (Socket again = new Socket(address.getAddress(), address.getPort())) {
                again.setSoTimeout(100);
                return again.getInputStream().read() >= 0;
            } catch (java.net.SocketTimeoutException e) {
                return true; // it was not cut
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void whoWaitsLongestWithoutALogonMakesRoom() throws Exception {
        Reception reception = new Reception(broker.engine, doorLoop.next(), new ReceptionLimits(100, 2),
                new AccessAlerts(alert -> alerts.add(alert.toString())), null);
        FixSession ours = acceptor(AccessRules.OPEN);
        InetSocketAddress address = new FixAcceptor(reception, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null).localAddress();
        try (Socket one = new Socket(address.getAddress(), address.getPort());
                Socket two = new Socket(address.getAddress(), address.getPort());
                Socket three = logonTo(address, "CLIENT")) {
            one.setSoTimeout(10_000);
            assertEquals(-1, one.getInputStream().read());
            await("logon", ours::isLoggedOn);
            assertTrue(two.isConnected() && three.isConnected());
        }
    }
}
