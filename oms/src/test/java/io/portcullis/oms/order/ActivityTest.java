package io.portcullis.oms.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.order.SlidingCounts.Kind;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose things are told apart where there are very many. */
class ActivityTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final SessionKey SESSION = new SessionKey("CLIENT1");

    private final Activity activity = new Activity();
    private int id;

    @BeforeEach
    void oneLimit() {
        LimitKey key = new LimitKey(Scope.of("firm"), Measure.REJECTS);
        Limit limit = new Limit(key, new BigDecimal("5"), null, 0, Window.ALWAYS, Breaker.of(Measure.REJECTS, "5/1m", null));
        RiskLimits limits = new RiskLimits();
        LimitFact fact = new LimitFact.Changed(List.of(new LimitChange(key, null, limit)), 0, "ann", null, "as agreed");
        limits.after(fact, MINUTE);
        activity.after(fact, limits);
    }

    private void refuse(String account, String symbol, Refusal... why) {
        refuseOf(null, account, symbol, why);
    }

    private void refuseOf(@Nullable String trader, String account, String symbol, Refusal... why) {
        Conditions conditions = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(1), Price.of("1"), 0).of(Originator.of(trader, null, null));
        Event.OrderTerms terms = new Event.OrderTerms(SESSION, new ClOrdId("C" + ++id), account, symbol, Side.BUY, conditions, null);
        activity.after(new Event.OrderRefused(id, terms, List.of(why).stream().map(each -> new Objection(each, "")).toList()), null, false, MINUTE);
    }

    private long rejects(String account, String symbol, Side side) {
        SlidingCounts counts = activity.within(MINUTE).get(new Activity.Of(SESSION, account, symbol, side, null));
        return counts == null ? 0 : counts.count(Kind.REJECTS, MINUTE);
    }

    @Test
    void namesThatNobodyKnowsAreNotToldApart() {
        for (int i = 0; i < 100; i++) {
            refuse("A" + i, "IBM", Refusal.ACCOUNT_NOT_ALLOWED);
            refuse("ACME", "S" + i, Refusal.OFF_LOT, Refusal.UNKNOWN_SYMBOL);
            refuse("A" + i, "S" + i, Refusal.ACCOUNT_NOT_ALLOWED, Refusal.UNKNOWN_SYMBOL);
        }
        assertEquals(3, activity.within(MINUTE).size());
        assertEquals(100, rejects(null, "IBM", Side.BUY));
        assertEquals(100, rejects("ACME", null, Side.BUY));
        assertEquals(100, rejects(null, null, Side.BUY));
    }

    @Test
    void whatIsTooMuchToTellApartKeepsItsSymbolAsLongAsThatCanBe() {
        for (int i = 0; i < 10_003; i++) {
            refuse("A" + i, "IBM", Refusal.ORDER_QUANTITY_LIMIT);
        }
        assertEquals(3, rejects(null, "IBM", null));
        assertEquals(1, rejects("A9999", "IBM", Side.BUY));
        for (int i = 0; i < 10_003; i++) {
            refuse("ACME", "S" + i, Refusal.ORDER_QUANTITY_LIMIT);
        }
        assertEquals(1, rejects(null, "S9998", null));
        assertEquals(4, rejects(null, null, null));
        refuse("ACME", "IBM", Refusal.ORDER_QUANTITY_LIMIT);
        assertEquals(4, rejects(null, "IBM", null));
        assertTrue(activity.within(MINUTE).size() <= 20_001);
    }

    @Test
    void howeverManyTradersAClientMakesUpTheAccountsOfOthersAreToldApart() {
        for (int i = 0; i < 6_000; i++) {
            refuseOf("T" + i, "ACME", "IBM", Refusal.ORDER_QUANTITY_LIMIT);
        }
        assertEquals(1_000, rejects("ACME", "IBM", Side.BUY));
        refuse("OTHER", "IBM", Refusal.ORDER_QUANTITY_LIMIT);
        assertEquals(1, rejects("OTHER", "IBM", Side.BUY));
        assertEquals(5_002, activity.within(MINUTE).size());
    }
}
