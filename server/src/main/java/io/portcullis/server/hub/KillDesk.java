package io.portcullis.server.hub;

import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Originator;
import io.portcullis.server.shard.Shard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kills put to the shard, and looked up in its state. Needs nothing but the shard and its log. */
public final class KillDesk implements KillsDesk {

    /** More would hold up the orders of others while they are looked at. */
    private static final int MOST_SHOWN = 500;

    private final Shard shard;

    public KillDesk(Shard shard) {
        this.shard = shard;
    }

    // Orders

    @Override
    public CompletionStage<Answer> kill(Subset subset, Instruction instruction) {
        return shard.submit(new Command.Kill(subset, instruction.user(), instruction.reason()))
                .thenCompose(said -> shard.ask(state -> answer(said, subset, state.kills().on(subset), state)));
    }

    /** The same because what was measured outside says so. @param release who lets it be over */
    public CompletionStage<Answer> trip(Subset subset, io.portcullis.oms.limit.Release release, Instruction instruction) {
        return shard.submit(new Command.TripBreaker(subset, instruction.user(), instruction.reason(), release))
                .thenCompose(said -> shard.ask(state -> answer(said, subset, state.kills().on(subset), state)));
    }

    /** One that was in force already is in force, too. */
    private static Answer answer(Optional<String> said, Subset subset, @Nullable Kill kill, ShardState state) {
        if (kill == null) {
            return new Answer.Refused(said.orElse(subset + " is not killed: the kill was released at once"));
        }
        return new Answer.Done(said.orElse("kill " + kill.killId() + " of " + subset + " is in force; its report says what venues have confirmed")
                + doubt(subset, kill, state));
    }

    /** Nobody here knows how clients call their traders and algorithms: a name that no order has may be written otherwise. Empty if there is no doubt. */
    private static String doubt(Subset subset, Kill kill, ShardState state) {
        StringBuilder doubt = new StringBuilder();
        for (Dimension dimension : List.of(Dimension.TRADER, Dimension.ALGORITHM)) {
            String name = subset.scope().value(dimension);
            if (name != null && kill.orders() == 0 && state.openOrdersByAge().stream().noneMatch(order -> isBy(dimension, name, order))) {
                doubt.append("; no open order names ").append(dimension.text()).append(' ').append(name).append(": is it written as its client does?");
            }
        }
        return doubt.toString();
    }

    private static boolean isBy(Dimension dimension, String name, ParentOrder order) {
        Originator by = order.terms().instructions().originator();
        return by != null && (dimension == Dimension.TRADER ? name.equals(by.trader()) : name.equals(by.algorithm()) || name.equals(by.decidedBy()));
    }

    @Override
    public CompletionStage<Answer> rehearse(Subset subset, Instruction instruction) {
        return shard.submit(new Command.RehearseKill(subset, instruction.user(), instruction.reason()))
                .thenCompose(refusal -> shard.ask(state -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done(
                        text(state.kills().rehearsed())))));
    }

    private static String text(KillFact.@Nullable Rehearsed f) {
        return f == null ? ""
                : "rehearsal " + f.killId() + ": a kill of " + f.subset() + " would cancel " + f.orders() + (f.orders() == 1 ? " order" : " orders")
                        + f.parts().stream().map(part -> ", " + part.parts() + " at " + part.venue()).collect(Collectors.joining()) + "; nothing was sent";
    }

    @Override
    public CompletionStage<Answer> release(long killId, Instruction instruction) {
        return shard.submit(new Command.ReleaseKill(killId, instruction.user(), instruction.reason()))
                .thenCompose(refusal -> shard.ask(state -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done(
                        state.kills().kill(killId) == null ? "kill " + killId + " is released"
                                : "proposed: somebody else has to approve the release of kill " + killId))));
    }

    @Override
    public CompletionStage<Answer> settle(long killId, boolean isApproved, Instruction instruction) {
        return shard.submit(new Command.SettleRelease(killId, isApproved, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new)
                        .orElseGet(() -> new Answer.Done("kill " + killId + (isApproved ? " is released" : " stays in force: its release is declined"))));
    }

    // Questions

    @Override
    public CompletionStage<List<Standings>> inForce() {
        return shard.ask(state -> state.kills().inForce().stream().map(kill -> standings(kill, state)).toList());
    }

    @Override
    public CompletionStage<Optional<Report>> report(long killId) {
        return shard.ask(state -> {
            Kill kill = state.kills().kill(killId);
            return kill == null ? Optional.empty() : Optional.of(new Report(standings(kill, state), orders(kill, state)));
        });
    }

    private static Standings standings(Kill kill, ShardState state) {
        KillFact.Ordered ordered = kill.ordered();
        KillFact.ReleaseProposed release = kill.proposed();
        return new Standings(kill.killId(), ordered.subset(), ordered.user(), ordered.reason(), kill.since(), kill.workedOffTime(), kill.flatTime(),
                kill.orders(), kill.outstanding(), venues(kill, state), release == null ? null
                        : new Release(release.user(), release.reason(), release.expires()),
                ordered.release().toString());
    }

    private static List<AtVenue> venues(Kill kill, ShardState state) {
        Map<String, Map<Standing, Integer>> counts = new TreeMap<>();
        for (int i = 0; i < kill.orders(); i++) {
            ParentOrder order = kill.awaits(kill.orderId(i)) ? state.unsettledOrder(kill.orderId(i)) : null;
            if (order == null) {
                continue;
            }
            for (ChildOrder child : order.children()) {
                counts.computeIfAbsent(child.venue().value(), venue -> new EnumMap<>(Standing.class)).merge(standing(order, child), 1, Integer::sum);
            }
        }
        List<AtVenue> all = new ArrayList<>();
        counts.forEach((venue, byStanding) -> byStanding.forEach((standing, parts) -> all.add(new AtVenue(venue, standing, parts))));
        return all;
    }

    private static Standing standing(ParentOrder order, ChildOrder child) {
        if (!child.isLive()) {
            return Standing.CONFIRMED;
        }
        if (child.pendingCancelId() != 0) {
            return Standing.ASKED;
        }
        return order.pendingCancel() == null ? Standing.REFUSED : Standing.NOT_ASKED;
    }

    private static List<KilledOrder> orders(Kill kill, ShardState state) {
        List<KilledOrder> shown = new ArrayList<>();
        add(kill, true, state, shown);
        add(kill, false, state, shown);
        return shown;
    }

    private static void add(Kill kill, boolean isOutstanding, ShardState state, List<KilledOrder> to) {
        for (int i = 0; i < kill.orders() && to.size() < MOST_SHOWN; i++) {
            long orderId = kill.orderId(i);
            ParentOrder order = kill.awaits(orderId) == isOutstanding ? state.orderToShow(orderId) : null;
            if (order != null) {
                to.add(shown(order, isOutstanding));
            }
        }
    }

    private static KilledOrder shown(ParentOrder order, boolean isOutstanding) {
        return new KilledOrder(order.orderId(), order.terms().session().value(), order.terms().clOrdId().isNone() ? "" : order.terms().clOrdId().value(),
                order.terms().symbol(), order.terms().side().name(), order.ordStatus().name(), order.cumQty().toString(), order.leavesQty().toString(),
                isOutstanding, order.children().stream()
                        .map(child -> new Part(child.venue().value(), child.childId(), child.leavesQty().toString(), standing(order, child))).toList());
    }
}
