package io.portcullis.server.hub;

import io.portcullis.admin.port.LimitsDesk.Affected;
import io.portcullis.admin.port.LimitsDesk.AffectedOrder;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Open orders of what is restricted: lists them, and cancels them some at a time, so that others have their turn in between. */
final class RestrictedOrders {

    private static final int AT_ONCE = 100;
    private static final int MOST_LISTED = 1_000;

    private final Shard shard;
    private final PreTradeRisk risk;
    private final Ids ids;

    RestrictedOrders(Shard shard, PreTradeRisk risk, Ids ids) {
        this.shard = shard;
        this.risk = risk;
        this.ids = ids;
    }

    /** @param scope of the limit by which they are restricted; null for whichever */
    CompletionStage<Affected> affected(@Nullable Scope scope) {
        return shard.ask(state -> {
            List<ParentOrder> orders = of(scope, state);
            return new Affected(orders.size(), orders.stream().limit(MOST_LISTED).map(this::row).toList());
        });
    }

    private List<ParentOrder> of(@Nullable Scope scope, ShardState state) {
        List<ParentOrder> orders = new ArrayList<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            LimitKey by = risk.restrictedBy(order);
            if (by != null && (scope == null || by.scope().equals(scope))) {
                orders.add(order);
            }
        }
        return orders;
    }

    private AffectedOrder row(ParentOrder order) {
        return new AffectedOrder(ids.orderId(order.orderId()), order.terms().clOrdId().value(), order.terms().session().value(), order.terms().account(),
                order.terms().symbol(), order.terms().side().name(), order.leavesQty().toString(),
                Objects.requireNonNull(risk.restrictedBy(order)).scope().toString());
    }

    /** Those of one limit that nobody cancels already. */
    CompletionStage<Answer> cancel(Scope scope, Instruction instruction) {
        return shard.ask(state -> of(scope, state).stream().filter(ParentOrder::isCancelable).map(ParentOrder::orderId).toList())
                .thenCompose(orders -> orders.isEmpty()
                        ? CompletableFuture.completedStage(
                                new Answer.Refused("no order is open, and not being canceled yet, that the limit " + scope + " restricted restricts"))
                        : cancel(orders, 0, 0, instruction));
    }

    private CompletionStage<Answer> cancel(List<Long> orders, int from, int refused, Instruction instruction) {
        if (from >= orders.size()) {
            return CompletableFuture.completedStage(new Answer.Done(orders.size() - refused + " of " + orders.size() + " orders are being canceled"
                    + (refused == 0 ? "" : "; the others could not be, limit affected lists them")));
        }
        int to = Math.min(orders.size(), from + AT_ONCE);
        CompletionStage<Integer> refusals = CompletableFuture.completedStage(0);
        for (Long order : orders.subList(from, to)) {
            CompletionStage<Optional<String>> answer = shard.submit(new Command.CancelOrder(order, instruction.user(), instruction.reason()));
            refusals = refusals.thenCombine(answer, (count, refusal) -> refusal.isPresent() ? count + 1 : count);
        }
        return refusals.thenCompose(more -> cancel(orders, to, refused + more, instruction));
    }
}
