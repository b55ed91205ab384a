package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.gateway.DropCopy;
import io.portcullis.fix.sessions.gateway.ReportEncoders;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told whose command can't be done: one sentence, not a stack trace. */
class CommandLineTest {

    @TempDir
    Path directory;

    private final StringWriter told = new StringWriter();

    private int execute(String... arguments) {
        return Portcullis.commandLine().setErr(new PrintWriter(told, true)).execute(arguments);
    }

    @Test
    void aSessionThatAnotherCommandHasIsNamed() throws Exception {
        Path conf = Files.createDirectory(directory.resolve("conf"));
        try (Stream<Path> files = Files.list(Path.of("..", "conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        EventLoopGroup loop = FixTransport.newLoop("another");
        FixEngine another = new FixEngine(FixEngineSettings.in(directory.resolve("data").resolve("clients")), loop.next(), failure -> {});
        another.open(FixSessionSettings.initiator(new SessionKey("CLIENT1"), FixVersion.FIX44, "CLIENT1", "PORTCULLIS"),
                new DropCopy(new ReportEncoders(new Ids("ABCDEF")), command -> {}));
        try {
            assertEquals(1, execute("order", "--conf", conf.toString(), "--session", "CLIENT1", "--symbol", "AAPL", "--side", "buy", "--quantity", "1"));
            assertTrue(told.toString().startsWith("portcullis: session CLIENT1 can't be opened") && told.toString().contains("in use by another process")
                    && told.toString().lines().count() == 1, told::toString);
        } finally {
            another.stop().join();
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
