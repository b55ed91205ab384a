package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client in each version of FIX, all on one port, on QuickFIX/J's own engine and with its dictionaries: an order is placed, changed, asked about and cancelled. */
class EveryVersionTest {

    @TempDir
    private static Path directory;
    private static StartedHub hub;

    @BeforeAll
    static void start() throws Exception {
        StringBuilder sessions = new StringBuilder();
        for (FixVersion version : FixVersion.values()) {
            sessions.append("[").append(version).append("]\nversion = ").append(VersionedClient.nameOf(version)).append("\naccount = ACME\n");
        }
        hub = new StartedHub(directory, sessions.toString());
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void anOrderLivesItsLifeInTheWordsOfItsVersion(FixVersion version) throws Exception {
        List<String> told = new ArrayList<>();
        try (VersionedClient client = new VersionedClient(version, "HUB", hub.fixPort())) {
            client.placed("A", 100, "200.00");
            told.add(client.next());
            client.replaced("B", "A", 200, "201.00");
            told.add(client.next());
            told.add(client.next());
            client.asked("B");
            told.add(client.next());
            client.cancelled("C", "B");
            told.add(client.next());
            told.add(client.next());
            client.cancelled("D", "B");
            told.add(client.next());
            client.sent("6", "23=1", "28=N", "55=IBM", "54=1", "27=L");
            told.add(client.next());
            assertEquals(List.of(), client.complaints());
        }
        assertEquals(List.of(expected(version)), told);
    }

    /** MsgType and, of reports, ExecTransType, ExecType, OrdStatus, ClOrdID, OrigClOrdID, OrderQty, LeavesQty, each with its name; of rejects, the reasons. */
    private static String[] expected(FixVersion version) {
        return switch (version) {
            case FIX40 -> new String[]{"8 20=0 39=0 11=A 38=100", "8 20=0 39=6 11=B 38=100", "8 20=0 39=5 11=B 38=200", "8 20=3 39=0 11=B 38=200",
                "8 20=0 39=6 11=C 38=200", "8 20=0 39=4 11=C 38=200", "9 11=D 102=0", "3 45=7"};
            case FIX41 -> new String[]{"8 20=0 150=0 39=0 11=A 38=100 151=100", "8 20=0 150=6 39=6 11=B 41=A 38=100 151=100",
                "8 20=0 150=5 39=5 11=B 41=A 38=200 151=200", "8 20=3 150=0 39=0 11=B 38=200 151=200", "8 20=0 150=6 39=6 11=C 41=B 38=200 151=200",
                "8 20=0 150=4 39=4 11=C 41=B 38=200 151=0", "9 39=4 11=D 41=B 102=0", "3 45=7"};
            case FIX42 -> new String[]{"8 20=0 150=0 39=0 11=A 38=100 151=100", "8 20=0 150=E 39=E 11=B 41=A 38=100 151=100",
                "8 20=0 150=5 39=5 11=B 41=A 38=200 151=200", "8 20=3 150=0 39=0 11=B 38=200 151=200", "8 20=0 150=6 39=6 11=C 41=B 38=200 151=200",
                "8 20=0 150=4 39=4 11=C 41=B 38=200 151=0", "9 39=4 11=D 41=B 102=0 434=1", "j 45=7 380=3"};
            case FIX43, FIX44, FIX50, FIX50SP1,
                    FIX50SP2, FIXLATEST -> new String[]{"8 150=0 39=0 11=A 38=100 151=100", "8 150=E 39=E 11=B 41=A 38=100 151=100",
                        "8 150=5 39=0 11=B 41=A 38=200 151=200", "8 150=I 39=0 11=B 38=200 151=200", "8 150=6 39=6 11=C 41=B 38=200 151=200",
                        "8 150=4 39=4 11=C 41=B 38=200 151=0", "9 39=4 11=D 41=B 102=0 434=1", "j 45=7 380=3"};
        };
    }
}
