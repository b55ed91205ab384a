package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.eventlog.Durability;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hub that is stopped in the middle of a long piece of work ends in order, and goes on with it after the next start. */
class StopTest {

    private static final int ORDERS = 3_000;
    private static final String SESSIONS = """
            [CLIENT]
            version = FIX.Latest
            account = ACME
            may-kill = own
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void theRestOfAKillIsDoneAfterTheNextStart(Durability durability) throws Exception {
        try (StartedHub hub = new StartedHub(directory, SESSIONS, durability);
                VersionedClient client = new VersionedClient(FixVersion.FIXLATEST, "CLIENT", "HUB", hub.fixPort(), 20)) {
            for (int i = 0; i < ORDERS; i++) {
                client.placed("F" + i, 100, "100.00");
            }
            for (int i = 0; i < ORDERS; i++) {
                assertEquals("8 150=0 39=0 11=F" + i + " 38=100 151=100", client.next());
            }
            client.sent("CA", "11=M1", "1373=1", "1374=7", "60=20260131-09:30:00.000");
            assertEquals("BZ 11=M1 533=" + ORDERS + " 1373=1 1374=7 1375=1", client.next());

            hub.restart();

            Map<String, Integer> cancelled = new TreeMap<>();
            String next = client.next();
            for (; next.startsWith("8 150=") || next.equals("logon"); next = client.next()) {
                if (next.startsWith("8 150=4")) {
                    cancelled.merge(next, 1, Integer::sum);
                }
            }
            Map<String, Integer> each = new TreeMap<>();
            for (int i = 0; i < ORDERS; i++) {
                each.put("8 150=4 39=4 11=F" + i + " 38=100 151=0", 1);
            }
            assertEquals(each, cancelled);
            assertEquals("BZ 11=M1 533=" + ORDERS + " 1373=1 1374=7 1375=2", next);
        }
    }
}
