package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoneFileTest {

    @TempDir
    private Path directory;

    @Test
    void aFileThatIsTakenAwayIsNoticedOnceAndNotWhileItIsReplaced() throws Exception {
        Path file = Files.createFile(directory.resolve("metric-limits.csv"));
        GoneFile watched = new GoneFile(file);
        Files.delete(file);
        assertEquals(false, watched.isGone());
        Files.createFile(file);
        assertEquals(false, watched.isGone());
        Files.delete(file);
        assertEquals("false true false", watched.isGone() + " " + watched.isGone() + " " + watched.isGone());
        assertEquals(false, new GoneFile(file).isGone());
    }
}
