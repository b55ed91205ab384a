package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.routing.Fee;
import io.portcullis.venues.routing.Fees;
import io.portcullis.venues.routing.RoutingRule;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.RoutingStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingFilesTest {

    private static final String RULES = "session,account,symbol,side,ord-type,from-quantity,to-quantity,strategy,parameters\n";
    private static final String FEES = "venue,liquidity,per-share,basis-points,minimum\n";
    private static final VenueId LIT1 = new VenueId("LIT1");
    private static final VenueId LIT2 = new VenueId("LIT2");

    @TempDir
    private Path directory;

    private RoutingRules read(String rules, String fees) throws IOException {
        Files.writeString(directory.resolve("routing.csv"), RULES + rules);
        Files.writeString(directory.resolve("fees.csv"), FEES + fees);
        return RoutingFiles.read(directory, List.of(LIT1, LIT2));
    }

    @Test
    void withoutFilesEverythingGoesByTheBestPrice() {
        assertEquals(RoutingRules.NONE, RoutingFiles.read(directory, List.of(LIT1)));
    }

    @Test
    void theShippedFilesSayNothing() {
        assertEquals(RoutingRules.NONE, RoutingFiles.read(Path.of("..", "conf"), List.of()));
    }

    @Test
    void aRuleIsForWhatItNames() throws Exception {
        List<RoutingRule> rules = read("C1,ACME,IBM,sell-short,limit,100,5000,best-cost,\n,,,,,,,post,ahead-cost=0.001\n,,,,,,,primary,XNYS=LIT1 XNAS=LIT2\n"
                + ",,,,,,,table,LIT1=60 LIT2=40\n,,,,,,,spray,\n", "").rules();

        assertEquals(new RoutingRule(2, new SessionKey("C1"), "ACME", "IBM", Side.SELL_SHORT, OrdType.LIMIT, Quantity.of(100), Quantity.of(5000),
                new RoutingStrategy.BestCost()), rules.get(0));
        assertEquals(List.of(new RoutingStrategy.Post(Price.of("0.001")), new RoutingStrategy.Primary(Map.of("XNYS", LIT1, "XNAS", LIT2)),
                new RoutingStrategy.Table(Map.of(LIT1, 60, LIT2, 40)), new RoutingStrategy.Spray()),
                rules.stream().skip(1).map(RoutingRule::strategy).toList());
    }

    @Test
    void strategiesThatGoOnByAnother() throws Exception {
        List<RoutingRule> rules = read(",,,,,,,sweep,\n,,,,,,,sweep,then=post ahead-cost=0.001\n,,,,,,,sequential,\n"
                + ",,,,,,,sequential,ping-percent=5 ping-quantity=300 ping-at=middle ping-least-percent=50 then=sweep then=table LIT1=60 LIT2=40\n", "")
                .rules();

        assertEquals(List.of(new RoutingStrategy.Sweep(new RoutingStrategy.BestPrice()), new RoutingStrategy.Sweep(new RoutingStrategy.Post(Price.of("0.001"))),
                new RoutingStrategy.Sequential(20, null, false, 0, new RoutingStrategy.BestPrice()),
                new RoutingStrategy.Sequential(5, Quantity.of(300), true, 50,
                        new RoutingStrategy.Sweep(new RoutingStrategy.Table(Map.of(LIT1, 60, LIT2, 40))))),
                rules.stream().map(RoutingRule::strategy).toList());
    }

    @Test
    void aRuleForWhatClientsAskFor() throws Exception {
        Files.writeString(directory.resolve("routing.csv"), "strategy,target-strategy\nspray,1001\nbest-cost,\n");

        List<RoutingRule> rules = RoutingFiles.read(directory, List.of(LIT1, LIT2)).rules();

        assertEquals("1001", rules.get(0).target());
        assertNull(rules.get(1).target());
    }

    @Test
    void feesAndRebatesOfAVenue() throws Exception {
        RoutingRules read = read("", "LIT1,taken,0.0030,,\nLIT1,added,-0.0020,,\nLIT2,taken,,1.25,0.50\n");

        assertEquals(Map.of(LIT1, new Fee(Price.of("0.003"), 0, Money.ZERO), LIT2, new Fee(Price.of("0"), 125, Money.of("0.5"))), read.fees().taken());
        assertEquals(Map.of(LIT1, new Fee(Price.of("-0.002"), 0, Money.ZERO)), read.fees().added());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        ",,,,,,,best-prize, | line 2: strategy = best-prize: must be one of best-price, best-cost, spray, post, primary, table, sweep, sequential; did you mean best-price?",
        ",,,,,,,sweep,then=sweep | line 2: parameters = then=sweep: then=sweep: must be one of best-price, best-cost, spray, post, primary, table",
        ",,,,,,,sweep,post | line 2: parameters = post: must be then= and the strategy by which it goes on, such as then=post",
        ",,,,,,,sequential,ping-percent=0 | line 2: parameters = ping-percent=0: ping-percent=0: must be from 1 to 100",
        ",,,,,,,sequential,ping-at=mid then=sweep | line 2: parameters = ping-at=mid then=sweep: ping-at=mid: must be limit or middle",
        ",,,,,,,sequential,then=post ahead=1 | line 2: parameters = then=post ahead=1: ahead is none of ahead-cost, latency-cost, miss-cost, rest-cost",
        ",,,,,,,post,latency-cots=1 | line 2: parameters = latency-cots=1: latency-cots is none of ahead-cost, latency-cost, miss-cost, rest-cost; did you mean latency-cost?",
        ",,,,,,,best-cost,rest-cost=0.01 | line 2: parameters = rest-cost=0.01: rest-cost is none of latency-cost, miss-cost; did you mean miss-cost?",
        ",,,,,,,best-cost,miss-cost=-1 | line 2: parameters = miss-cost=-1: miss-cost=-1: must be from 0 to 1000000",
        ",,,,,,,best-cost,miss-cost=1 miss-cost=2 | line 2: parameters = miss-cost=1 miss-cost=2: miss-cost stands twice",
        ",,,,,,,spray,LIT1 | line 2: parameters = LIT1: spray has none",
        ",,,,,,,table,LIT1=60 LIT2=30 | line 2: parameters = LIT1=60 LIT2=30: must be whole per cent values of at least 1 that add up to 100",
        ",,,,,,,table,LIT1=60 LIT1=40 | line 2: parameters = LIT1=60 LIT1=40: must be venues and whole per cent values that add up to 100, such as LIT1=60 LIT2=40, each venue once",
        ",,,,,,,table,LIT1=60 LIT=40 | line 2: parameters = LIT1=60 LIT=40: venue LIT is not in venues.ini; did you mean LIT1?",
        ",,,,,,,table, | line 2: parameters is missing",
        ",,,,,,,post,1 | line 2: parameters = 1: must be ahead-cost= and what a thousand shares ahead in a queue are worth for each share, such as ahead-cost=0.0010",
        ",,,,,,,primary,NYSE | line 2: parameters = NYSE: must be markets and their venues, such as XNYS=NYSE XNAS=NASDAQ",
        ",,,,,500,100,spray, | line 2: from-quantity 500 must not be more than to-quantity 100",
        ",,,,,0,,spray, | line 2: from-quantity = 0: must be positive",
        ",,,hold,,,,spray, | line 2: side = hold: must be one of buy, sell, sell-short, sell-short-exempt",
        ",,,,stop,,,spray, | line 2: ord-type = stop: must be one of market, limit"})
    void aWrongRuleIsNamedWithItsLine(String rule, String expected) {
        assertEquals(directory.resolve("routing.csv") + ": " + expected, assertThrows(SettingsException.class, () -> read(rule + "\n", "")).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"LIT3,taken,1,, | line 2: venue = LIT3: venue LIT3 is not in venues.ini; did you mean LIT1?",
        "LIT1,gone,1,, | line 2: liquidity = gone: must be taken or added",
        "LIT1,taken,,, | line 2: says no fee: per-share, basis-points or minimum is missing",
        "LIT1,taken,,1.234, | line 2: basis-points = 1.234: must be from -10000 to 10000 with at most two decimal places",
        "LIT1,taken,-0.1,,5 | line 2: minimum 5: must not be negative, and a rebate has none",
        "LIT1,taken,,,-1 | line 2: minimum = -1: must be from 0 to 1000000",
        "LIT1,taken,2000000,, | line 2: per-share = 2000000: must be from -1000000 to 1000000"})
    void aWrongFeeIsNamedWithItsLine(String fee, String expected) {
        assertEquals(directory.resolve("fees.csv") + ": " + expected, assertThrows(SettingsException.class, () -> read("", fee + "\n")).getMessage());
    }

    @Test
    void theFeeOfWhatWasExecutedInTheMonth() throws Exception {
        Files.writeString(directory.resolve("fees.csv"),
                "venue,liquidity,per-share,from-month-quantity\nLIT1,taken,0.003,\nLIT1,taken,0.0025,1000000\nLIT1,taken,0.002,5000000\nLIT2,added,-0.001,\n");

        Fees fees = RoutingFiles.read(directory, List.of(LIT1, LIT2)).fees();

        assertEquals(Map.of(LIT1, new Fee(Price.of("0.003"), 0, Money.ZERO)), fees.taken());
        assertEquals(Map.of(LIT1, Map.of(Quantity.of(1_000_000), new Fee(Price.of("0.0025"), 0, Money.ZERO), Quantity.of(5_000_000),
                new Fee(Price.of("0.002"), 0, Money.ZERO))), fees.tiersTaken());
        assertEquals(Map.of(), fees.tiersAdded());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "LIT1,taken,0.003,100 | line 2: the fee of LIT1 for liquidity that is taken from 100 on stands before the one that is charged from the first share on",
        "LIT1,taken,0.003,0 | line 2: from-month-quantity = 0: must be positive"})
    void aWrongTierIsNamedWithItsLine(String line, String expected) throws Exception {
        Files.writeString(directory.resolve("fees.csv"), "venue,liquidity,per-share,from-month-quantity\n" + line + "\n");

        assertEquals(directory.resolve("fees.csv") + ": " + expected,
                assertThrows(SettingsException.class, () -> RoutingFiles.read(directory, List.of(LIT1))).getMessage());
    }

    @Test
    void noVenueHasTwoFeesForTheSame() {
        assertEquals(directory.resolve("fees.csv") + ": line 3: the fee of LIT1 for liquidity that is taken stands twice",
                assertThrows(SettingsException.class, () -> read("", "LIT1,taken,1,,\nLIT1,taken,2,,\n")).getMessage());
    }
}
