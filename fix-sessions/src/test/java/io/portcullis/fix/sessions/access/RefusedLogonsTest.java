package io.portcullis.fix.sessions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.sessions.access.Denial.Reason;
import io.portcullis.oms.types.SessionKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of those who were not let in, and how much of it. */
class RefusedLogonsTest {

    private static final SessionKey CLIENT1 = new SessionKey("CLIENT1");
    private static final Denial WRONG = new Denial(Reason.PASSWORD, "wrong");
    private static final Denial UNKNOWN = new Denial(Reason.UNKNOWN_SESSION, "no such session");

    private final RefusedLogons refused = new RefusedLogons();

    private List<String> strangers() {
        return refused.strangers().stream().map(each -> each.name() + " " + each.last().from() + " " + each.last().count()).toList();
    }

    @Test
    void aSessionHasItsLastOneAndHowManyThereWere() {
        assertNull(refused.last(CLIENT1));
        refused.add(CLIENT1, "192.0.2.1", UNKNOWN, 1_000);
        refused.add(CLIENT1, "192.0.2.2", WRONG, 2_000);

        assertEquals(new RefusedLogon(2_000, "192.0.2.2", WRONG, 2), refused.last(CLIENT1));
        assertEquals(List.of(), strangers());
    }

    @Test
    void strangersAreCountedByNameAndAddressTheLastOnesFirst() {
        refused.add("X", "192.0.2.1", UNKNOWN, 1);
        refused.add("Y", "192.0.2.1", UNKNOWN, 2);
        refused.add("X", "192.0.2.2", UNKNOWN, 3);
        refused.add("X", "192.0.2.1", UNKNOWN, 4);

        assertEquals(List.of("X 192.0.2.1 2", "X 192.0.2.2 1", "Y 192.0.2.1 1"), strangers());
    }

    @Test
    void anAddressThatCallsItselfEverythingPushesOutNobodyElse() {
        refused.add("FUNDX", "192.0.2.1", UNKNOWN, 1);
        for (int i = 0; i < 10_000; i++) {
            refused.add("N" + i, "203.0.113.9", UNKNOWN, 2 + i);
        }

        assertEquals(List.of("other names 203.0.113.9 9995", "N4 203.0.113.9 1"), strangers().subList(0, 2));
        assertEquals("FUNDX 192.0.2.1 1", strangers().getLast());
        assertEquals(RefusedLogons.MOST_NAMES_OF_AN_ADDRESS + 2, strangers().size());
    }

    @Test
    void howeverManyAddressesComeOnlyTheLastOnesAreKept() {
        for (int i = 0; i < 10_000; i++) {
            refused.add("N", "2001:db8::" + i, UNKNOWN, i);
        }

        assertEquals(RefusedLogons.MOST_STRANGERS, strangers().size());
        assertEquals("N 2001:db8::9999 1", strangers().getFirst());
    }
}
