package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.server.OwnInstallation.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients call their traders as they like: whoever kills one by a name that no order has is told so, and it is killed all the same. */
class KillOfUnknownTraderTest {

    @TempDir
    private Path directory;

    @Test
    void aNameThatNoOpenOrderHasIsInDoubt() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Main hub = installation.start(failure -> fail(failure));
        try {
            Said killed = killed(installation, "client=ACME trader=T9");
            assertTrue(killed.text().contains("client=ACME trader=T9 is in force"), killed::text);
            assertTrue(killed.text().contains("; no open order names trader T9: is it written as its client does?"), killed::text);
            assertTrue(killed(installation, "algorithm=A9").text().contains("no open order names algorithm A9"));
            assertFalse(killed(installation, "account=ACME").text().contains("no open order names"));
        } finally {
            hub.close();
        }
    }

    private static Said killed(OwnInstallation installation, String subset) throws Exception {
        Said killed = installation.run("kill", "now", subset, "--user", "ann", "--reason", "a drill");
        assertEquals(0, killed.exitCode(), killed::text);
        return killed;
    }
}
