package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes over the wire is shown to who looks at it: what the session layer sends of itself, what is sent again, and what is refused. */
class MessageTapTest {

    @TempDir
    Path stores;

    private final List<String> seen = new ArrayList<>();
    private EmbeddedSession client;

    private EmbeddedSession open() throws IOException {
        client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT"), null, Seen::new);
        return client;
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void bothDirectionsAreShownInTheirOrder() throws IOException {
        open().logon();
        client.receive("1", "112=HELLO|");

        assertEquals(List.of("CLIENT1 < A", "CLIENT1 > A", "CLIENT1 < 1", "CLIENT1 > 0"), seen);
    }

    @Test
    void whatIsSentAgainIsShownAgainAndSoAreGapFills() throws IOException {
        open().logon();
        client.session.send(new FixBody().begin("8").put(37, "O1").put(17, "E1"), 1);
        client.runTasks();
        seen.clear();

        client.receive("2", "7=1|16=0|");

        assertEquals(List.of("CLIENT1 < 2", "CLIENT1 > 4", "CLIENT1 > 8"), seen);
    }

    @Test
    void aMessageThatIsStoredWhileNobodyIsConnectedIsShownWhenItGoesOut() throws IOException {
        open();
        client.session.send(new FixBody().begin("8").put(37, "O1").put(17, "E1"), 1);

        assertEquals(List.of(), seen);
    }

    @Test
    void whatIsNoMessageIsShownAsItCame() throws IOException {
        open().logon();
        seen.clear();

        String wrong = client.message("0", 2, "", "").replaceFirst("10=\\d{3}", "10=999");
        client.receiveRaw(wrong + client.message("0", 2, "", ""));

        assertEquals("CLIENT1 ? " + wrong.replace('\u0001', '|'), seen.getFirst());
        assertEquals("CLIENT1 < 0", seen.get(1));
    }

    @Test
    void aFirstMessageThatIsRefusedIsShown() throws IOException {
        open();
        client.receiveRaw(EmbeddedSession.framed("FIX.4.4", "35=A|34=1|49=NOBODY|52=20260131-09:30:00.000|56=BROKER|98=0|108=30|"));

        assertEquals(List.of("- < A"), seen);
        assertTrue(!client.channel.isActive(), "it is cut");
    }

    private final class Seen implements MessageTap.OfSession {

        private final String session;

        Seen(String session) {
            this.session = session;
        }

        @Override
        public void received(ByteBuf in, int from, int length) {
            received(in.toString(from, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void received(String message) {
            seen.add(session + " < " + EmbeddedSession.field(message.replace('\u0001', '|'), 35));
        }

        @Override
        public void unreadable(ByteBuf in, int from, int length) {
            seen.add(session + " ? " + in.toString(from, length, StandardCharsets.ISO_8859_1).replace('\u0001', '|'));
        }

        @Override
        public void sent(byte[] message, int from, int length) {
            seen.add(session + " > " + EmbeddedSession.field(new String(message, from, length, StandardCharsets.ISO_8859_1).replace('\u0001', '|'), 35));
        }

        @Override
        public void missed() {
            seen.add(session + " missed");
        }
    }
}
