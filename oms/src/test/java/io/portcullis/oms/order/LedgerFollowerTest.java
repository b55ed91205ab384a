package io.portcullis.oms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those are told who follow what is held. */
class LedgerFollowerTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final List<String> told = new ArrayList<>();

    private final class WritesDown implements Ledger.Follower {
        @Override
        public void executed(Ledger.Of of, Money quantity, Money value, boolean isOfToday) {
            told.add("executed " + of);
        }

        @Override
        public void adjusted(String symbol, boolean isForTheNextDay) {
            told.add("adjusted " + symbol + (isForTheNextDay ? " for the next day" : ""));
        }

        @Override
        public void renamed(String symbol) {
            told.add("renamed " + symbol);
        }

        @Override
        public void dayStarts(Collection<String> adjusted) {
            told.add("day starts " + adjusted);
        }

        @Override
        public void anew() {
            told.add("anew");
        }
    }

    /** It was applied on the evening before, and the market went on with old shares. */
    @Test
    void onTheExDatePricesOfTheEveningAreOfOldSharesToo() {
        CorporateActions actions = new CorporateActions();
        actions.after(new CorporateActionFact.Started(CorporateAction.split("IBM", MONDAY.plusDays(1), Ratio.of("4:1")), false, "", 0, "ann", "a test"), 0);
        actions.after(new CorporateActionFact.Started(CorporateAction.change("FB", MONDAY.plusDays(1), "META"), false, "", 0, "ann", "a test"), 0);
        Ledger ledger = new Ledger();
        ledger.follow(new WritesDown());
        ledger.startDay(actions.symbolsBetween(MONDAY.minusDays(3), MONDAY));
        assertEquals(List.of("day starts []", "anew"), told);
        told.clear();
        ledger.startDay(actions.symbolsBetween(MONDAY, MONDAY.plusDays(2))); // on Tuesday nobody traded
        assertEquals(List.of("day starts [IBM]", "anew"), told);
    }
}
