package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may not be traded, by whom, and since when. */
class RestrictedListsTest {

    private final RiskDesk desk = new RiskDesk();

    private void told(String... lines) {
        assertEquals(List.of(lines), desk.told());
    }

    @AfterEach
    void theLogFoldsToTheSameStateFromAnyPoint() {
        desk.assertFoldsAlike();
    }

    @Test
    void anOrderInARestrictedNameIsRefused() {
        desk.limits("symbol=IBM restricted yes").told();
        desk.buy("A", 1).order("B", "ONE", "IBM", Side.SELL, 1, "10").order("C", "ONE", "VOD", Side.BUY, 1, "10");
        told("A refused: orders of symbol=IBM are restricted", "B refused: orders of symbol=IBM are restricted");
        assertEquals(2020, Refusal.RESTRICTED.number());
    }

    @Test
    void itIsLiftedByASecondPerson() {
        desk.limits("symbol=IBM restricted yes");
        assertNull(desk.change("symbol=IBM restricted", null, "ann"));
        desk.told();
        desk.buy("A", 1);
        told("A refused: orders of symbol=IBM are restricted");
        desk.settle(desk.state().limits().proposals().iterator().next().asked().proposalId(), true, "bob");
        desk.told();
        desk.buy("B", 1);
        told();
    }

    @Test
    void aClientMayTradeOnlyWhatIsOnItsList() {
        desk.limits("client=ACME symbol=* restricted yes", "client=ACME symbol=IBM restricted no").told();
        desk.order("A", "TWO", "VOD", Side.BUY, 1, "10").buy("B", 1).order("C", "OTHER", "VOD", Side.BUY, 1, "10");
        told("A refused: orders of client=ACME symbol=VOD are restricted");
    }

    @Test
    void ofOnesDesksAndSidesOnlySomeMayBeRestricted() {
        desk.limits("desk=D2 symbol=IBM side=sell-short restricted yes").told();
        desk.order("A", "TWO", "IBM", Side.SELL_SHORT, 1, "10").order("B", "TWO", "IBM", Side.SELL, 1, "10").order("C", "ONE", "IBM", Side.SELL_SHORT, 1, "10");
        told("A refused: orders of desk=D2 symbol=IBM side=sell-short are restricted");
    }

    @Test
    void anExceptionHoldsForItsTime() {
        desk.limits("client=ACME symbol=* restricted yes", "client=ACME symbol=IBM restricted no until=1970-01-01T00:17:00Z").told();
        desk.buy("A", 1).pass(Duration.ofSeconds(20)).buy("B", 1);
        told("B refused: orders of client=ACME symbol=IBM are restricted");
    }

    @Test
    void whatWasOpenMayBecomeLessAndEndButNotMore() {
        desk.buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).limits("symbol=IBM restricted yes").told();
        desk.replace("B", "A", "ONE", 101, "10");
        told("B refused: orders of symbol=IBM are restricted");
        desk.buy("C", 1).replace("D", "A", "ONE", 99, "11").cancel("E", "D");
        told("C refused: orders of symbol=IBM are restricted");
    }

    @Test
    void anOrderMayNotMoveToAnAccountForWhichItIsRestricted() {
        desk.buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).limits("account=TWO symbol=IBM restricted yes").told();
        desk.replace("B", "A", "TWO", 100, "10");
        told("B refused: orders of account=TWO symbol=IBM are restricted");
    }

    @Test
    void theDeskIsToldHowManyOrdersAreOpenOfWhatBecomesRestricted() {
        desk.buy("A", 100).buy("B", 100).order("C", "OTHER", "VOD", Side.BUY, 1, "10").told();
        desk.limits("symbol=IBM restricted yes", "symbol=VOD restricted yes", "symbol=SAP restricted yes");
        told("! limits changed by ann: symbol=IBM restricted: none to yes; symbol=VOD restricted: none to yes; symbol=SAP restricted: none to yes: as agreed",
                "! 3 open orders are of what is restricted now: symbol=IBM with 2; symbol=VOD with 1; portcullis limit affected lists them, limit cancel-affected "
                        + "cancels them");
        assertEquals("symbol=IBM restricted", desk.restrictedBy("A"));
        desk.limits("account=* restricted no");
        told("! limits changed by ann: account=* restricted: none to no: as agreed");
    }

    @Test
    void theDeskIsToldWhenTheTimeOfARestrictionComesAlsoWhereNobodyDoesAnything() {
        desk.buy("A", 100).limits("symbol=IBM restricted yes from=1970-01-01T00:16:50Z", "symbol=SAP restricted yes from=1970-01-01T00:16:50Z").told();
        assertEquals("none", desk.restrictedBy("A"));
        desk.pass(Duration.ofSeconds(10));
        told("! 1 open order is of what is restricted now: symbol=IBM with 1; portcullis limit affected lists them, limit cancel-affected cancels them");
        desk.pass(Duration.ofSeconds(10));
        told();
    }

    @Test
    void theDeskIsToldOnceAlsoIfTheProcessEndsMeanwhile() {
        desk.buy("A", 100).limits("symbol=IBM restricted yes", "symbol=VOD restricted yes from=1970-01-01T00:16:50Z").restart().told();
        desk.pass(Duration.ofSeconds(5)).pass(Duration.ofSeconds(5));
        told();
        desk.order("B", "OTHER", "VOD", Side.BUY, 1, "10").buy("C", 1);
        told("B refused: orders of symbol=VOD are restricted from 1970-01-01T00:16:50Z", "C refused: orders of symbol=IBM are restricted");
    }

    @Test
    void twoThousandNamesAreRestrictedAtOnce() {
        String[] names = IntStream.range(0, 2_000).mapToObj(i -> "symbol=" + (i == 1_234 ? "IBM" : "S" + i) + " restricted yes").toArray(String[]::new);
        desk.buy("A", 1).told();
        desk.limits(names);
        desk.told();
        desk.buy("B", 1).order("C", "OTHER", "VOD", Side.BUY, 1, "10");
        told("B refused: orders of symbol=IBM are restricted");
        assertEquals("symbol=IBM restricted", desk.restrictedBy("A"));
        assertEquals(List.of(), List.copyOf(desk.state().limits().proposals()));
    }
}
