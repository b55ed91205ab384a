package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.limit.DailyHours;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Price bands that are worked out from trades: five percent, the last close is 10, and the last trade of the day before was at 9.99. */
class WorkedOutBandsTest extends OnADesk {

    @BeforeEach
    void theyAreWorkedOut() {
        desk.tradeBy(rules(null, null)).trades("9.99").told();
    }

    private static MarketRules rules(@Nullable DailyHours hours, @Nullable DailyHours doubled) {
        return new MarketRules(false, false, Set.of(), Set.of(), Set.of(new VenueId("A")),
                new BandRules(Map.of("XNYS", BandRule.of("luld-1")), hours, doubled));
    }

    /** In the zone of the tests, so many minutes from now on. */
    private DailyHours hours(int from, int until) {
        Instant now = Instant.ofEpochSecond(0, desk.time());
        return new DailyHours(now.plusSeconds(60L * from).atOffset(ZoneOffset.UTC).toLocalTime(),
                now.plusSeconds(60L * until).atOffset(ZoneOffset.UTC).toLocalTime(),
                ZoneOffset.UTC);
    }

    private String bands() {
        MarketStates.Standing standing = desk.state.markets().of("XYZ");
        return standing == null || standing.bands() == null ? "none" : standing.bands().bands().toString();
    }

    @Test
    void beforeTheFirstTradeThereAreNone() {
        desk.bid("10");
        assertEquals("none", bands());
        desk.order("X", 10, "20");
        told("8 X NEW NEW 10 0 10", "A D1 10@20");
    }

    @Test
    void theFirstTradeIsTheReferencePriceWhateverTheLastCloseWas() {
        desk.trades("20").told();
        assertEquals("low 19, high 21", bands());
        desk.order("X", 10, "21");
        told("8 X NEW NEW 10 0 10", "A D1 10@21");
        desk.order("Y", 10, "21.01");
        told("8 Y REJECTED REJECTED 10 0 0");
        assertEquals("Price(44) of a buy must be at most 21, the upper price band of XYZ, was 21.01", desk.text());
    }

    @Test
    void laterItIsTheMeanOfFiveMinutesOnceThatIsOnePercentAway() {
        desk.trades("20").wait(60).trades("20.30");
        assertEquals("low 19, high 21", bands());
        desk.wait(60); // the mean is 20.15
        assertEquals("low 19, high 21", bands());
        desk.wait(120); // 20.225
        assertEquals("low 19.21, high 21.24", String.valueOf(bands()));
        told("");
    }

    @Test
    void aReferencePriceHoldsForThirtySeconds() {
        desk.trades("20").wait(1).trades("30").wait(20);
        assertEquals("low 19, high 21", bands());
        desk.wait(10);
        assertEquals("low 28.19, high 31.16", bands());
    }

    @Test
    void aTradeOfTheDayBeforeIsNone() {
        desk.trades("20").house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        desk.bid("19.99").wait(1);
        assertEquals("none", bands());
        desk.trades("21");
        assertEquals("low 19.95, high 22.05", bands());
    }

    @Test
    void theFirstTradeThatIsSeenAfterARestartMayBeOfTheDayBefore() {
        desk.trades("20").house(new Command.StartDay(LocalDate.of(2026, 11, 23)));
        desk.bid("29").restart().bid("29.5").wait(1).told();
        assertEquals("none", bands());
        desk.order("X", 10, "30");
        told("8 X NEW NEW 10 0 10", "A D1 10@30");
        desk.trades("30");
        assertEquals("low 28.5, high 31.5", bands());
    }

    @Test
    void soMayTheFirstOneThatIsSeenAtAll() {
        desk.nobodyTrades().house(new Command.StartDay(LocalDate.of(2026, 11, 23)));
        desk.bid("29").trades("20").bid("29.5").wait(1).told();
        assertEquals("none", bands());
        desk.trades("30");
        assertEquals("low 28.5, high 31.5", bands());
    }

    @Test
    void aFullLogHasNoRoomForThem() {
        desk.logIsFull(true).trades("20").wait(1);
        assertEquals("none", bands());
        desk.logIsFull(false).trades("20.10");
        assertEquals("low 19.1, high 21.11", bands());
        desk.logIsFull(true).tradeBy(MarketRules.DEFAULT).wait(1);
        assertEquals("low 19.1, high 21.11", bands());
        desk.logIsFull(false).wait(1);
        assertEquals("none", bands());
    }

    @Test
    void whileItIsHaltedThereAreNoneAndTheyBeginAnewWithTheFirstTradeAfterIt() {
        desk.trades("20").steer(new MarketAction.Halt());
        desk.wait(1).told();
        assertEquals("none", bands());
        desk.steer(new MarketAction.Resume());
        desk.bid("25").told();
        assertEquals("none", bands());
        desk.trades("30");
        assertEquals("low 28.5, high 31.5", bands());
    }

    @Test
    void whatAVenueTellsCounts() {
        desk.trades("20").says("A", Command.SecurityStatus.Trading.UNSAID, "19", "21").told();
        desk.wait(400).trades("25").wait(400);
        assertEquals("low 19, high 21", bands());
    }

    @Test
    void whatPeopleSayCounts() {
        desk.trades("20");
        assertNull(desk.steer(new MarketAction.SetBands(new Bands(Price.of("15"), Price.of("25")))));
        desk.trades("24").wait(400);
        assertEquals("low 15, high 25", bands());
        assertNull(desk.steer(new MarketAction.LiftBands()));
        desk.trades("23");
        assertEquals("low 21.85, high 24.15", bands());
        assertNull(desk.steer(new MarketAction.LiftBands()));
        desk.trades("22").wait(60);
        assertEquals("none", bands());
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 23))).trades("21").told();
        assertEquals("low 19.95, high 22.05", bands());
    }

    @Test
    void outOfHoursThereAreNoneAndATradeOfBeforeIsNotTheFirst() {
        desk.tradeBy(rules(hours(10, 30), null)).trades("20").told();
        assertEquals("none", bands());
        desk.wait(601).bid("19");
        assertEquals("none", bands());
        desk.trades("21");
        assertEquals("low 19.95, high 22.05", bands());
        desk.wait(1_200);
        assertEquals("none", bands());
        told("");
    }

    @Test
    void theyAreDoubledAtTheEndOfTheDay() {
        desk.tradeBy(rules(null, hours(10, 30))).trades("20");
        assertEquals("low 19, high 21", bands());
        desk.wait(601);
        assertEquals("low 18, high 22", bands());
    }

    @Test
    void afterARestartTheReferencePriceGoesOn() {
        desk.trades("20").restart().tradeBy(rules(null, null)).trades("20.30").wait(31);
        assertEquals("low 19, high 21", bands());
    }

    @Test
    void whoNoMoreWantsThemHasNone() {
        desk.trades("20").tradeBy(MarketRules.DEFAULT).wait(1);
        assertEquals("none", bands());
    }
}
