package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.dialect.DialectSettings;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.gateway.ClientGateway;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.settings.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dialect's file that changes while its session is open. */
class DialectWatchTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final FixSessionSettings CLIENT = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder()
            .dialect(new DialectSettings("acme")).build();

    @TempDir
    Path home;
    private final List<Throwable> failures = new ArrayList<>();
    private final EventLoopGroup loops = FixTransport.newLoop("test");
    private final EventLoop loop = loops.next();
    private FixEngine engine;
    private FixSession session;
    private DialectWatch watch;
    private int writes;

    @BeforeEach
    void aSessionWithADialect() throws IOException {
        Files.createDirectories(home.resolve("dialects"));
        write("fields: {6001: {name: First, type: STRING}}");
        engine = new FixEngine(FixEngineSettings.in(home.resolve("sessions")).withSegmentBytes(1 << 20), loop, failures::add);
        session = engine.open(CLIENT, new ClientGateway(new ReportEncoders(new Ids("TEST00")), command -> {}));
        watch = new DialectWatch(Dialects.of(home, new Instruments(List.of()), List.of(CLIENT)), List.of(engine));
    }

    @AfterEach
    void end() throws Exception {
        watch.close();
        engine.stop().get(10, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        assertEquals(List.of(), failures);
    }

    @Test
    void aChangedFileIsTakenOnWithoutARestart() throws Exception {
        assertEquals("First(6001)", nameOfTag6001());
        write("fields: {6001: {name: Second, type: STRING}}");

        await("Second(6001)");
    }

    @Test
    void afterAMistakeTheMendedFileIsTakenOn() throws Exception {
        write("fields: {6001: {name: Second, type: TEXT}}");
        TimeUnit.MILLISECONDS.sleep(1_500); // longer than it takes to look, so that the mistake is seen
        assertEquals("First(6001)", nameOfTag6001());
        write("fields: {6001: {name: Third, type: STRING}}");

        await("Third(6001)");
    }

    private void await(String expected) throws Exception {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!expected.equals(nameOfTag6001()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(expected, nameOfTag6001());
    }

    /** As the session's thread sees it when it has done what it was given. */
    private String nameOfTag6001() throws Exception {
        return loop.submit(() -> session.dialect().dictionary().name(6001)).get(10, TimeUnit.SECONDS);
    }

    private void write(String text) throws IOException {
        Path file = Files.writeString(home.resolve("dialects/acme.yaml"), "dialect: acme\nversion: FIX.4.4\n" + text + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_800_000_000L + ++writes)));
    }
}
