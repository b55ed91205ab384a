package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Scope;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Limits: which are in force, how they are used, what is proposed, and that they become others. Complete on any thread. */
public interface LimitsDesk {

    /**
     * One in force.
     *
     * @param approver null if nobody had to approve it
     * @param time since when, epoch nanoseconds
     */
    record Standing(Limit limit, String user, @Nullable String approver, String reason, long time) {
    }

    /**
     * How one is used somewhere.
     *
     * @param of each value as it is there: {@code account=ACME symbol=IBM}
     * @param used null if what is open can't be reckoned in the limit's currency, or a risk metric is not known
     * @param measured when it was so, epoch nanoseconds; 0 for now
     */
    record Use(String of, Limit limit, @Nullable String used, long measured) {

        /** As it is now. */
        public Use(String of, Limit limit, @Nullable String used) {
            this(of, limit, used, 0);
        }
    }

    /**
     * One that waits for a second person.
     *
     * @param changes each in words
     * @param time since when, epoch nanoseconds
     * @param expires until when, epoch nanoseconds
     */
    record Proposal(long id, List<String> changes, String user, String reason, long time, long expires) {
    }

    /** All at one moment. */
    record View(List<Standing> inForce, List<Use> uses, List<Proposal> proposals) {
    }

    /** What a limit shall be. @param limit null if there shall be none */
    record Wanted(LimitKey key, @Nullable Limit limit) {
    }

    /** An open order of what is restricted. @param restrictedBy the limit's scope */
    record AffectedOrder(String orderId, String clOrdId, String session, @Nullable String account, String symbol, String side, String leavesQty,
            String restrictedBy) {
    }

    /** The first of them, and how many there are. */
    record Affected(int count, List<AffectedOrder> orders) {
    }

    CompletionStage<View> view();

    /**
     * A limit that holds for an order.
     *
     * @param of each value as it is there
     * @param used now; null if it is on one order alone, or what is open can't be reckoned in its currency
     * @param since when it is as it is, epoch nanoseconds
     */
    record OnOrder(String of, Limit limit, @Nullable String used, long since) {
    }

    /** Those that hold for such an order now. */
    CompletionStage<List<OnOrder>> on(OrderTerms terms);

    /** Open orders that would be refused now if they were new. @param scope of the limit by which they are restricted; null for whichever */
    CompletionStage<Affected> affected(@Nullable Scope scope);

    /** They are canceled, those of one limit. */
    CompletionStage<Answer> cancelAffected(Scope scope, Instruction instruction);

    /** At once, or proposed to a second person: the answer says which. What is so already is left out. */
    CompletionStage<Answer> change(List<Wanted> wanted, Instruction instruction);

    /** A second person lets a proposal pass, or nobody does. */
    CompletionStage<Answer> settle(long proposalId, boolean isApproved, Instruction instruction);
}
