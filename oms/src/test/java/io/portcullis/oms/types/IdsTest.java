package io.portcullis.oms.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {

    private final Ids ids = new Ids(Ids.logIdentity(1_790_000_000L));

    @Test
    void anIdIsReadBackAsTheNumberItWasMadeOf() {
        for (long number : new long[]{1, 31, 32, Ids.number(1, 0), Ids.number(123_456_789, 4095), Long.MAX_VALUE}) {
            assertEquals(number, ids.parse(ids.venueClOrdId(number)));
            assertEquals(number, ids.parse(ids.orderId(number)));
        }
    }

    @Test
    void idsOfAnotherLogOrOfOthersAreNotOurs() {
        Ids other = new Ids(Ids.logIdentity(1_790_000_001L));
        for (String foreign : new String[]{other.orderId(77), "", "ABC", "C", "C123456-", "C123456-!", ids.orderId(5) + "u", "O" + "-".repeat(30)}) {
            assertEquals(0, ids.parse(foreign), foreign);
        }
    }

    @Test
    void theNumbersThatFix40HasForExecIdsAreSmallAndDifferent() {
        Set<Long> numbers = new HashSet<>();
        for (long position : new long[]{1, 2, 16, 256, 257, 134_217_727}) {
            for (int index = 0; index < Ids.PER_RECORD; index++) {
                long number = Ids.execNumber(Ids.number(position, index));
                assertTrue(numbers.add(number), () -> "record " + position);
                assertTrue(index >= 8 || number <= Integer.MAX_VALUE, () -> "record " + position);
            }
        }
    }

    @Test
    void aRecordThatNeedsTooManyIdsIsAnError() {
        assertThrows(IllegalStateException.class, () -> Ids.number(9, Ids.PER_RECORD));
    }
}
