package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookedSharesTest {

    private final Map<String, Price> market = new HashMap<>(Map.of("IBM", Price.of("200")));
    private final BookedShares booked = new BookedShares(List.of(), new InForce(), new InstrumentClasses(), _ -> null, market::get);

    @Test
    void thePriceOfBeforeASplitIsOfOldSharesUntilTheMarketShowsAnother() {
        assertFalse(booked.isOfOldShares("IBM"));
        booked.adjusted("IBM");
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("50.5"));
        assertFalse(booked.isOfOldShares("IBM"));
        assertFalse(booked.isOfOldShares("KO"));
    }
}
