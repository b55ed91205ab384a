package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.LimitRules;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Overrides;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that pass though limits speak against them, because two persons say so. */
class OverridesTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void everyCutOfTheLogGivesTheSameState() {
        desk.assertFoldsAlike();
    }

    private LimitOverride of(String scope, @Nullable String clOrdId, String refusals, @Nullable String upTo, int orders, Duration validFor) {
        return new LimitOverride(Scope.of(scope), clOrdId == null ? null : new ClOrdId(clOrdId),
                Stream.of(refusals.split(",")).map(LimitOverride::refusal).toList(),
                upTo == null ? null : Quantity.of(upTo), orders, desk.time() + validFor.toNanos());
    }

    private @Nullable String ask(LimitOverride what) {
        return desk.decide(new Command.AskOverride(what, "ann", "agreed with the client"));
    }

    private Overrides.Standing last() {
        return desk.state().overrides().all().getLast();
    }

    private @Nullable String settle(boolean isApproved, String user) {
        return desk.decide(new Command.SettleOverride(last().asked().overrideId(), isApproved, user, "seen"));
    }

    private void approved(String scope, @Nullable String clOrdId, String refusals, @Nullable String upTo, int orders) {
        assertNull(ask(of(scope, clOrdId, refusals, upTo, orders, Duration.ofHours(1))));
        assertNull(settle(true, "bob"));
        desk.told();
    }

    private void isRefused(String... texts) {
        assertEquals(List.of(texts), desk.told());
    }

    @Test
    void anOrderPassesOnceASecondPersonSaysSoAndTheNextOneIsRefused() {
        desk.limits("account=ONE order-quantity 100").told();
        desk.buy("A", 150);
        isRefused("A refused: OrderQty(38) must not exceed 100 by the limit account=ONE order-quantity, was 150");
        assertNull(ask(of("account=ONE symbol=IBM", null, "2001", null, 1, Duration.ofHours(1))));
        long override = last().asked().overrideId();
        assertTrue(desk.told().getFirst()
                .startsWith("! override " + override + " asked for by ann, a second person has to approve it: 1 order of account=ONE symbol=IBM"));
        desk.buy("B", 150);
        assertEquals(1, desk.told().size());
        assertEquals("user ann has asked for it: somebody else has to approve it", settle(true, "ann"));
        assertNull(settle(true, "bob"));
        isRefused("! override " + override + " approved by bob: seen");
        assertEquals("override " + override + " is approved already, by bob", settle(true, "carl"));
        desk.buy("C", 150);
        isRefused("! the order passes by override " + override
                + ", asked for by ann and approved by bob, though OrderQty(38) must not exceed 100 by the limit account=ONE order-quantity, was 150");
        assertTrue(desk.state().overrides().isEmpty());
        desk.buy("D", 150);
        assertEquals(1, desk.told().size());
        desk.buy("E", 100);
        isRefused();
    }

    @Test
    void whatPassesCountsAndWhoeverAsksForNoMorePassesThen() {
        desk.limits("account=ONE open-quantity 100").told();
        desk.buy("A", 90);
        approved("account=ONE", null, "open-quantity", null, 1);
        desk.buy("B", 60);
        assertTrue(desk.told().getFirst().endsWith("though the limit account=ONE open-quantity is 100, used 90, requested 60, allowed 10"));
        assertEquals("150", desk.used("account=ONE open-quantity", null));
        desk.buy("C", 1);
        isRefused("C refused: the limit account=ONE open-quantity is 100, used 150, requested 1, allowed 0");
        desk.replace("D", "B", "ONE", 59, "10");
        isRefused();
        desk.restart();
        assertEquals("150", desk.used("account=ONE open-quantity", null));
    }

    @Test
    void soManyPassAndNoneMoreNotAfterARestartEither() {
        desk.limits("account=ONE order-quantity 100").told();
        approved("client=ACME", null, "2001", null, 3);
        desk.buy("A", 101).buy("B", 101).restart().buy("C", 101);
        assertEquals(3, desk.told().size());
        desk.buy("D", 101);
        isRefused("D refused: OrderQty(38) must not exceed 100 by the limit account=ONE order-quantity, was 101");
    }

    @Test
    void ordersOfAListPassEachByOneAndTheListAsAWhole() {
        desk.limits("account=ONE order-quantity 100").told();
        approved("account=ONE", null, "2001", null, 2);
        desk.list("L", null, 150, 150, 150);
        assertEquals("L3 refused: OrderQty(38) must not exceed 100 by the limit account=ONE order-quantity, was 150",
                desk.told().stream().filter(text -> text.startsWith("L3")).findFirst().orElse(""));
        assertEquals(0, last().used());
        desk.list("M", null, 150, 90, 150);
        assertEquals(2, desk.told().stream().filter(text -> text.contains("passes by override")).count());
        assertTrue(desk.state().overrides().isEmpty());
        desk.restart().list("N", null, 150);
        assertEquals(1, desk.told().stream().filter(text -> text.startsWith("N1 refused")).count());
    }

    @Test
    void onlyOrdersOfItsScopeOfItsNameAndOfItsSizePass() {
        desk.limits("account=ONE order-quantity 100").told();
        approved("session=CLIENT1 account=ONE", "B", "2001", "120", 1);
        desk.buy("A", 120);
        assertTrue(desk.told().getFirst().startsWith("A refused"));
        approved("account=TWO", null, "2001", null, 1);
        approved("account=ONE symbol=VOD", null, "2001", null, 1);
        desk.buy("B", 121);
        assertTrue(desk.told().getFirst().startsWith("B refused"));
        assertEquals(3, desk.state().overrides().all().size());
        approved("account=ONE", null, "2001", "120", 1);
        desk.buy("C", 120);
        assertTrue(desk.told().getFirst().startsWith("! the order passes by override"));
    }

    @Test
    void aMultilegOrderPassesByNoneThatIsOfOneInstrumentOrOfSuchAsHasSomething() {
        desk.limits("account=ONE order-quantity 100").told();
        approved("account=ONE sector=tech", null, "2001", null, 1);
        approved("account=ONE asset-class=equity", null, "2001", null, 1);
        approved("account=ONE symbol=IBM", null, "2001", null, 1);
        desk.legs("A", 120);
        assertTrue(desk.told().getFirst().startsWith("A refused"));
        approved("account=ONE", null, "2001", null, 1);
        desk.legs("B", 120);
        assertTrue(desk.told().getFirst().startsWith("! the order passes by override"));
    }

    @Test
    void allThatSpeaksAgainstAnOrderHasToBeOverridden() {
        desk.limits("account=ONE order-quantity 100", "account=ONE open-quantity 100").told();
        approved("account=ONE", null, "2001", null, 1);
        desk.buy("A", 101);
        isRefused("A refused: OrderQty(38) must not exceed 100 by the limit account=ONE order-quantity, was 101; "
                + "the limit account=ONE open-quantity is 100, used 0, requested 101, allowed 100");
        approved("account=ONE", null, "2001,2005", null, 1);
        desk.buy("B", 101);
        assertTrue(desk.told().getFirst().contains("passes by override"));
    }

    @Test
    void aReplacePassesLikewise() {
        desk.limits("account=ONE order-quantity 100").told();
        desk.buy("A", 100).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0);
        approved("account=ONE", null, "2001", null, 1);
        desk.replace("B", "A", "ONE", 110, "10");
        assertTrue(desk.told().getFirst().contains("passes by override"));
        assertTrue(desk.state().overrides().isEmpty());
    }

    @Test
    void theDeskSendsOutWhatHasPassedWithoutAnotherOverride() {
        desk.limits("account=ONE order-quantity 100").told();
        approved("account=ONE", null, "2001", null, 1);
        desk.care("A", 150);
        assertTrue(desk.told().getFirst().contains("passes by override"));
        assertNull(desk.work("A", new CareAction.Claim(false)));
        assertNull(desk.work("A",
                new CareAction.RoutePart(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(150), Price.of("10"), 0), null)));
        desk.care("B", 150);
        assertTrue(desk.told().getFirst().startsWith("B refused"));
        desk.restart();
    }

    @Test
    void killsRestrictionsAndTheEndOfTheDayAreOverriddenByNobody() {
        desk.limits("account=ONE order-quantity 100", "symbol=VOD restricted yes").told();
        approved("account=ONE", null, "2001", null, 10);
        desk.order("A", "ONE", "VOD", Side.BUY, 101, "10");
        assertTrue(desk.told().getFirst().contains("orders of symbol=VOD are restricted"));
        desk.decide(new Command.Kill(Subset.of("account=ONE"), "ann", "runaway"));
        desk.told();
        desk.buy("B", 101);
        assertTrue(desk.told().getFirst().startsWith("B refused: account=ONE is killed"));
        desk.decide(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "early"));
        desk.buy("C", 101);
        assertTrue(desk.told().stream().anyMatch(text -> text.startsWith("C refused")));
        assertEquals(1, desk.state().overrides().all().size());
        for (Refusal refusal : List.of(Refusal.KILLED, Refusal.RESTRICTED, Refusal.NOT_LOCATED, Refusal.UNKNOWN_ACCOUNT, Refusal.TRADING_DAY_OVER)) {
            assertThrows(IllegalArgumentException.class, () -> LimitOverride.refusal(Integer.toString(refusal.number())));
        }
    }

    @Test
    void itIsOverByItself() {
        desk.limits("account=ONE order-quantity 100").told();
        assertNull(ask(of("account=ONE", null, "2001", null, 10, Duration.ofSeconds(10))));
        assertNull(settle(true, "bob"));
        long override = last().asked().overrideId();
        desk.wait(Duration.ofMillis(9_999)).buy("A", 101);
        assertTrue(desk.told().getLast().contains("passes by override"));
        desk.wait(Duration.ofMillis(1)).buy("B", 101);
        assertTrue(desk.told().getFirst().startsWith("B refused"));
        desk.pass(Duration.ofSeconds(1));
        isRefused("! override " + override + " expired by the clock: its time is over");
        assertTrue(desk.state().overrides().isEmpty());
    }

    @Test
    void whatNobodyApprovesComesToNothingAndItIsDeclinedOrWithdrawn() {
        desk.by(new LimitRules(false, Duration.ofSeconds(10))); // which is of limits alone
        assertNull(ask(of("account=ONE", null, "2001", null, 1, Duration.ofHours(1))));
        assertEquals("user ann has asked for it: somebody else has to approve it", settle(true, "ann"));
        long first = last().asked().overrideId();
        desk.pass(Duration.ofSeconds(10));
        assertTrue(desk.told().contains("! override " + first + " expired by the clock: nobody has approved it"));
        assertNull(ask(of("account=ONE", null, "2001", null, 1, Duration.ofHours(1))));
        assertNull(settle(false, "bob"));
        assertNull(ask(of("account=ONE", null, "2001", null, 1, Duration.ofHours(1))));
        assertNull(settle(true, "bob"));
        long last = last().asked().overrideId();
        assertNull(desk.decide(new Command.WithdrawOverride(last, "carl", "no more")));
        assertEquals("override " + last + " is not there: it is used up, was declined or withdrawn, has expired, or there was none",
                desk.decide(new Command.WithdrawOverride(last, "carl", "no more")));
        assertTrue(desk.state().overrides().isEmpty());
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        assertEquals("client ACNE is not known: no account belongs to it", ask(of("client=ACNE", null, "2001", null, 1, Duration.ofHours(1))));
        assertEquals("until 1970-01-01T00:16:40Z is past", ask(of("account=ONE", null, "2001", null, 1, Duration.ZERO)));
        assertEquals("until must be within 24 hours, was 1970-01-02T00:16:41Z", ask(of("account=ONE", null, "2001", null, 1, Duration.ofSeconds(86_401))));
        assertNull(ask(of("account=ONE", null, "2001", null, 1, Duration.ofHours(1))));
        assertTrue(String.valueOf(ask(of("account=ONE", null, "2001", null, 1, Duration.ofHours(1)))).contains("is there already, asked for by ann"));
        for (Runnable wrong : List.<Runnable>of(() -> of("firm", null, "2001", null, 1, Duration.ofHours(1)),
                () -> of("account=*", null, "2001", null, 1, Duration.ofHours(1)),
                () -> of("account=ONE", "A", "2001", null, 1, Duration.ofHours(1)), () -> of("session=CLIENT1", "A", "2001", null, 2, Duration.ofHours(1)),
                () -> of("account=ONE", null, "2010", null, 1, Duration.ofHours(1)), () -> of("account=ONE", null, "restricted", null, 1, Duration.ofHours(1)),
                () -> of("account=ONE", null, "executions", null, 1, Duration.ofHours(1)), () -> of("account=ONE", null, "2001", "0", 1, Duration.ofHours(1)),
                () -> of("account=ONE", null, "2001", null, 0, Duration.ofHours(1)))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }
}
