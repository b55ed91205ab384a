package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a running hub, steered by the command line as an operator does it. */
class SteeringTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private Main hub;

    @BeforeEach
    void start() throws IOException {
        installation = new OwnInstallation(directory, "");
        hub = started();
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        assertEquals(List.of(), failures);
    }

    private Main started() throws IOException {
        return installation.start(failures::add);
    }

    private Said run(String... arguments) {
        return installation.run(arguments);
    }

    private Said session(String key, String action, String... options) {
        List<String> all = new ArrayList<>(List.of("session", key, action, "--user", "anna", "--reason", "a test of ours"));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    private static void assertSays(String expected, Said said) {
        assertTrue(said.text().contains(expected), said::toString);
    }

    private Said awaitList(String expected) throws InterruptedException {
        Said last = run("sessions");
        for (int i = 0; i < 100 && !last.text().matches("(?s).*" + expected + ".*"); i++) {
            Thread.sleep(50);
            last = run("sessions");
        }
        assertTrue(last.text().matches("(?s).*" + expected + ".*"), last::toString);
        return last;
    }

    @Test
    void aSessionThatIsStoppedStaysSoOverARestartUntilItIsStarted() throws Exception {
        awaitList("LIT1 +venue +FIX.4.4 +started +logged on");

        assertSays("LIT1: stop done", session("LIT1", "stop"));
        awaitList("LIT1 +venue +FIX.4.4 +stopped +stopped [^\n]*anna: a test of ours");
        assertSays("is stopped already", session("LIT1", "stop"));
        hub.close();
        hub = started();
        awaitList("LIT1 +venue +FIX.4.4 +stopped +stopped [^\n]*anna: a test of ours");

        assertEquals(0, session("LIT1", "start").exitCode());
        awaitList("LIT1 +venue +FIX.4.4 +started +logged on");
        assertEquals(0, session("LIT1", "test-request").exitCode());
        assertEquals(0, session("LIT1", "logout").exitCode());
        awaitList("LIT1 +venue +FIX.4.4 +started +logged on");
        Said log = run("log");
        assertSays("stopped by anna: a test of ours", log);
        assertSays("logged out by anna: a test of ours", log);
        assertSays("SessionSteered[session=LIT1, action=STOP, expected=null, detail=, user=anna, reason=a test of ours]", log);
    }

    @Test
    void whoIsNotLetInIsListedWithTheSessionOrByItself() throws Exception {
        refusedLogon("FIX.4.3", "CLIENT1");
        refusedLogon("FIX.4.4", "NOBODY");

        awaitList("CLIENT1 +client +FIX.4.4 +started +disconnected [^\n]*not let in: [0-9:]{8} from 127.0.0.1: there is no session "
                + "FIX.4.3:PORTCULLIS->CLIENT1 to log on to, it is nearly session CLIENT1: BeginString\\(8\\) is FIX.4.3, must be FIX.4.4\n");
        assertTrue(run("sessions").text().matches("(?s).*\nNot let in, and of no session:\n  [0-9:]{8} from 127.0.0.1: there is no session "
                + "FIX.4.4:PORTCULLIS->NOBODY to log on to\n"), () -> run("sessions").text());
        assertSays("\n  not let in      ", run("sessions", "CLIENT1"));
        assertEquals(new Said(1, "portcullis: there is no session NOBODY, there are CLIENT1, CLIENT2, CLIENT3, COMPLIANCE, LIT1\n"), run("sessions", "NOBODY"));
    }

    /** Sends a Logon, and waits until it is cut. */
    private void refusedLogon(String beginString, String sender) throws IOException {
        String content = "35=A|34=1|49=" + sender + "|52=20260131-09:30:00|56=PORTCULLIS|98=0|108=30|";
        String text = ("8=" + beginString + "|9=" + content.length() + "|" + content).replace('|', '\u0001');
        try (Socket socket = new Socket("127.0.0.1", hub.fixAddress().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((text + "10=%03d\u0001".formatted(text.chars().sum() % 256)).getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void numbersThatMayDoHarmAreSetOnlyWhenThatIsConfirmed() {
        Said first = session("CLIENT1", "set-numbers", "--in", "40", "--out", "7");
        assertEquals(3, first.exitCode());
        assertSays("the messages 1 to 39 would never be asked for", first);
        assertSays("--confirm CLIENT1", first);

        assertSays("set-numbers done: next to send from 1 to 7, next expected from 1 to 40",
                session("CLIENT1", "set-numbers", "--in", "40", "--out", "7", "--confirm", "CLIENT1"));
        assertSays("again: what comes with PossDupFlag(43)=Y is not done a second time", session("CLIENT1", "set-numbers", "--in", "3"));
        assertSays("next expected from 40 to 3", session("CLIENT1", "set-numbers", "--in", "3", "--confirm", "CLIENT1"));
        assertEquals(3, session("CLIENT1", "reset").exitCode());
        assertSays("reset done: next to send from 7 to 1, next expected from 3 to 1", session("CLIENT1", "reset", "--confirm", "CLIENT1"));
    }

    @Test
    void whatCantBeDoneIsRefusedWithWhatIsWrong() throws Exception {
        awaitList("LIT1 +venue +FIX.4.4 +started +logged on");
        assertSays("there is no session NOBODY, there are CLIENT1, CLIENT2, CLIENT3, COMPLIANCE, LIT1", session("NOBODY", "stop"));
        assertSays("a session can be told to disable, enable, gap-fill,", session("LIT1", "explode"));
        assertSays("LIT1 is connected: stop it first", session("LIT1", "reset", "--confirm", "LIT1"));
        assertSays("LIT1 is connected: its numbers are set back only while it is stopped", session("LIT1", "set-numbers", "--out", "1", "--confirm", "LIT1"));
        assertSays("from 1 to 900 is no range of messages that were sent", session("LIT1", "gap-fill", "--from", "1", "--to", "900", "--confirm", "LIT1"));
        assertSays("CLIENT1 is not logged on", session("CLIENT1", "test-request"));
        assertSays("nextSender, nextTarget or both have to be given", session("CLIENT1", "set-numbers"));
        assertSays("reason must be a text of 3 to 200 characters", run("session", "CLIENT1", "stop", "--reason", ""));
    }

    @Test
    void aDropCopySessionOnItsOwnThreadIsSteeredLikeAnother() throws Exception {
        assertEquals(0, session("COMPLIANCE", "disable").exitCode());
        awaitList("COMPLIANCE +drop copy +FIX.4.4 +disabled +stopped");
        assertSays("is disabled and has to be enabled first, by anna: a test of ours", session("COMPLIANCE", "start"));
        assertEquals(0, session("COMPLIANCE", "enable").exitCode());
        awaitList("COMPLIANCE +drop copy +FIX.4.4 +started +disconnected");
    }
}
