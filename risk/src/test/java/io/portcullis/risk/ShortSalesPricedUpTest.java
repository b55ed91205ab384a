package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits and the higher price at which a restricted short sale goes out, as agreed. It is entered at 10 and goes out ten seconds later, when the best bid is 10.50. */
class ShortSalesPricedUpTest {

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void everyCutOfTheLogGivesTheSameState() {
        desk.assertFoldsAlike();
    }

    private void restricted() {
        desk.by(new MarketRules(false, false, Set.of("XTST"), Set.of(), Set.of()));
        desk.bid("10.50").steer("IBM", new MarketAction.RestrictShortSales()).told();
    }

    private List<String> alerts() {
        return desk.told().stream().filter(text -> text.contains("can't be priced")).toList();
    }

    @Test
    void aLimitKeepsItHereAndThatIsToldOnce() {
        desk.limits("account=ONE order-notional 104 USD").shortLater("A", 10);
        restricted();
        desk.pass(Duration.ofSeconds(11));
        assertEquals(1, alerts().size());
        desk.pass(Duration.ofSeconds(1)).pass(Duration.ofSeconds(1));
        assertEquals(List.of(), alerts());
        assertEquals(List.of(), desk.sentAt());
        desk.bid("10.20").pass(Duration.ofSeconds(1)).pass(Duration.ofSeconds(1));
        assertEquals(List.of("10.21"), desk.sentAt());
    }

    @Test
    void whatAnOverrideHasLetPassPassesAtTheHigherPriceToo() {
        desk.limits("account=ONE order-notional 90 USD").told();
        assertNull(
                desk.decide(new Command.AskOverride(new LimitOverride(Scope.of("account=ONE"), null, List.of(LimitOverride.refusal("order-notional")), null, 1,
                        desk.time() + Duration.ofHours(1).toNanos()), "ann", "agreed with the client")));
        assertNull(desk.decide(new Command.SettleOverride(desk.state().overrides().all().getLast().asked().overrideId(), true, "bob", "seen")));
        desk.shortLater("A", 10);
        restricted();
        desk.pass(Duration.ofSeconds(11));
        assertEquals(List.of("10.51"), desk.sentAt());
        assertEquals(List.of(), alerts());
    }

    @Test
    void itTakesNothingOfTheOrdersThatItsClientMaySendInASecond() {
        desk.limits("account=ONE order-rate 1").shortLater("A", 10);
        restricted();
        desk.pass(Duration.ofSeconds(11)).buy("B", 1);
        assertEquals(List.of("10.51", "10"), desk.sentAt());
        assertEquals(List.of(), desk.told());
    }
}
