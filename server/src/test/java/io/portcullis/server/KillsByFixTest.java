package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quickfix.Group;
import quickfix.Message;

/** Kills that counterparties order by FIX, as far as it is agreed. Nobody lets them be over here. */
class KillsByFixTest {

    private static final String TIME = "60=20260131-09:30:00.000";

    @TempDir
    private static Path directory;
    private static StartedHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new StartedHub(directory, """
                [FIX50SP1]
                version = FIX.5.0SP1
                account = ACME
                may-kill = own
                [FIX50SP2]
                version = FIX.5.0SP2
                account = ACME
                may-kill = own
                [FIXLATEST]
                version = FIX.Latest
                account = ACME
                may-kill = own
                [CLEARER]
                version = FIX.Latest
                account = ACME
                may-kill = account=GLOBEX, session=NOBODY
                [GLOBEX1]
                version = FIX.4.4
                account = GLOBEX
                [GLOBEX2]
                version = FIX.4.4
                account = GLOBEX
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX50SP1", "FIX50SP2", "FIXLATEST"})
    void aSessionStopsItselfAndIsNotLetGoByItself(FixVersion version) throws Exception {
        try (VersionedClient client = new VersionedClient(version, "HUB", hub.fixPort())) {
            placed(client, "A", "B");
            client.sent("CA", "11=M0", "1373=1", "1374=7", "54=5", TIME);
            assertEquals("BZ 11=M0 1373=1 1374=7 1375=0 1376=0", client.next());
            client.sent("CA", "11=M1", "1373=1", "1374=7", TIME);
            assertEquals("BZ 11=M1 533=2 1373=1 1374=7 1375=1", client.next());
            assertEquals(Set.of("8 150=6 39=6 11=A 38=100 151=100", "8 150=6 39=6 11=B 38=100 151=100"), Set.of(client.next(), client.next()));
            assertEquals(Set.of("8 150=4 39=4 11=A 38=100 151=0", "8 150=4 39=4 11=B 38=100 151=0"), Set.of(client.next(), client.next()));
            String completed = version == FixVersion.FIXLATEST ? "2" : "1"; // which has no code for it before
            assertEquals("BZ 11=M1 533=2 1373=1 1374=7 1375=" + completed, client.next());
            client.placed("C", 100, "200.00");
            assertEquals("8 150=8 39=8 11=C 38=100 151=0", client.next());
            client.sent("CA", "11=M2", "1373=2", "1374=7", TIME);
            assertEquals("BZ 11=M2 1373=2 1374=7 1375=0 1376=0", client.next());
            client.sent("CA", "11=M3", "1373=1", "1374=7", TIME);
            assertEquals("BZ 11=M3 533=0 1373=1 1374=7 1375=1", client.next());
            assertEquals("BZ 11=M3 533=2 1373=1 1374=7 1375=" + completed, client.next(), "which tells of the one kill that both are of");
            assertEquals(List.of(), client.complaints());
        }
    }

    @Test
    void aClearerStopsAPartyByItsAccount() throws Exception {
        try (VersionedClient clearer = new VersionedClient(FixVersion.FIXLATEST, "CLEARER", "HUB", hub.fixPort(), 20);
                VersionedClient one = new VersionedClient(FixVersion.FIX44, "GLOBEX1", "HUB", hub.fixPort(), 20);
                VersionedClient two = new VersionedClient(FixVersion.FIX44, "GLOBEX2", "HUB", hub.fixPort(), 20)) {
            placed(one, "A");
            placed(two, "B");
            placed(clearer, "MINE");
            clearer.send(about("P1", "ACME", 24));
            assertEquals("DI 2328=P1 2329=1 2332=2 2333=98", clearer.next());
            clearer.send(about("P2", "NOBODY", 55));
            assertEquals("DI 2328=P2 2329=1 2332=2 2333=0", clearer.next());
            clearer.send(about("P3", "GLOBEX", 4));
            assertEquals("DI 2328=P3 2329=1 2332=2 2333=0", clearer.next());
            clearer.send(with(about("P4", "GLOBEX", 24), "2330=Y"));
            assertEquals("DI 2328=P4 2329=1 2330=Y 2332=0", clearer.next());
            clearer.send(with(about("P5", "GLOBEX", 24), "1301=XNYS"));
            assertEquals("DI 2328=P5 2329=1 2332=2 2333=99", clearer.next());
            clearer.send(with(about("P6", "GLOBEX", 24), "2329=2"));
            assertEquals("DI 2328=P6 2329=2 2332=2 2333=99", clearer.next());
            one.asked("A");
            assertEquals("8 150=I 39=0 11=A 38=100 151=100", one.next(), "nothing was killed so far");

            clearer.send(about("P7", "GLOBEX", 24));
            assertEquals("DI 2328=P7 2329=1 2332=0", clearer.next());
            assertEquals("8 150=4 39=4 11=A 38=100 151=0", one.next());
            assertEquals("8 150=4 39=4 11=B 38=100 151=0", two.next());
            assertEquals("DI 2328=P7 2329=1 2332=1", clearer.next(), "none of theirs can be executed any more");
            one.placed("C", 100, "200.00");
            assertEquals("8 150=8 39=8 11=C 38=100 151=0", one.next());
            clearer.send(about("P8", "GLOBEX", 24));
            assertEquals("DI 2328=P8 2329=1 2332=0", clearer.next());
            assertEquals("DI 2328=P8 2329=1 2332=1", clearer.next());
            clearer.asked("MINE");
            assertEquals("8 150=I 39=0 11=MINE 38=100 151=100", clearer.next(), "whom nobody named goes on");
            assertEquals(List.of(), clearer.complaints());
        }
    }

    private static Message about(String name, String party, int role) {
        Message message = VersionedClient.message("DH", "2328=" + name, "2329=1", TIME);
        Group parties = new Group(453, 448, new int[]{448, 447, 452});
        parties.setString(448, party);
        parties.setString(447, "D");
        parties.setInt(452, role);
        message.addGroup(parties);
        return message;
    }

    private static Message with(Message message, String field) {
        int equals = field.indexOf('=');
        message.setString(Integer.parseInt(field.substring(0, equals)), field.substring(equals + 1));
        return message;
    }

    private static void placed(VersionedClient client, String... clOrdIds) throws InterruptedException {
        for (String clOrdId : clOrdIds) {
            client.placed(clOrdId, 100, "200.00");
        }
        for (String clOrdId : clOrdIds) {
            assertEquals("8 150=0 39=0 11=" + clOrdId + " 38=100 151=100", client.next());
        }
    }
}
