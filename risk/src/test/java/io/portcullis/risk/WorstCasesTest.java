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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private void buys(String symbol, String shares, String value) {
        worst.put("ACC", symbol, kind, new Contribution("USD", true, false, Money.of(shares), Money.of(value)), 1);
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
        WorstCases.Asked asked = worst.ask("ACC", "IBM", kind, null, new Contribution("USD", true, false, Money.of("10"), Money.of("100")));
        assertEquals("100 100 200", asked.without() + " " + asked.now() + " " + asked.after());
    }
}
