package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many new orders and replaces may come in a second, to the nanosecond. */
class OrderRatesTest {

    private final RiskDesk desk = new RiskDesk();

    private void refused(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    private static String tooFast(String clOrdId, String limit, int rate, int millis) {
        return clOrdId + " refused: the limit " + limit + " order-rate is " + rate + ", used " + rate + ", requested 1, allowed 0: another one may come in "
                + millis
                + "ms";
    }

    @Test
    void soManyComeAtOnceAndOneMoreWhenItsPartOfASecondIsOver() {
        desk.limits("account=ONE order-rate 4").told();
        desk.buy("A", 1).buy("B", 1).buy("C", 1).buy("D", 1);
        refused();
        desk.buy("E", 1);
        refused(tooFast("E", "account=ONE", 4, 250));
        desk.pass(Duration.ofNanos(249_999_999)).buy("F", 1);
        refused(tooFast("F", "account=ONE", 4, 1));
        desk.pass(Duration.ofNanos(1)).buy("G", 1);
        refused();
        desk.buy("H", 1);
        refused(tooFast("H", "account=ONE", 4, 250));
    }

    @Test
    void afterASecondThereAreAllAgainAndNeverMore() {
        desk.limits("account=ONE order-rate 2").buy("A", 1).buy("B", 1).told();
        desk.pass(Duration.ofHours(1)).buy("C", 1).buy("D", 1);
        refused();
        desk.buy("E", 1);
        refused(tooFast("E", "account=ONE", 2, 500));
    }

    @Test
    void replacesCountAndCancelsAlwaysPass() {
        desk.limits("account=ONE order-rate 2").buy("A", 1).replace("B", "A", "ONE", 2, "10").told();
        desk.replace("C", "A", "ONE", 3, "10");
        assertEquals(1, desk.told().size());
        desk.cancel("D", "A").cancel("E", "A");
        refused("E refused: the order is already being canceled");
    }

    @Test
    void eachScopeHasItsOwnAndWhatOneRefusesCountsNowhere() {
        desk.limits("account=* order-rate 1", "client=ACME order-rate 2").told();
        desk.buy("A", 1).buy("B", 1);
        refused(tooFast("B", "account=ONE", 1, 1000));
        desk.order("C", "TWO", "IBM", Side.BUY, 1, "10").order("D", "OTHER", "IBM", Side.BUY, 1, "10");
        refused();
        desk.order("E", "TWO", "IBM", Side.BUY, 1, "10");
        refused(tooFast("E", "account=TWO", 1, 1000)
                + "; the limit client=ACME order-rate is 2, used 2, requested 1, allowed 0: another one may come in 500ms");
    }

    @Test
    void whatAnotherCheckRefusesDoesNotCount() {
        desk.limits("account=ONE order-rate 1", "account=ONE order-quantity 10").buy("A", 11).told();
        desk.buy("B", 10);
        refused();
    }

    @Test
    void zeroLetsNothingPass() {
        desk.limits("account=ONE order-rate 0").told();
        desk.pass(Duration.ofHours(1)).buy("A", 1);
        refused("A refused: the limit account=ONE order-rate is 0, used 0, requested 1, allowed 0");
    }
}
