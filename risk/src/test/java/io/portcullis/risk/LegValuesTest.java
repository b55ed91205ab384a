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
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What multi-leg orders count as: ONE has the reference price 100, TWO has 60, BARE has none; the cushion of market orders is 10%. */
class LegValuesTest {

    private static final Instrument STRATEGY = instrument("PAIR", null);
    private static final Instruments ALL = new Instruments(List.of(instrument("ONE", "100"), instrument("TWO", "60"), instrument("BARE", null)));

    private final List<Objection> objections = new ArrayList<>();
    private String[] limits = {};
    private Locates locates = Locates.NOT_NEEDED;

    private static Instrument instrument(String symbol, @Nullable String reference) {
        return new Instrument(symbol, null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), reference == null ? null : Price.of(reference));
    }

    private static Leg leg(String symbol, Side side, String ratio, Map<LegField, String> fields) {
        return new Leg(symbol, side, Quantity.of(ratio), null, null, fields);
    }

    private @Nullable RiskFacts check(@Nullable String price, Leg... legs) {
        Conditions conditions = new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, TimeInForce.DAY, Quantity.of(10),
                price == null ? null : Price.of(price), 0, Instructions.multileg(new Strategy(List.of(legs))));
        PreTradeRisk risk = new PreTradeRisk(Accounts.of(List.of(new Account("ACC", "USD", null, null, null, null, locates))),
                new RiskSettings(1_000, CurrencyRates.NONE));
        RiskLimits inForce = new RiskLimits();
        inForce.after(Gates.set(limits), 0);
        risk.follow(inForce, new Ledger(), new LastCloses());
        return risk.check(
                new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "PAIR", Side.BUY, conditions, null), null, STRATEGY, new LastCloses(),
                objections);
    }

    private String valuation(@Nullable String price, Leg... legs) {
        RiskFacts facts = check(price, legs);
        assertEquals(List.of(), objections);
        return facts.valuationPrice().toString();
    }

    @Test
    void legsDoNotMakeUpForEachOther() {
        assertEquals("220", valuation("-20", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of())));
    }

    @Test
    void withoutALimitTheCushionOfMarketOrdersIsAdded() {
        assertEquals("242", valuation(null, leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of())));
    }

    @Test
    void aLimitThatIsMoreCountsWhateverItsSign() {
        assertEquals("500", valuation("-500", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of())));
    }

    @Test
    void anOptionCountsForWhatItsContractIsAbout() {
        Map<LegField, String> option = Map.of(LegField.CFI_CODE, "OC");
        assertEquals("16000", valuation("1", leg("ONE", Side.BUY, "1", option), leg("TWO", Side.SELL, "1", option)));
        assertEquals("1060", valuation("1", leg("ONE", Side.BUY, "1", Map.of(LegField.CFI_CODE, "OC", LegField.CONTRACT_MULTIPLIER, "10")),
                leg("TWO", Side.SELL, "1", Map.of())));
    }

    @Test
    void aFutureWithoutItsMultiplierCannotBeValued() {
        assertNull(check("1", leg("ONE", Side.BUY, "1", Map.of(LegField.SECURITY_TYPE, "FUT")), leg("TWO", Side.SELL, "1", Map.of())));
        assertEquals("leg 1: LegContractMultiplier(614) is missing in a leg that is a future: its value depends on it", objections.getFirst().text());
    }

    @Test
    void aLegWithoutAReferencePriceCannotBeValued() {
        assertNull(check("1", leg("ONE", Side.BUY, "1", Map.of()), leg("BARE", Side.SELL, "1", Map.of())));
        assertEquals(new Objection(Refusal.NO_REFERENCE_PRICE, "leg 2: there is no reference price of BARE to value it with"), objections.getFirst());
    }

    @Test
    void eachLegHasToBeWithinTheLargestQuantity() {
        limits = new String[]{"account=ACC order-quantity 15"};
        assertNull(check("-20", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of())));
        assertEquals("leg 2: LegRatioQty(623) times OrderQty(38) must not exceed 15 by the limit account=ACC order-quantity, was 20",
                objections.getFirst().text());
    }

    @Test
    void theWholeCountsAgainstTheOtherLimits() {
        limits = new String[]{"account=ACC order-notional 2000 USD", "account=* open-notional 2100 USD"};
        assertNull(check("-20", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of())));
        assertEquals(List.of(Refusal.ORDER_NOTIONAL_LIMIT, Refusal.OPEN_EXPOSURE_LIMIT), objections.stream().map(Objection::refusal).toList());
    }

    @Test
    void theCollarMeasuresTheNetPriceByWhatAllLegsAreWorth() {
        limits = new String[]{"account=ACC price-deviation 5"};
        Leg one = leg("ONE", Side.BUY, "1", Map.of());
        Leg two = leg("TWO", Side.SELL, "2", Map.of());
        assertEquals("220", valuation("-30", one, two));
        assertNull(check("-40", one, two));
        assertEquals(
                "Price(44) -40 is below what the legs cost at reference prices, -20, by more than 5% of what they are worth together, 220, which is what the limit account=ACC price-deviation allows",
                objections.getFirst().text());
    }

    private static final class LastCloses implements Market {
        @Override
        public @Nullable Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public @Nullable Price reference(String symbol) {
            return null;
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
            return ALL;
        }
    }

    @Test
    void anOrderIsRestrictedIfOneOfItsLegsIs() {
        limits = new String[]{"symbol=TWO side=sell restricted yes"};
        check("1", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL, "2", Map.of()));
        assertEquals(List.of("leg 2: orders of symbol=TWO side=sell are restricted"), objections.stream().map(Objection::text).toList());
        objections.clear();
        check("1", leg("ONE", Side.SELL, "1", Map.of()), leg("TWO", Side.BUY, "2", Map.of()));
        assertEquals(List.of(), objections);
    }

    @Test
    void aLegThatIsSoldShortIsRefusedWhereLocatesAreNeeded() {
        locates = Locates.OURS;
        check("1", leg("ONE", Side.BUY, "1", Map.of()), leg("TWO", Side.SELL_SHORT, "2", Map.of()));
        assertEquals(List.of("leg 2: account ACC needs locates for short sales, and a multi-leg order can't be made on one"),
                objections.stream().map(Objection::text).toList());
    }
}
