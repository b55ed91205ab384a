package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorstCasesTest {

    private final Map<String, Price> live = new HashMap<>();
    private final Map<String, Price> closes = new HashMap<>();
    private final InForce limits = new InForce();
    private final WorstCases worst = new WorstCases(limits, new InstrumentClasses(), _ -> null, live::get, closes::get, () -> RiskSettings.DEFAULT);
    private final Projection each = new Projection(List.of(Dimension.ACCOUNT),
            new Backings(List.of(), new Accounts(Map.of()), RiskSettings.DEFAULT));
    private final InstrumentClass kind = new InstrumentClass("USD", null, null, null, null, null);

    private Cell cell() {
        return each.of(List.of("ACC"), limits.version());
    }

    private static WorstCases.Key key(String symbol, @Nullable String firstLeg) {
        return new WorstCases.Key("ACC", symbol, firstLeg);
    }

    private void buys(String symbol, String shares, String value) {
        worst.put(key(symbol, null), kind, new Contribution("USD", true, false, Money.of(shares), Money.of(value)), 1);
    }

    @Test
    void nothingIsKeptAsLongAsNoLimitAsksForIt() {
        buys("IBM", "10", "1000");
        assertFalse(worst.isOn());
        assertTrue(worst.addUpIn(List.of(each)));
        assertFalse(worst.addUpIn(List.of(each)));
        assertEquals(Money.ZERO, cell().worst(Measure.LEVERAGE, "USD", CurrencyRates.NONE));
        buys("IBM", "10", "1000");
        assertEquals(Money.of("1000"), cell().worst(Measure.LEVERAGE, "USD", CurrencyRates.NONE));
    }

    @Test
    void whatHasNoPriceIsNamedUntilItHasOne() {
        worst.addUpIn(List.of(each));
        worst.hold(new Ledger.Held("ACC", "XYZ"), Money.of("10"), Money.ZERO);
        assertTrue(cell().hasUnpriced());
        assertEquals("XYZ (not known as an instrument any more) in account ACC", worst.unpricedIn(each, cell()));
        buys("XYZ", "0", "0"); // as what it is now
        assertEquals("XYZ in account ACC", worst.unpricedIn(each, cell()));
        closes.put("XYZ", Price.of("7"));
        worst.valueAnew();
        assertFalse(cell().hasUnpriced());
        assertNull(worst.unpricedIn(each, cell()));
    }

    /** At the average of what is open, as far as it goes beyond what is owed. */
    @Test
    void whatIsBoughtBackCountsNothing() {
        worst.addUpIn(List.of(each));
        live.put("IBM", Price.of("10"));
        worst.hold(new Ledger.Held("ACC", "IBM"), Money.of("10").negated(), Money.of("100").negated());
        buys("IBM", "10", "300");
        WorstCases.Asked asked = worst.ask(key("IBM", null), kind, null, new Contribution("USD", true, false, Money.of("10"), Money.of("100")));
        assertEquals("100 100 200", asked.without() + " " + asked.now() + " " + asked.after());
    }

    private static InstrumentClass of(String sector) {
        return new InstrumentClass("USD", sector, null, null, null, null);
    }

    private static Contribution legs(String value) {
        return new Contribution("USD", true, true, Money.of("1"), Money.of(value));
    }

    private static String used(Projection sectors) {
        List<String> used = new ArrayList<>();
        sectors.cells().forEach(cell -> used.add(cell + " " + cell.worst(Measure.LEVERAGE, "USD", CurrencyRates.NONE)));
        return String.join(", ", used);
    }

    /** By the kind of their first leg, whatever their Symbol(55) is. */
    @Test
    void multilegOrdersOfOneSymbolCountEachWhereTheirLegsAre() {
        Projection sectors = new Projection(List.of(Dimension.SECTOR), new Backings(List.of(), new Accounts(Map.of()), RiskSettings.DEFAULT));
        worst.addUpIn(List.of(sectors));
        worst.put(key("PAIR", "IBM"), of("tech"), legs("100"), 1);
        worst.put(key("PAIR", "VOD"), of("telecom"), legs("30"), 1);
        assertEquals("0 30", worst.ask(key("PAIR", "SAP"), of("tech"), null, legs("30")).now() + " "
                + worst.ask(key("PAIR", "VOD"), of("telecom"), legs("30"), legs("50")).now());
        assertEquals("sector=tech 100, sector=telecom 30", used(sectors));
        worst.put(key("PAIR", "IBM"), of("tech"), legs("100"), -1);
        worst.put(key("PAIR", "VOD"), of("telecom"), legs("30"), -1);
        assertEquals("sector=tech 0, sector=telecom 0", used(sectors));
    }

    @Test
    void whatBecomesOfAnotherKindIsCountedThereAndNoMoreWhereItWas() {
        Projection sectors = new Projection(List.of(Dimension.SECTOR), new Backings(List.of(), new Accounts(Map.of()), RiskSettings.DEFAULT));
        worst.addUpIn(List.of(sectors));
        worst.put(key("IBM", null), of("tech"), legs("100"), 1);
        worst.put(key("IBM", null), of("finance"), legs("30"), 1);
        assertEquals("sector=tech 0, sector=finance 130", used(sectors));
    }

    @Test
    void nothingIsKeptOfWhatOnlyWasAskedForNorOfWhatIsOver() {
        worst.addUpIn(List.of(each));
        worst.ask(key("IBM", null), kind, null, legs("10"));
        assertEquals(0, worst.lines());
        buys("IBM", "10", "1000");
        worst.hold(new Ledger.Held("ACC", "XYZ"), Money.of("10"), Money.of("70"));
        worst.hold(new Ledger.Held("ACC", "VOD"), Money.of("10"), Money.of("70"));
        assertEquals(3, worst.lines());
        worst.put(key("IBM", null), kind, new Contribution("USD", true, false, Money.of("10"), Money.of("1000")), -1);
        worst.hold(new Ledger.Held("ACC", "XYZ"), Money.of("10").negated(), Money.of("80").negated());
        assertEquals(1, worst.lines());
        worst.clearHeld();
        assertEquals(0, worst.lines());
        assertEquals(Money.ZERO, cell().worst(Measure.LEVERAGE, "USD", CurrencyRates.NONE));
    }
}
