package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.core.LimitRules;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.order.RiskLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may change limits, and when it is so. */
class ChangedLimitsTest {

    private static final String KEY = "account=ONE open-notional";

    private final RiskDesk desk = new RiskDesk();

    private String limit(String key) {
        Limit limit = desk.state().limits().limit(RiskDesk.key(key));
        return limit == null ? "none" : limit.toString();
    }

    private long proposal() {
        assertEquals(1, desk.state().limits().proposals().size());
        return desk.state().limits().proposals().iterator().next().asked().proposalId();
    }

    @Test
    void lessIsSoAtOnce() {
        desk.limits(KEY + " 1000 USD");
        assertNull(desk.change(KEY, KEY + " 900 USD", "ann"));
        assertEquals("900 USD", limit(KEY));
        assertEquals(List.of(), List.copyOf(desk.state().limits().proposals()));
    }

    @Test
    void moreWaitsForASecondPerson() {
        desk.limits(KEY + " 1000 USD");
        assertNull(desk.change(KEY, KEY + " 2000 USD", "ann"));
        assertEquals("1000 USD", limit(KEY));
        assertEquals("user ann has proposed it: somebody else has to approve it", desk.settle(proposal(), true, "ann"));
        desk.restart();
        assertNull(desk.settle(proposal(), true, "bob"));
        assertEquals("2000 USD", limit(KEY));
        RiskLimits.Standing standing = desk.state().limits().standing(RiskDesk.key(KEY));
        assertEquals("ann bob", standing.user() + " " + standing.approver());
        assertEquals("there is no such proposal, or it was approved, declined or has expired", desk.settle(20_481, true, "bob"));
    }

    @Test
    void toTakeALimitAwayIsMoreUnlessAWiderOneIsAsTight() {
        desk.limits(KEY + " 1000 USD", "account=* open-notional 1000 USD");
        assertNull(desk.change(KEY, null, "ann"));
        assertEquals("none", limit(KEY));
        assertNull(desk.change("account=* open-notional", null, "ann"));
        assertEquals("1000 USD", limit("account=* open-notional"));
        assertEquals(1, desk.state().limits().proposals().size());
    }

    @Test
    void anExceptionThatAllowsMoreThanTheRuleIsMore() {
        desk.limits("account=* open-notional 1000 USD");
        desk.change(KEY, KEY + " 1001 USD", "ann");
        assertEquals("none", limit(KEY));
        assertNull(desk.settle(proposal(), true, "bob"));
        assertEquals("1001 USD", limit(KEY));
    }

    @Test
    void aProposalIsWithdrawnDeclinedOrExpires() {
        desk.limits(KEY + " 1000 USD").by(new LimitRules(true, Duration.ofHours(1)));
        for (String by : List.of("ann", "bob", "the clock")) {
            desk.change(KEY, KEY + " 2000 USD", "ann");
            desk.told();
            if (by.equals("the clock")) {
                desk.pass(Duration.ofMinutes(59));
                assertEquals(List.of(), desk.told());
                desk.pass(Duration.ofMinutes(2));
            } else {
                desk.settle(proposal(), false, by);
            }
            assertTrue(desk.told().getFirst().startsWith("! proposed limits " + (by.equals("ann") ? "withdrawn" : by.equals("bob") ? "declined" : "expired")));
            assertEquals("1000 USD", limit(KEY));
        }
    }

    @Test
    void whatSomebodyElseHasChangedMeanwhileIsNotUndoneUnseen() {
        desk.limits(KEY + " 1000 USD");
        desk.change(KEY, KEY + " 2000 USD", "ann");
        desk.change(KEY, KEY + " 500 USD", "carl");
        assertEquals("the limit account=ONE open-notional is 500 USD now, not 1000 USD: somebody has changed it meanwhile: propose it anew",
                desk.settle(proposal(), true, "bob"));
        assertEquals("500 USD", limit(KEY));
    }

    @Test
    void oneByOneIsEnoughWhereThatIsAgreed() {
        desk.limits(KEY + " 1000 USD").by(new LimitRules(false, Duration.ofHours(1)));
        desk.change(KEY, KEY + " 2000 USD", "ann");
        assertEquals("2000 USD", limit(KEY));
    }

    @Test
    void aLimitInAnotherCurrencyIsMore() {
        desk.limits(KEY + " 1000 USD");
        desk.change(KEY, KEY + " 900 GBP", "ann");
        assertEquals("1000 USD", limit(KEY));
        assertEquals(1, desk.state().limits().proposals().size());
    }

    @Test
    void limitsOnRiskMetricsAreChangedAsOthersAreAndSurviveARestart() {
        String each = "client=* var-99-1d";
        desk.limits(each + " 1000 USD release=two-persons");
        assertNull(desk.change(each, each + " 900 USD release=two-persons", "ann"));
        assertEquals("900 USD kills", limit(each));
        assertNull(desk.change(each, each + " 900 USD", "ann"));
        assertEquals("900 USD kills", limit(each));
        desk.restartFromASnapshot();
        assertNull(desk.settle(proposal(), true, "bob"));
        assertEquals("900 USD", limit(each));
        desk.restart();
        assertEquals("900 USD", limit(each));
        desk.change("client=ACME var-99-1d", "client=ACME var-99-1d 901 USD", "ann");
        assertEquals("none", limit("client=ACME var-99-1d"));
        assertEquals(1, desk.state().limits().proposals().size());
        desk.change("portfolio=GROWTH var-99-1d", "portfolio=GROWTH var-99-1d 5 USD", "ann");
        assertEquals("5 USD", limit("portfolio=GROWTH var-99-1d"));
        assertTrue(desk.state().limits().isNew());
        assertEquals(2, desk.state().limits().ofMetrics().size());
    }
}
