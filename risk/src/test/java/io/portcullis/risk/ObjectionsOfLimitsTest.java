package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a limit objects to, its objection has the number of that limit: a dry run tells by it what is refused by a limit that is tried. */
class ObjectionsOfLimitsTest {

    private static final Traits KNOWN = new Traits("tech", "equity", Quantity.of(10), null, null, new BigDecimal("2"));

    private @Nullable Price reference = Price.of("10");

    /** Of an order to buy 100 at 10, by an account that may have a capital. */
    private List<Objection> objections(String limit, String currency, Traits traits, @Nullable String capital) {
        Instrument instrument = new Instrument("IBM", null, "XNYS", currency, TickTable.of(Price.of("0.01")), Quantity.of(1), null, Map.of(), traits);
        PreTradeRisk risk = new PreTradeRisk(
                Accounts.of(List.of(new Account("ACC", "USD", null, null, null, null, Locates.NOT_NEEDED, capital == null ? null : Account.Capital.of(capital),
                        Set.of(), false))),
                new RiskSettings(1_000, new CurrencyRates("USD", Map.of()), Map.of(), new BigDecimal("1")));
        RiskLimits inForce = new RiskLimits();
        inForce.after(Gates.set("firm open-orders 1000", limit), 0);
        Market market = new OneInstrument(new Instruments(List.of(instrument)), reference);
        risk.follow(inForce, new Ledger(), market);
        List<Objection> objections = new ArrayList<>();
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0);
        assertNull(risk.check(new OrderTerms(new SessionKey("CLIENT1"), new ClOrdId("A"), "ACC", "IBM", Side.BUY, conditions, null), null, instrument, market,
                objections));
        return objections;
    }

    private void isOfTheLimit(Refusal refusal, List<Objection> objections) {
        assertEquals(List.of(refusal), objections.stream().map(Objection::refusal).toList());
        assertEquals(List.of(2), objections.stream().map(Objection::limit).toList(), objections::toString);
    }

    static Stream<Measure> measures() {
        Set<Measure> beyond = EnumSet.allOf(Measure.class);
        beyond.removeIf(measure -> measure.isBreaker() || measure == Measure.METRIC // kill, and object to nothing
                || measure.isOfPositions() && measure.text().startsWith("short") || measure.text().contains("-sell-") // an order to buy can't exceed them
                || measure == Measure.ORDER_RATE || measure == Measure.DAY_LOSS || measure == Measure.PRICE_DEVIATION); // need more than one order
        return beyond.stream();
    }

    @ParameterizedTest
    @MethodSource("measures")
    void whatIsMoreThanALimit(Measure measure) {
        String most = measure.unit() == Measure.Unit.YES_OR_NO ? "yes" : measure.text().startsWith("day-executed") ? "0" : "0.5";
        String amount = measure.unit() == Measure.Unit.COUNT ? "0" : most;
        isOfTheLimit(measure.refusal(),
                objections("symbol=IBM " + measure.text() + " " + amount + (measure.unit() == Measure.Unit.MONEY ? " USD" : ""), "USD", KNOWN, "100 USD"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_ADV", "ORDER_VOLATILITY", "LEVERAGE"})
    void whatNeedsWhatOurFilesLack(Measure measure) {
        isOfTheLimit(Refusal.LIMIT_DATA_MISSING,
                objections("symbol=IBM " + measure.text() + " 100" + (measure.unit() == Measure.Unit.MONEY ? " USD" : ""), "USD", Traits.NONE, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_NOTIONAL", "ORDER_VOLATILITY", "OPEN_NOTIONAL", "OPEN_BUY_NOTIONAL", "OPEN_NET_NOTIONAL", "DAY_NOTIONAL", "LONG_NOTIONAL",
        "DAY_EXECUTED_NOTIONAL", "EXECUTED_NOTIONAL", "MARGIN", "LEVERAGE", "CONCENTRATION"})
    void whatNeedsARate(Measure measure) {
        isOfTheLimit(Refusal.NO_CURRENCY_RATE,
                objections(
                        "symbol=IBM " + measure.text() + " 100" + (measure.isOfRecent() ? "/60s" : "") + (measure.unit() == Measure.Unit.MONEY ? " USD" : ""),
                        "GBP", KNOWN, "100 USD"));
    }

    @Test
    void aPriceThatIsTooFarOrHasNothingToBeHeldAgainst() {
        reference = Price.of("5");
        isOfTheLimit(Refusal.PRICE_COLLAR, objections("symbol=IBM price-deviation 1", "USD", KNOWN, null));
        reference = null;
        isOfTheLimit(Refusal.NO_REFERENCE_PRICE, objections("symbol=IBM price-deviation 1", "USD", KNOWN, null));
    }

    private record OneInstrument(Instruments instruments, @Nullable Price price) implements Market {

        @Override
        public @Nullable Book book(VenueId venue, String symbol) {
            return null;
        }

        @Override
        public @Nullable Price reference(String symbol) {
            return price;
        }

        @Override
        public @Nullable Price lastTrade(String symbol) {
            return null;
        }

        @Override
        public @Nullable Price best(String symbol, boolean bids) {
            return null;
        }
    }
}
