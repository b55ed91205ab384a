package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command.EndDay;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ONE is 100 IBM short at 10, and two shares are made of one from tomorrow on: at prices of old shares the 200 would look like a loss. */
class LossesAcrossASplitTest {

    private final RiskDesk desk = new RiskDesk();

    @BeforeEach
    void theSplitIsAppliedInTheEvening() {
        desk.limits("account=* day-loss 100 USD", "account=* margin 100000 USD").told();
        assertNull(desk.decide(new EnterPositions(List.of(new EnterPositions.Position("ONE", "IBM", Quantity.of(-100), Price.of("10"))), "ann", "as told")));
        assertNull(desk.decide(new EndDay(LocalDate.of(2026, 11, 20), "the calendar", "its time is over")));
        assertNull(desk.apply(CorporateAction.split("IBM", LocalDate.of(2026, 11, 21), new Ratio(2, 1))));
        desk.pass(Duration.ofSeconds(1));
    }

    private int kills(String price) {
        desk.trades(price).pass(Duration.ofSeconds(1));
        return desk.state().kills().inForce().size();
    }

    @Test
    void aMovedPriceOfTheEveningIsOfOldShares() {
        assertEquals(0, kills("10.5"));
        assertEquals("0", desk.used("account=ONE day-loss", "USD"));
        assertEquals("500", desk.used("account=ONE margin", "USD"));
        desk.restart();
        assertEquals(0, kills("10.6"));
        assertEquals("500", desk.used("account=ONE margin", "USD"));
    }

    /** The close of the instruments is 10 still. */
    @Test
    void onTheExDateThePriceOfTheEveningIsNotBelievedAndTheNextOneIs() {
        kills("11");
        desk.nextDay();
        assertEquals(0, kills("11"));
        assertEquals(1, kills("10.5"));
    }

    @Test
    void afterARestartOnTheExDateTheFirstPriceIsNotBelieved() {
        kills("11");
        desk.nextDay();
        assertEquals(0, kills("9"));
        desk.trades("11").restart();
        assertEquals(0, kills("11"));
        assertEquals(1, kills("10.6"));
    }

    @Test
    void afterARestartFromASnapshotOnTheFirstTradingDaySinceTheExDateItIsNotBelievedEither() {
        kills("11");
        desk.dayAfterNext();
        assertEquals(0, kills("9"));
        desk.trades("11").restartFromASnapshot();
        assertEquals(0, kills("11"));
        assertEquals(1, kills("10.6"));
    }
}
