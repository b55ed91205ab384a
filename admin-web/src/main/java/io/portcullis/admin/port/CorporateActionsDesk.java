package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.types.CorporateAction;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Corporate actions: what one would make of the orders that are there, that it is applied, and which were. Complete on any thread. */
public interface CorporateActionsDesk {

    /**
     * What it would make of each order.
     *
     * @param text the corporate action in words
     * @param digest names this preview: it has to be given to apply it
     * @param objection what speaks against applying it now; null if nothing does
     * @param orders how many it is about, of which not all need be among the rows
     * @param changes how many of them it changes or cancels
     */
    record Preview(String text, String digest, @Nullable String objection, int orders, int changes, List<Row> rows) {
    }

    /**
     * An order before and after it.
     *
     * @param orderId the number behind its OrderID(37)
     * @param outcome {@code adjusted}, {@code canceled} or {@code as-it-is}
     * @param remarks what is odd about it, in words
     */
    record Row(long orderId, String session, String clOrdId, @Nullable String account, String side, String outcome, Terms before, Terms then,
            List<String> remarks) {
    }

    /** How an order stands, in the words of FIX; null is said of what it does not have. */
    record Terms(String symbol, String orderQty, String cumQty, String leavesQty, @Nullable String price, @Nullable String stopPx, @Nullable String pegOffset,
            @Nullable String discretion, @Nullable String display, @Nullable String minQty) {
    }

    /**
     * One that was applied.
     *
     * @param orders how many it was about when it began
     * @param isDone false while orders still wait for their turn
     * @param time when, epoch nanoseconds
     */
    record Applied(String id, String text, LocalDate exDate, int orders, int adjusted, int canceled, boolean isDone, String user, String reason, long time) {
    }

    CompletionStage<Preview> preview(CorporateAction action);

    /** Refused if the orders do not stand any more as that preview showed them. */
    CompletionStage<Answer> apply(CorporateAction action, String digest, Instruction instruction);

    /** Oldest first. */
    CompletionStage<List<Applied>> applied();
}
