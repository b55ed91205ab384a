package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.AddressRange;
import io.portcullis.fix.sessions.access.RefusedLogon;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logons over sockets that are not let in: what the session's people find with the session, and what they find with nobody. */
class RefusedAtTheDoorTest {

    private static final SessionKey CLIENT1 = new SessionKey("CLIENT1");

    @TempDir
    Path stores;
    private EngineUnderTest broker;
    private FixSession session;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        broker = new EngineUnderTest(stores);
        session = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT-1");
        broker.acceptor("OTHER", FixVersion.FIX42, "BROKER", "OTHER");
        broker.initiator("VENUE", FixVersion.FIX44, "BROKER", "VENUE");
        broker.engine.start();
        address = broker.listen();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    /** Sends it, and waits until the connection is cut. */
    private void refused(String beginString, String sender, String target) throws IOException {
        try (Socket socket = logon(beginString, sender, target)) {
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    private Socket logon(String beginString, String sender, String target) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        String logon = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|");
        String body = logon.substring(logon.indexOf("35="), logon.indexOf("10=")).replace("49=CLIENT", "49=" + sender).replace("56=BROKER", "56=" + target);
        socket.getOutputStream().write(EmbeddedSession.framed(beginString, body).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private String last() {
        RefusedLogon last = broker.engine.refusedLogons().last(CLIENT1);
        assertNotNull(last);
        assertEquals("127.0.0.1", last.from());
        return last.denial().reason() + " " + last.denial().text() + " ×" + last.count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"FIX.4.2|CLIENT-1|BROKER|BeginString(8) is FIX.4.2, must be FIX.4.4",
        "FIX.4.4|client1|BROKER|SenderCompID(49) is client1, must be CLIENT-1", "FIX.4.4|CLIENT-1|BROKR|TargetCompID(56) is BROKR, must be BROKER",
        "FIX.4.4|BROKER|CLIENT-1|SenderCompID(49) and TargetCompID(56) are the wrong way round",
        "FIX.4.3|CLIENT_1|X|SenderCompID(49) is CLIENT_1, must be CLIENT-1; TargetCompID(56) is X, must be BROKER; BeginString(8) is FIX.4.3, must be FIX.4.4"})
    void whoIsNearlyTheSessionIsShownWithItAndTheDifference(String beginString, String sender, String target, String difference) throws IOException {
        refused(beginString, sender, target);

        assertEquals("UNKNOWN_SESSION there is no session " + beginString + ":" + target + "->" + sender + " to log on to, it is nearly session CLIENT1: "
                + difference + " ×1", last());
        assertEquals(List.of(), broker.engine.refusedLogons().strangers());
    }

    @Test
    void whoIsLikeNoneIsAStranger() throws IOException {
        refused("FIX.4.4", "CLIENT-2", "BROKER");
        refused("FIX.4.4", "VENUE", "BROKR");
        refused("FIX.4.4", "CLIENT-2", "BROKER");
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write(EmbeddedSession.message("FIX.4.4", "D", 1, "", "11=A|").getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(-1, socket.getInputStream().read());
        }

        assertNull(broker.engine.refusedLogons().last(CLIENT1));
        assertEquals(List.of(" its first message is not a Logon ×1",
                "FIX.4.4:BROKER->CLIENT-2 there is no session FIX.4.4:BROKER->CLIENT-2 to log on to ×2",
                "FIX.4.4:BROKR->VENUE there is no session FIX.4.4:BROKR->VENUE to log on to ×1"),
                broker.engine.refusedLogons().strangers().stream()
                        .map(each -> each.name() + " " + each.last().denial().text() + " ×" + each.last().count()).toList());
    }

    @Test
    void aSessionShowsWhoCameFromAWrongAddress() throws IOException {
        broker.engine.open(FixSessionSettings.acceptor(new SessionKey("FAR"), FixVersion.FIX44, "BROKER", "FAR").toBuilder()
                .access(new AccessRules(List.of(AddressRange.of("192.0.2.0/24")), false, null, Set.of(), null)).build(), broker.application);
        refused("FIX.4.4", "FAR", "BROKER");

        RefusedLogon last = broker.engine.refusedLogons().last(new SessionKey("FAR"));
        assertNotNull(last);
        assertEquals("the address 127.0.0.1 is not in [192.0.2.0/24]", last.denial().text());
    }

    @Test
    void aSessionThatIsStoppedOrConnectedShowsWhoElseHasTried() throws IOException {
        try (Socket first = logon("FIX.4.4", "CLIENT-1", "BROKER")) {
            await("logon", session::isLoggedOn);
            refused("FIX.4.4", "CLIENT-1", "BROKER");
            assertEquals("TOO_MANY the session is logged on already ×1", last());
        }
        await("free", () -> !broker.onLoop(session::isConnected));
        broker.onLoop(() -> {
            session.control().stop(SessionIntent.STOPPED, "anna: runaway client", "");
            return null;
        });
        refused("FIX.4.4", "CLIENT-1", "BROKER");
        assertEquals("STOPPED session CLIENT1 is stopped, by anna: runaway client ×2", last());
    }
}
