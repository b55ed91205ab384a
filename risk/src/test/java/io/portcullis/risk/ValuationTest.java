package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At which price an order counts as exposure: the reference price is 100, the cushion of orders without a limit 10%. */
class ValuationTest {

    private static final Instrument XYZ = new Instrument("XYZ", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), null);

    private final List<Objection> objections = new ArrayList<>();

    private static PreTradeRisk risk(String... limits) {
        PreTradeRisk risk = new PreTradeRisk(Accounts.of(List.of(new Account("ACC", "USD"))), new RiskSettings(1_000, CurrencyRates.NONE));
        RiskLimits inForce = new RiskLimits();
        inForce.after(Gates.set(limits), 0);
        risk.follow(inForce, new Ledger(), new At100());
        return risk;
    }

    private @Nullable RiskFacts check(Side side, OrdType ordType, @Nullable String price, Instructions instructions) {
        PreTradeRisk risk = risk();
        Conditions conditions = new Conditions(ordType, TimeInForce.DAY, Quantity.of(10), price == null ? null : Price.of(price), 0, instructions);
        return risk.check(new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "XYZ", side, conditions, null), null, XYZ, new At100(),
                objections);
    }

    @ParameterizedTest
    @CsvSource({"STOP, BUY, 105, , , 115.5", "STOP, BUY, 90, , , 110", "STOP, SELL, 95, , , 110", "STOP_LIMIT, BUY, 105, 106, , 106",
        "STOP, BUY, 105, , 2, 115.5", "STOP, BUY, , , 2, 112.2", "STOP, SELL, , , 2, 110", "STOP_LIMIT, SELL, 95, 94, 2, 100",
        "PEGGED, BUY, , 101, , 101", "PEGGED, BUY, , , , 110", "PEGGED, SELL, , 99, , 100"})
    void anOrderCountsWithItsLimitOrWithWhatItMayCostAtMost(OrdType ordType, Side side, @Nullable String stopPx, @Nullable String limit,
            @Nullable String distance, String valuation) {
        Peg peg = ordType == OrdType.PEGGED ? new Peg(Peg.Follows.MARKET, 0, Peg.OffsetType.PRICE)
                : distance == null ? null : new Peg(Peg.Follows.TRAILING_STOP, Price.of(distance).raw(), Peg.OffsetType.PRICE);
        RiskFacts facts = check(side, ordType, limit,
                new Instructions(stopPx == null ? null : Price.of(stopPx), peg, null, null, false, false));
        assertEquals(List.of(), objections);
        assertEquals(Price.of(valuation), facts.valuationPrice());
    }

    @ParameterizedTest
    @CsvSource({"LIMIT, BUY, 101, 0.5, PRICE, 101.5", "LIMIT, BUY, 101, 30, BASIS_POINTS, 101.31", "LIMIT, BUY, 101, 3, TICKS, 101.03",
        "LIMIT, SELL, 101, 0.5, PRICE, 101", "LIMIT, SELL, 99, -0.5, PRICE, 100", "STOP_LIMIT, BUY, 106, 0.5, PRICE, 106.5"})
    void anOrderWithDiscretionCountsWithTheWorstPriceThatItLeaves(OrdType ordType, Side side, String limit, String offset, Peg.OffsetType type,
            String valuation) {
        RiskFacts facts = check(side, ordType, limit, new Instructions(ordType == OrdType.STOP_LIMIT ? Price.of("105") : null, null, null, null, false, false)
                .withDiscretion(new Discretion(Price.of(offset).raw(), type)));
        assertEquals(List.of(), objections);
        assertEquals(Price.of(valuation), facts.valuationPrice());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"BUY | 102 | 1 | ", "SELL | 98 | -1 | ",
        "BUY | 102 | 1.01 | DiscretionOffsetValue(389) 1.01 takes Price(44) 102 to 103.01, which is 3.0% above the reference 100, at most 3% is allowed by the limit account=ACC price-deviation",
        "SELL | 98 | 1.5 | DiscretionOffsetValue(389) 1.5 takes Price(44) 98 to 96.5, which is 3.5% below the reference 100, at most 3% is allowed by the limit account=ACC price-deviation",
        "BUY | 104 | 1 | Price(44) 104 is 4.0% above the reference 100, at most 3% is allowed by the limit account=ACC price-deviation"})
    void theCollarMeasuresTheWorstPriceToo(Side side, String limit, String offset, @Nullable String text) {
        PreTradeRisk risk = risk("account=ACC price-deviation 3");
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of(limit), 0,
                Instructions.NONE.withDiscretion(Discretion.of(Price.of(offset))));
        risk.check(new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "XYZ", side, conditions, null), null, XYZ, new At100(), objections);
        assertEquals(text == null ? List.of() : List.of(text), objections.stream().map(Objection::text).toList());
    }

    @Test
    void theValueOfAnOrderIsThatAtItsWorstPrice() {
        PreTradeRisk risk = risk("account=* order-notional 1004.9 USD");
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10), Price.of("100"), 0,
                Instructions.NONE.withDiscretion(Discretion.of(Price.of("0.5"))));
        assertNull(risk.check(new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "XYZ", Side.BUY, conditions, null), null, XYZ, new At100(),
                objections));
        assertEquals(Refusal.ORDER_NOTIONAL_LIMIT, objections.getFirst().refusal());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"MARKET, none, 60, false, 110", "MARKET, none, 61, false, none", "MARKET, none, 61, true, 110",
        "STOP, none, 61, false, none", "STOP, none, 60, false, 115.5", "PEGGED, none, 61, false, none", "PEGGED, 101, 61, false, 101",
        "LIMIT, 101, 61, false, 101"})
    void anOrderWithoutALimitNeedsAPriceThatIsYoungEnough(OrdType ordType, @Nullable String limit, int age, boolean isOlderUsed, @Nullable String valuation) {
        PreTradeRisk risk = new PreTradeRisk(Accounts.of(List.of(new Account("ACC", "USD"))), new RiskSettings(1_000, CurrencyRates.NONE, Map.of(),
                RiskSettings.DEFAULT_PORTFOLIO_AT_LEAST, new ReferenceAge(Duration.ofSeconds(60), isOlderUsed)));
        risk.follow(new RiskLimits(), new Ledger(), new At100());
        risk.at(TimeUnit.SECONDS.toNanos(1_000));
        Instructions instructions = switch (ordType) {
            case STOP -> Instructions.stop(Price.of("105"));
            case PEGGED -> new Instructions(null, new Peg(Peg.Follows.MARKET, 0, Peg.OffsetType.PRICE), null, null, false, false);
            default -> Instructions.NONE;
        };
        Conditions conditions = new Conditions(ordType, TimeInForce.DAY, Quantity.of(10), limit == null ? null : Price.of(limit), 0, instructions);
        RiskFacts facts = risk.check(new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "XYZ", Side.BUY, conditions, null), null, XYZ,
                new At100(TimeUnit.SECONDS.toNanos(1_000 - age)), objections);
        assertEquals(valuation == null ? List.of("there is no reference price of XYZ of the last 60 s to value an order without a limit with") : List.of(),
                objections.stream().map(Objection::text).toList());
        assertEquals(valuation, facts == null ? null : facts.valuationPrice().toString());
    }

    @Test
    void aStopPriceThatIsTooLargeToCountWithIsRefused() {
        assertNull(check(Side.BUY, OrdType.STOP, null, Instructions.stop(new Price(Long.MAX_VALUE))));
        assertEquals(Refusal.VALUE_OVERFLOW, objections.getFirst().refusal());
        assertEquals("OrderQty(38) 10 at market, StopPx(99) 92233720368.54775807 is too large to count with", objections.getFirst().text());
    }

    private static final class At100 implements Market {

        private final long seen;

        private At100() {
            this(0);
        }

        private At100(long seen) {
            this.seen = seen;
        }

        @Override
        public @Nullable Price referenceSince(String symbol, long earliest) {
            return seen >= earliest ? reference(symbol) : null;
        }

        @Override
        public @Nullable Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public Price reference(String symbol) {
            return Price.of("100");
        }

        @Override
        public @Nullable Price lastTrade(String symbol) {
            return null;
        }

        @Override
        public @Nullable Price best(String symbol, boolean bids) {
            return null;
        }

        @Override
        public Instruments instruments() {
            return new Instruments(List.of(XYZ));
        }
    }
}
