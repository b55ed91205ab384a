package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.SecurityStatus.Trading;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Side;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits on what is out: prices that don't come, venues that are away, instruments that are halted. */
class OutagesTest {

    private static final MarketRules HALTS_OF_THE_VENUE_ARE_OF_ALL = new MarketRules(true, false, Set.of(), Set.of(RiskDesk.VENUE), Set.of());

    private final RiskDesk desk = new RiskDesk();

    @AfterEach
    void everyCutOfTheLogGivesTheSameState() {
        desk.assertFoldsAlike();
    }

    private List<String> killed() {
        return desk.state().kills().inForce().stream().map(kill -> kill.ordered().subset().toString()).toList();
    }

    private Kill kill() {
        assertEquals(1, desk.state().kills().inForce().size());
        return desk.state().kills().inForce().getFirst();
    }

    private void releasedByTwo() {
        assertNull(desk.decide(new Command.ReleaseKill(kill().killId(), "ann", "looked at")));
        assertNull(desk.decide(new Command.SettleRelease(kill().killId(), true, "bob", "seen")));
        assertEquals(List.of(), killed());
        desk.told();
    }

    // Prices that don't come

    @Test
    void onceNoPriceHasComeForSoLongWhatIsOpenIsKilled() {
        desk.limits("firm stale-prices 30s 80").buy("A", 10).shows("IBM").tick(1).shows("IBM").tick(23).told();
        assertEquals("23", desk.used("firm stale-prices", null));
        desk.tick(1);
        assertEquals(List.of("! the limit firm stale-prices is 30s, used 24s"), desk.told());
        desk.tick(5);
        assertEquals(List.of(), killed());
        assertEquals(List.of(), desk.told());
        desk.tick(1);
        assertEquals(List.of("firm"), killed());
        assertEquals("the limit firm stale-prices is 30s, used 30s: the last price of any instrument came at 1970-01-01T00:16:41Z", kill().ordered().reason());
        assertTrue(desk.told().contains("! the limit firm stale-prices is 30s, used 30s"));
        desk.tick(1).tick(1);
        assertEquals(1, desk.state().kills().inForce().size());
    }

    @Test
    void aPriceOfAnyInstrumentIsASignOfLifeOfAllAndOneThatTradesRarelyKillsNothing() {
        desk.limits("account=* stale-prices 30s").buy("A", 10).shows("IBM").tick(1);
        for (int i = 0; i < 10; i++) {
            desk.tick(28).shows("VOD").tick(1);
        }
        assertEquals(List.of(), killed());
        assertThrows(IllegalArgumentException.class, () -> Gates.limit("symbol=* stale-prices 30s"));
        assertThrows(IllegalArgumentException.class, () -> Gates.limit("sector=tech stale-prices 30s"));
    }

    @Test
    void anInstrumentThatALimitNamesHasToHavePricesOfItsOwn() {
        desk.limits("symbol=IBM stale-prices 30s", "symbol=VOD stale-prices 30s").buy("A", 10).order("B", "OTHER", "VOD", Side.BUY, 10, "10").shows("IBM")
                .shows("VOD").tick(1).tick(20).shows("VOD").tick(10);
        assertEquals(List.of("symbol=IBM"), killed());
        assertEquals("the limit symbol=IBM stale-prices is 30s, used 30s: the last price of IBM came at 1970-01-01T00:16:40Z", kill().ordered().reason());
    }

    @Test
    void beforeTheFirstPriceNothingIsKnownAndSoItIsAfterARestart() {
        desk.limits("firm stale-prices 30s").buy("A", 10).tick(1).tick(3_600);
        assertEquals(List.of(), killed());
        desk.shows("IBM").tick(1).restart().tick(3_600);
        assertEquals(List.of(), killed());
        desk.shows("IBM").tick(1).tick(30);
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void whatWasBeforeTheLimitHoldsAndWhileTheVenueIsClosedOrTheDayIsOverDoesNotCount() {
        desk.buy("A", 10).shows("IBM").tick(100).limits("firm stale-prices 30s").tick(1).tick(28);
        assertEquals(List.of(), killed());
        desk.decide(new Command.CloseVenue(RiskDesk.VENUE, "tomorrow"));
        desk.tick(1).tick(3_600);
        assertEquals("0", desk.used("firm stale-prices", null));
        desk.decide(new Command.OpenVenue(RiskDesk.VENUE));
        desk.tick(1).tick(29);
        assertEquals(List.of(), killed());
        desk.decide(new Command.EndDay(LocalDate.of(2026, 11, 20), "ann", "it is over"));
        desk.tick(1).tick(3_600);
        assertEquals(List.of(), killed());
    }

    @Test
    void aHaltedInstrumentNeedsNoPrices() {
        desk.limits("symbol=IBM stale-prices 30s").buy("A", 10).shows("IBM").tick(1).venueSays("IBM", Trading.HALTED).tick(3_600);
        assertEquals(List.of(), killed());
        desk.venueSays("IBM", Trading.GOES_ON).tick(1).tick(29);
        assertEquals(List.of(), killed());
        desk.tick(1);
        assertEquals(List.of("symbol=IBM"), killed());
    }

    @Test
    void whereNothingIsOpenNothingIsKilledAndNewOrdersAreRefusedUntilPricesComeAgain() {
        desk.limits("account=* stale-prices 30s").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).shows("IBM").tick(1).cancel("C", "A")
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).tick(30).told();
        assertEquals(List.of(), killed());
        desk.buy("B", 1);
        assertEquals(List.of("B refused: the limit account=ONE stale-prices is 30s, used 30s: the last price of any instrument came at 1970-01-01T00:16:40Z"),
                desk.told());
        desk.shows("IBM").tick(1).buy("D", 1);
        assertEquals(List.of(), desk.told());
    }

    @Test
    void whoeverReleasesHasSoMuchTimeAgain() {
        desk.limits("firm stale-prices 30s").buy("A", 10).shows("IBM").tick(1).tick(30).report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).tick(1);
        releasedByTwo();
        desk.buy("B", 10);
        assertEquals(List.of(), desk.told());
        desk.tick(29);
        assertEquals(List.of(), killed());
        desk.tick(1);
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void itIsOverByItselfOnceTheCoolDownIsOverAndPricesHaveComeAgain() {
        desk.limits("firm stale-prices 30s release=alone_after_1m").buy("A", 10).shows("IBM").tick(1).tick(30)
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).tick(120);
        assertEquals(List.of("firm"), killed());
        desk.shows("IBM").tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void afterARestartItIsNotOverBeforeAPriceHasCome() {
        desk.limits("firm stale-prices 30s release=alone_after_1m").buy("A", 10).shows("IBM").tick(1).tick(30)
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).restart().tick(1).tick(120);
        assertEquals(List.of("firm"), killed());
        desk.shows("IBM").tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void aPriceThatHasComeSinceTheTickIsNotMissedWhileWorkIsLeft() {
        desk.limits("firm stale-prices 2s").buy("A", 10).shows("IBM").tick(1).shows("IBM").tick(1).wait(Duration.ofMillis(100)).shows("IBM")
                .pass(Duration.ofMillis(900));
        assertEquals(List.of(), killed());
        desk.tickNow().tick(1);
        assertEquals(List.of(), killed());
        desk.pass(Duration.ofMillis(950)).wait(Duration.ofMillis(50)).tickNow();
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void whatHasComeBetweenTwoTicksIsNotTakenForMissingBeforeTheSecond() {
        desk.limits("firm stale-prices 2s").shows("IBM").wait(Duration.ofMillis(10)).tick(1).shows("IBM").wait(Duration.ofMillis(10)).tick(1).told();
        desk.wait(Duration.ofMillis(990)).buy("A", 10);
        assertEquals(List.of(), desk.told());
        desk.tickNow();
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void afterAPauseOfTheHubPricesHaveASecondToComeIn() {
        desk.limits("firm stale-prices 5s").buy("A", 10).shows("IBM").tick(1).told();
        desk.wait(Duration.ofSeconds(6)).buy("B", 10);
        assertEquals(List.of(), desk.told());
        desk.tickNow().wait(Duration.ofMillis(10)).tickNow().buy("C", 10).shows("IBM").tick(1);
        assertEquals(List.of(), desk.told());
        assertEquals(List.of(), killed());
        desk.wait(Duration.ofSeconds(6)).tickNow().wait(Duration.ofSeconds(1)).tickNow();
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void pricesAreExpectedFromTheFirstSecondOn() {
        desk.limits("firm stale-prices 90s").buy("A", 10).shows("IBM").wait(Duration.ofSeconds(1)).tickNow().shows("IBM").wait(Duration.ofSeconds(60))
                .tickNow();
        assertEquals(List.of(), killed());
        desk.wait(Duration.ofSeconds(35)).tickNow().tick(1);
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void aHubThatPausesAgainAndAgainStillKills() {
        desk.limits("firm stale-prices 5s").buy("A", 10).shows("IBM").tick(1).wait(Duration.ofSeconds(3)).tickNow().wait(Duration.ofSeconds(3)).tickNow();
        assertEquals(List.of("firm"), killed());
    }

    // Venues that are away

    @Test
    void aVenueThatIsAwayForSoLongWithOrdersOfAScopeKillsThatScope() {
        desk.limits("account=* venue-away 30s").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).tick(1).venueIsAway().tick(1).tick(29).told();
        assertEquals("29", desk.used("account=ONE venue-away", null));
        assertEquals(List.of(), killed());
        desk.tick(1);
        assertEquals(List.of("account=ONE"), killed());
        assertEquals("the limit account=ONE venue-away is 30s, used 30s: venue A has been away since 1970-01-01T00:16:42Z", kill().ordered().reason());
    }

    @Test
    void oneThatIsBackInTimeOrHasNoOrdersOrIsClosedKillsNothing() {
        desk.limits("account=* venue-away 30s").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).tick(1).venueIsAway().tick(1).tick(29).venueIsBack()
                .tick(1).venueIsAway().tick(1).tick(29);
        assertEquals(List.of(), killed());
        desk.decide(new Command.CloseVenue(RiskDesk.VENUE, "tomorrow"));
        desk.tick(3_600);
        assertEquals(List.of(), killed());
        desk.decide(new Command.OpenVenue(RiskDesk.VENUE));
        desk.venueIsBack().tick(1).report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).venueIsAway().tick(1).tick(3_600);
        assertEquals(List.of(), killed());
    }

    @Test
    void oneThatHasNotBeenThereSinceTheHubWasStartedKillsNothing() {
        desk.limits("account=* venue-away 30s").buy("A", 10).report(1, ExecType.NEW, OrdStatus.NEW, 0, 0).tick(1).venueIsAway().tick(1).restart().tick(1)
                .tick(3_600);
        assertEquals(List.of(), killed());
        desk.venueIsBack().tick(1).venueIsAway().tick(1).tick(30);
        assertEquals(List.of("account=ONE"), killed());
    }

    // Halts

    @Test
    void soManyInstrumentsWithOpenOrdersThatVenuesHaveHaltedKillTheScope() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("client=* venue-halts 2").buy("A", 10).order("B", "OTHER", "VOD", Side.BUY, 10, "10").order("C", "ONE", "VOD", Side.BUY, 10, "10")
                .venueSays("IBM", Trading.HALTED).venueSays("SAP", Trading.HALTED).tick(1);
        assertEquals("1", desk.used("client=ACME venue-halts", null));
        assertEquals(List.of(), killed());
        desk.venueSays("VOD", Trading.HALTED).tick(1);
        assertEquals(List.of("client=ACME"), killed());
        assertEquals("the limit client=ACME venue-halts is 2, used 2: halted: IBM, VOD", kill().ordered().reason());
    }

    @Test
    void whatPeopleHaltAndWhatAVenueSaysOfItselfAloneDoesNotCount() {
        desk.limits("firm venue-halts 1").buy("A", 10).venueSays("IBM", Trading.HALTED).tick(1);
        assertEquals(List.of(), killed());
        desk.steer("IBM", new MarketAction.Halt()).tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void aHaltFromBeforeAReleaseKillsNoMore() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("firm venue-halts 1").buy("A", 10).venueSays("IBM", Trading.HALTED).tick(1).report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).tick(1);
        releasedByTwo();
        desk.buy("B", 10).tick(1);
        assertEquals(List.of(), killed());
        desk.restartFromASnapshot().by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.tick(1);
        assertEquals(List.of(), killed());
        desk.venueSays("IBM", Trading.GOES_ON).tick(1).venueSays("IBM", Trading.HALTED).tick(1);
        assertEquals(List.of("firm"), killed());
    }

    @Test
    void whileTheHaltLastsItIsNotOverByItself() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("firm venue-halts 1 release=alone_after_1m").buy("A", 10).venueSays("IBM", Trading.HALTED).tick(1)
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).tick(120);
        assertEquals(List.of("firm"), killed());
        desk.venueSays("IBM", Trading.GOES_ON).tick(1).tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void afterARestartTooItIsNotOverBeforeWhatWasHaltedThenIsTradedAgain() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("firm venue-halts 1 release=alone_after_1m").buy("A", 10).venueSays("IBM", Trading.HALTED).tick(1)
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).restart().by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.tick(1).tick(120).venueSays("SAP", Trading.HALTED).tick(1);
        assertEquals(List.of("firm"), killed());
        desk.venueSays("IBM", Trading.GOES_ON).tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void afterARestartAKillOfOneInstrumentDoesNotWaitForOthers() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("symbol=IBM venue-halts 1 release=alone_after_1m").buy("A", 10).order("B", "ONE", "SAP", Side.BUY, 1, "10").venueSays("SAP", Trading.HALTED)
                .venueSays("IBM", Trading.HALTED).tick(1)
                .report(1, ExecType.CANCELED, OrdStatus.CANCELED, 0, 0).restart().by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.tick(1).tick(120);
        assertEquals(List.of("symbol=IBM"), killed());
        desk.venueSays("IBM", Trading.GOES_ON).tick(1);
        assertEquals(List.of(), killed());
    }

    @Test
    void theReasonNamesTwentyInstrumentsAndHowManyMoreThereAre() {
        desk.by(HALTS_OF_THE_VENUE_ARE_OF_ALL);
        desk.limits("firm venue-halts 25");
        List<String> symbols = IntStream.range(10, 35).mapToObj(number -> "S" + number).toList();
        symbols.forEach(symbol -> desk.knows(symbol).order(symbol, "ONE", symbol, Side.BUY, 1, "10").venueSays(symbol, Trading.HALTED));
        desk.tick(1);
        assertEquals("the limit firm venue-halts is 25, used 25: halted: " + String.join(", ", symbols.subList(0, 20)) + ", and 5 more",
                kill().ordered().reason());
    }
}
