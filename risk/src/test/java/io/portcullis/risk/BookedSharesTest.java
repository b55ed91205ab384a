package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Ratio;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BookedSharesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Map<String, Price> market = new HashMap<>(Map.of("IBM", Price.of("200")));
    private final BookedShares booked = booked();

    private BookedShares booked() {
        InstrumentClasses kinds = new InstrumentClasses();
        return new BookedShares(List.of(), new InForce(), kinds, _ -> null, market::get,
                new WorstCases(new InForce(), kinds, _ -> null, market::get, _ -> null, () -> RiskSettings.DEFAULT));
    }

    @Test
    void thePriceOfBeforeASplitIsOfOldSharesUntilTheMarketShowsAnother() {
        assertFalse(booked.isOfOldShares("IBM"));
        booked.adjusted("IBM", false);
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("50.5"));
        assertFalse(booked.isOfOldShares("IBM"));
        assertFalse(booked.isOfOldShares("KO"));
    }

    @Test
    void inTheEveningBeforeTheExDateAllPricesAreOfOldShares() {
        booked.adjusted("IBM", true);
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("202"));
        assertTrue(booked.isOfOldShares("IBM"));
        booked.dayStarts(List.of());
        assertTrue(booked.isOfOldShares("IBM")); // a day before it
        market.put("IBM", Price.of("203"));
        booked.dayStarts(List.of("IBM"));
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("50.5"));
        assertFalse(booked.isOfOldShares("IBM"));
    }

    @Test
    void afterARestartInTheEveningAllPricesAreOfOldSharesToo() {
        booked.follow(splitOn(MONDAY), MONDAY.minusDays(4), MONDAY.minusDays(3));
        market.put("IBM", Price.of("202"));
        assertTrue(booked.isOfOldShares("IBM"));
        assertFalse(booked.isOfOldShares("KO"));
    }

    /** It may be yesterday's last trade. */
    @Test
    void afterARestartOnTheExDateTheFirstPriceMayBeOfOldShares() {
        market.clear();
        booked.follow(splitOn(MONDAY), MONDAY.minusDays(3), MONDAY);
        assertFalse(booked.isOfOldShares("IBM")); // there is none
        market.put("IBM", Price.of("200"));
        assertTrue(booked.isOfOldShares("IBM"));
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("50.5"));
        assertFalse(booked.isOfOldShares("IBM"));
    }

    @Test
    void afterTheExDateAPriceIsBelieved() {
        market.clear();
        booked.follow(splitOn(MONDAY), MONDAY, MONDAY.plusDays(1));
        market.put("IBM", Price.of("51"));
        assertFalse(booked.isOfOldShares("IBM"));
    }

    /** What the market showed last is of the trading day before it. */
    @Test
    void afterARestartOnTheFirstTradingDaySinceTheExDateTheFirstPriceMayBeOfOldSharesToo() {
        market.clear();
        booked.follow(splitOn(MONDAY), MONDAY.minusDays(3), MONDAY.plusDays(1));
        market.put("IBM", Price.of("200"));
        assertTrue(booked.isOfOldShares("IBM"));
        market.put("IBM", Price.of("50.5"));
        assertFalse(booked.isOfOldShares("IBM"));
    }

    @Test
    void whatIsOnlyCalledOtherwiseIsNotDoubtedWhenItIsSeenFirst() {
        booked.renamed("META");
        market.put("META", Price.of("600"));
        assertFalse(booked.isOfOldShares("META"));
    }

    private static CorporateActions splitOn(LocalDate exDate) {
        ShardState state = new ShardState();
        state.after(new Event.CorporateActionTold(
                new CorporateActionFact.Started(CorporateAction.split("IBM", exDate, Ratio.of("4:1")), false, "", 0, "ann", "a test")), 0);
        return state.corporateActions();
    }
}
