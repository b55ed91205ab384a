package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.LegWriter;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Strategy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/**
 * What reports say of the legs of a multi-leg order: of the order all of them, with MultiLegReportingType(442)=3; of an execution of one leg that one, with 442=2. Versions
 * before FIX 4.3 have no words for either: there, in copies, it stands in Text(58), and an execution of a leg is no execution.
 */
final class LegTelling {

    private static final int REPORTING_TYPE = 442;
    private static final char LEG = '2';
    private static final char STRATEGY = '3';
    private static final int NO_LEGS = 555;
    private static final int LEG_SYMBOL = 600;
    private static final int LEG_SIDE = 624;
    private static final int LEG_REF_ID = 654;

    private final LegWriter writer;
    private final Ids ids;

    LegTelling(DataDictionary dictionary, Ids ids) {
        this.writer = new LegWriter(dictionary, "8");
        this.ids = ids;
    }

    boolean hasWords() {
        return writer.hasWords();
    }

    /** Behind what the report of the order has: its text, and its legs last, because they are many. */
    void tell(Strategy strategy, @Nullable String text, FixBody to) {
        if (writer.hasWords()) {
            optional(text, to);
            to.putChar(REPORTING_TYPE, STRATEGY);
            writer.write(strategy, to);
        } else {
            String legs = "multi-leg order: " + strategy.text();
            to.put(Tags.TEXT, text == null ? legs : text + "; " + legs);
        }
    }

    private static void optional(@Nullable String text, FixBody to) {
        if (text != null) {
            to.put(Tags.TEXT, text);
        }
    }

    /** Behind what the report has of the leg. */
    void tell(Effect.LegExecution e, FixBody to) {
        to.putChar(REPORTING_TYPE, LEG).put(NO_LEGS, 1).put(LEG_SYMBOL, e.report().symbol());
        if (e.report().side() != null) {
            to.putChar(LEG_SIDE, e.report().side().code());
        }
        if (!e.refId().isEmpty()) {
            to.put(LEG_REF_ID, e.refId());
        }
    }

    /** For versions that can't tell a leg from the order: how the order stands, and in words what became of the leg. */
    Effect.ExecutionReport asStatus(Effect.LegExecution e) {
        Effect.ExecutionReport r = e.report();
        String leg = "leg" + (e.refId().isEmpty() ? "" : " " + e.refId()) + ", " + (r.side() == null ? "" : r.side().name().toLowerCase(Locale.ROOT) + " ")
                + r.symbol();
        String what = switch (r.execType()) {
            case TRADE_CANCEL -> leg + ": execution " + ids.execId(r.execRefId()) + " was busted";
            case TRADE_CORRECT -> leg + ": execution " + ids.execId(r.execRefId()) + " was corrected to " + r.lastQty() + " at " + r.lastPx();
            default -> leg + ": " + r.lastQty() + " executed at " + r.lastPx();
        };
        return new Effect.ExecutionReport(r.mark(), r.session(), r.transactTime(), r.orderId(), r.execId(), 0, ExecType.ORDER_STATUS, r.ordStatus(),
                r.clOrdId(),
                null, r.account(), e.strategySymbol(), e.strategySide(), r.orderQty(), null, Quantity.ZERO, null, r.leavesQty(), r.cumQty(), r.avgPx(), null,
                r.ordRejReason(), null, what, null, r.carried());
    }
}
