package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests about many orders, from clients on QuickFIX/J's own engine and with its dictionaries, in each version of FIX that has them. */
class MassRequestsOverFixTest {

    private static final String TIME = "60=20260131-09:30:00.000";

    @TempDir
    private static Path directory;
    private static StartedHub hub;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder sessions = new StringBuilder();
        for (FixVersion version : FixVersion.values()) {
            sessions.append("[").append(version).append("]\nversion = ").append(VersionedClient.nameOf(version)).append("\naccount = ACME\n");
            sessions.append("[").append(version).append("-ACTION]\nversion = ").append(VersionedClient.nameOf(version)).append("\naccount = ACME\n");
        }
        sessions.append("[MANY]\nversion = FIX.4.4\naccount = ACME\n[OTHER]\nversion = FIX.4.4\naccount = ACME\n");
        hub = new StartedHub(directory, sessions.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX43", "FIX44", "FIX50", "FIX50SP1", "FIX50SP2", "FIXLATEST"})
    void ordersAreReportedAndCanceledByOneRequest(FixVersion version) throws Exception {
        boolean isNumbered = !version.isBefore(FixVersion.FIX44);
        try (VersionedClient client = new VersionedClient(version, "HUB", hub.fixPort())) {
            placed(client, "A", "B");
            client.sent("AF", "584=S1", "585=7", "54=1");
            assertEquals("8 150=I 39=0 11=A 38=100 151=100" + (isNumbered ? " 584=S1 911=2 912=N" : ""), client.next());
            assertEquals("8 150=I 39=0 11=B 38=100 151=100" + (isNumbered ? " 584=S1 911=2 912=Y" : ""), client.next());

            client.sent("q", "11=M1", "530=1", "55=IBM", TIME);
            assertEquals("r 11=M1 530=1 531=1 533=2", client.next());
            assertEquals(Set.of("8 150=6 39=6 11=A 38=100 151=100", "8 150=6 39=6 11=B 38=100 151=100"), Set.of(client.next(), client.next()));
            assertEquals(Set.of("8 150=4 39=4 11=A 38=100 151=0", "8 150=4 39=4 11=B 38=100 151=0"), Set.of(client.next(), client.next()));

            client.sent("AF", "584=S2", "585=7");
            assertEquals("8 150=I 39=8 38=0 151=0" + (isNumbered ? " 584=S2 911=0 912=Y" : ""), client.next());
            client.sent("q", "11=M1", "530=7", TIME);
            assertEquals("r 11=M1 530=7 531=0 532=" + (version.isBefore(FixVersion.FIX50) ? "0" : "99"), client.next());
            client.sent("q", "11=M2", "530=7", TIME);
            assertEquals("r 11=M2 530=7 531=7 533=0", client.next());
            assertEquals(List.of(), client.complaints());
        }
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX50SP1", "FIX50SP2", "FIXLATEST"})
    void aMassActionCancels(FixVersion version) throws Exception {
        try (VersionedClient client = new VersionedClient(version, version + "-ACTION", "HUB", hub.fixPort(), 20)) {
            placed(client, "C");
            client.sent("CA", "11=M3", "1373=3", "1374=7", "54=2", TIME);
            assertEquals("BZ 11=M3 533=0 1373=3 1374=7 1375=1", client.next());
            client.sent("CA", "11=M4", "1373=3", "1374=7", TIME);
            assertEquals("BZ 11=M4 533=1 1373=3 1374=7 1375=1", client.next());
            assertEquals("8 150=6 39=6 11=C 38=100 151=100", client.next());
            assertEquals("8 150=4 39=4 11=C 38=100 151=0", client.next());
            client.sent("CA", "11=M5", "1373=1", "1374=7", TIME);
            assertEquals("BZ 11=M5 1373=1 1374=7 1375=0 1376=99", client.next());
            assertEquals(List.of(), client.complaints());
        }
    }

    /** Over many records of the log, and while another session has its turn. */
    @Test
    void thousandsOfOrdersAreReportedAndCanceledEachOnce() throws Exception {
        int orders = 2_000;
        try (VersionedClient client = new VersionedClient(FixVersion.FIX44, "MANY", "HUB", hub.fixPort(), 20);
                VersionedClient other = new VersionedClient(FixVersion.FIX44, "OTHER", "HUB", hub.fixPort(), 20)) {
            placed(other, "MINE");
            String[] names = new String[orders];
            for (int i = 0; i < orders; i++) {
                names[i] = "N" + i;
            }
            placed(client, names);

            client.sent("AF", "584=S1", "585=7");
            List<String> reported = told(client, orders);
            for (int i = 0; i < orders; i++) {
                assertEquals("8 150=I 39=0 11=N" + i + " 38=100 151=100 584=S1 911=" + orders + " 912=" + (i == orders - 1 ? "Y" : "N"), reported.get(i));
            }

            client.sent("q", "11=M1", "530=7", TIME);
            assertEquals("r 11=M1 530=7 531=7 533=" + orders, client.next());
            Set<String> ends = new HashSet<>();
            for (String name : names) {
                ends.add("8 150=6 39=6 11=" + name + " 38=100 151=100");
                ends.add("8 150=4 39=4 11=" + name + " 38=100 151=0");
            }
            assertEquals(ends, new HashSet<>(told(client, 2 * orders)));
            other.asked("MINE");
            assertEquals("8 150=I 39=0 11=MINE 38=100 151=100", other.next(), "the other session's order is untouched");
        }
    }

    private static void placed(VersionedClient client, String... clOrdIds) throws InterruptedException {
        for (String clOrdId : clOrdIds) {
            client.placed(clOrdId, 100, "200.00");
        }
        for (String clOrdId : clOrdIds) {
            assertEquals("8 150=0 39=0 11=" + clOrdId + " 38=100 151=100", client.next());
        }
    }

    private static List<String> told(VersionedClient client, int messages) throws InterruptedException {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            told.add(client.next());
        }
        return told;
    }
}
