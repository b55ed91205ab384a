package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands;
import io.portcullis.admin.port.SessionOrder;
import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.shard.Shard;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The console's commands, put to the shard. */
public final class Operators implements OperatorCommands {

    private final Shard shard;
    private final SessionSteering steering;
    private final VenueChanges venues;

    public Operators(Shard shard, SessionSteering steering, VenueChanges venues) {
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

    private CompletionStage<Answer> submit(Command.FromHouse command) {
        return shard.submit(command).thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done("")));
    }
}
