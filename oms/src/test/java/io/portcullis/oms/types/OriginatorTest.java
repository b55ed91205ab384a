package io.portcullis.oms.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.limit.Subset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"John Smith", "a=b,c", "*", "Müller", "\u0007", "T1"})
    void whateverATraderIsCalledHeCanBeKilled(String name) {
        Originator originator = Objects.requireNonNull(Originator.of(name, null, null));
        assertEquals(originator.trader(), Subset.of("trader=" + originator.trader()).scope().values().values().iterator().next());
        assertEquals(originator, Originator.of(originator.trader(), null, null));
    }

    @Test
    void longNamesAreCutAndBlankOnesAreNone() {
        assertEquals("X".repeat(64), Objects.requireNonNull(Originator.of("X".repeat(65), null, null)).trader());
        assertNull(Originator.of("  ", null, ""));
    }

    @Test
    void oneAlgorithmInBothRolesIsOne() {
        assertEquals(new Originator("T", "A", null), Originator.of("T", "A", "A"));
        assertEquals(new Originator("T", "A", null), Originator.of("T", null, "A"));
    }

    @Test
    void aReplaceChangesWhatItNames() {
        Originator before = new Originator("T", "A", "B");
        assertEquals(new Originator("U", "A", "B"), Originator.ofReplace(new Originator("U", null, null), before));
        assertEquals(new Originator("T", "C", null), Originator.ofReplace(new Originator(null, "C", null), before));
        assertEquals(before, Originator.ofReplace(null, before));
    }
}
