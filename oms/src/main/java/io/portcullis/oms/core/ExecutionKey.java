package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import org.jspecify.annotations.Nullable;

/**
 * By what a venue's executions of one order are told apart: two reports that agree in it tell of the same one, which counts once. Executions of different orders are always different ones, so that an ExecID(17) need be
 * unique for one order, or one side, only.
 */
public enum ExecutionKey {
    /** ExecID(17), CumQty(14) and TradeDate(75), as far as both reports have them: for venues that use an ExecID more than once within an order. */
    EXEC_ID_CUM_QTY,
    /** ExecID(17) and TradeDate(75): for venues that begin their ExecIDs anew each day, and tell an execution again with what was executed since. */
    EXEC_ID_DAY,
    /** ExecID(17) alone: for venues that never use one twice, and tell an execution again with what was executed since. */
    EXEC_ID;

    /** Null if it is not booked yet. */
    @Nullable
    Fill booked(ChildOrder child, VenueReport c) {
        return switch (this) {
            case EXEC_ID_CUM_QTY -> child.fillOf(c.execId(), c.cumQty(), c.tradeDate());
            case EXEC_ID_DAY -> child.fillOf(c.execId(), null, c.tradeDate());
            case EXEC_ID -> child.fillOf(c.execId(), null, null);
        };
    }

    /** A report of an execution that is booked has other numbers, and nothing has changed it: either is wrong, and perhaps it is another execution. */
    boolean isDoubtful(Fill booked, VenueReport c) {
        return this != EXEC_ID_CUM_QTY && booked.otherExecIds().isEmpty() && (!booked.lastQty().equals(c.lastQty()) || !booked.lastPx().equals(c.lastPx()));
    }
}
