package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.instrument.BandRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Price bands of more instruments than have their turn in one record. */
class WorkedOutBandsOfManyTest extends OnADesk {

    @Override
    int step() {
        return 211;
    }

    private int withBands() {
        return (int) desk.state.markets().all().stream().filter(standing -> standing.bands() != null).count();
    }

    @Test
    void theyMoveByAndByWhenTheyAllMoveAtOnce() {
        List<String> symbols = IntStream.range(0, 450).mapToObj(i -> "M" + i).toList();
        desk.alsoHas(symbols, "tech").tradeBy(
                new MarketRules(false, false, Set.of(), Set.of(), Set.of(), new BandRules(Map.of("XNYS", BandRule.of("luld-1")), null, null)));
        for (String price : List.of("20", "21")) {
            desk.trades(price);
            symbols.forEach(symbol -> desk.house(new Command.MarketMoved(symbol)));
        }
        assertEquals(451, withBands());
        desk.tradeBy(MarketRules.DEFAULT).wait(1);
        assertEquals(251, withBands());
        assertTrue(desk.isBehind());
        desk.wait(0);
        assertEquals(51, withBands());
        desk.wait(0);
        assertEquals(0, withBands());
        assertFalse(desk.isBehind());
    }
}
