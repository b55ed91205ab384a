package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.SessionOrder;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.shard.Shard;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The console's commands, put to the shard. */
public final class Operators implements OperatorCommands {

    private static final Pattern ORDER = Pattern.compile("OrderID\\(37\\) (\\d{1,18})\\b");
    private static final Pattern EXECUTION = Pattern.compile("ExecID\\(17\\) (\\d{1,18})\\b");

    private final Shard shard;
    private final SessionSteering steering;
    private final VenueChanges venues;
    private final ClientSessions sessions;
    private final Ids ids;

    public Operators(Shard shard, SessionSteering steering, VenueChanges venues, ClientSessions sessions, Ids ids) {
        this.sessions = sessions;
        this.ids = ids;
        this.venues = venues;
        this.shard = shard;
        this.steering = steering;
    }

    @Override
    public CompletionStage<Answer> halt(Instruction instruction) {
        return submit(new Command.HaltTrading(instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> resume(Instruction instruction) {
        return submit(new Command.ResumeTrading(instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> cancelOrder(long orderId, Instruction instruction) {
        return submit(new Command.CancelOrder(orderId, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> workOrder(long orderId, CareAction action, Instruction instruction) {
        return submit(new Command.WorkOrder(orderId, action, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> actForClient(DeskAction action, Instruction instruction) {
        return action instanceof DeskAction.Enter order ? enter(order, instruction)
                : submit(new Command.ActForClient(action, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> fillBlock(List<Long> orderIds, CareAction.Fill whole, Instruction instruction) {
        return submit(new Command.FillBlock(orderIds, whole, instruction.user(), instruction.reason()));
    }

    private CompletionStage<Answer> enter(DeskAction.Enter order, Instruction instruction) {
        String objection = sessions.objectionToOrdersOf(order.session());
        if (objection != null) {
            return CompletableFuture.completedFuture(new Answer.Refused(objection));
        }
        String account = order.account() == null ? sessions.accountOf(order.session()) : order.account();
        DeskAction.Enter whole = new DeskAction.Enter(order.session(), order.reference(), account, order.symbol(), order.side(), order.conditions(),
                order.isByHand());
        return submit(new Command.ActForClient(whole, instruction.user(), instruction.reason()))
                .thenCompose(answer -> shard.ask(state -> named(answer, state.order(order.session(), ClOrdId.ofReference(order.reference())))));
    }

    /** @param entered null if nothing was entered under that reference, now or before */
    private Answer named(Answer answer, @Nullable ParentOrder entered) {
        if (entered == null) {
            return answer;
        }
        String orderId = ids.orderId(entered.orderId());
        return answer instanceof Answer.Refused refused ? new Answer.Refused(refused.text() + ". That order is " + orderId) : new Answer.Done(orderId);
    }

    @Override
    public CompletionStage<Answer> steer(SessionKey session, SessionOrder order, @Nullable String confirmation, Instruction instruction) {
        return steering.steer(session, order, confirmation, instruction);
    }

    @Override
    public CompletionStage<Answer> endDay(LocalDate tradingDay, Instruction instruction) {
        return submit(new Command.EndDay(tradingDay, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> applyVenues(Instruction instruction) {
        return venues.apply(instruction);
    }

    @Override
    public CompletionStage<Answer> steer(VenueId venue, boolean takesOrders, Instruction instruction) {
        return venues.steer(venue, takesOrders ? VenueAction.RESUME : VenueAction.DRAIN, instruction);
    }

    @Override
    public CompletionStage<Answer> assignStray(long strayId, Command.OrderName order, boolean overfill, boolean afterDenial, Instruction instruction) {
        return submit(new Command.AssignStray(strayId, order, overfill, afterDenial, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> dismissStray(long strayId, Instruction instruction) {
        return submit(new Command.DismissStray(strayId, instruction.user(), instruction.reason()));
    }

    @Override
    public CompletionStage<Answer> denyStray(long strayId, DkReason dkReason, Instruction instruction) {
        return submit(new Command.DenyStray(strayId, dkReason, instruction.user(), instruction.reason()));
    }

    /** The core calls orders and executions by their numbers. */
    private String named(String text) {
        String named = EXECUTION.matcher(text).replaceAll(number -> "ExecID(17) " + ids.execId(Long.parseLong(number.group(1))));
        return ORDER.matcher(named).replaceAll(number -> "OrderID(37) " + ids.orderId(Long.parseLong(number.group(1))));
    }

    private CompletionStage<Answer> submit(Command.FromHouse command) {
        return shard.submit(command).thenApply(refusal -> refusal.<Answer>map(text -> new Answer.Refused(named(text))).orElseGet(() -> new Answer.Done("")));
    }
}
