package io.portcullis.server.hub;

import io.portcullis.admin.port.CorporateActionsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.CorporateActionPlan;
import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Quantity;
import io.portcullis.server.shard.Shard;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What corporate actions would make of the orders, looked up in the shard's state when somebody asks, and put to the shard when somebody wants them applied. */
public final class CorporateActionPreviews implements CorporateActionsDesk {

    /** More are counted, and not shown. */
    private static final int MOST_ROWS = 5_000;

    private final Shard shard;
    private final Market market;
    private final TradingCalendar calendar;
    private final InstantSource clock;

    public CorporateActionPreviews(Shard shard, Market market, SessionHours tradingDay, InstantSource clock) {
        this.shard = shard;
        this.market = market;
        this.calendar = new TradingCalendar(tradingDay);
        this.clock = clock;
    }

    @Override
    public CompletionStage<Preview> preview(CorporateAction action) {
        return shard.ask(state -> preview(action, state));
    }

    private Preview preview(CorporateAction action, ShardState state) {
        long now = clock.instant().getEpochSecond() * 1_000_000_000L;
        CorporateActionPlan plan = CorporateActionPlan.of(action, state, market, shard.corporateActionRules(), now);
        List<CorporateActionPlan.Row> rows = plan.rows();
        String objection = plan.objection();
        int changes = (int) rows.stream().filter(row -> row.to() != null).count();
        List<Row> shown = new ArrayList<>();
        rows.stream().limit(MOST_ROWS).forEach(row -> shown.add(row(row)));
        return new Preview(action.text() + (plan.cancelsOrders() ? ": open orders are canceled" : ""), plan.digest(rows),
                objection == null ? objectionToDate(action, state) : objection, rows.size(), changes, shown);
    }

    /** The core knows no calendar: that it is the next trading day is looked up here. */
    private @Nullable String objectionToDate(CorporateAction action, ShardState state) {
        LocalDate today = state.tradingDay();
        LocalDate next = today == null || state.dayEnded() == null ? null : calendar.firstAfter(today);
        return next == null || next.equals(action.exDate()) ? null
                : "ex-date " + action.exDate() + " must be " + next
                        + ", the next trading day: for a later one it is applied when the day before that has ended";
    }

    private static Row row(CorporateActionPlan.Row row) {
        OrderTerms terms = row.order().terms();
        Adjustment to = row.to();
        Terms before = terms(terms.symbol(), row.before(), row.cumQty(), row.order().leavesQty());
        Conditions then = to == null ? row.before() : to.conditions();
        Quantity leaves = row.outcome() == CorporateActionPlan.Outcome.CANCELED ? Quantity.ZERO : then.orderQty().minus(row.cumQtyThen());
        return new Row(row.order().orderId(), terms.session().value(), terms.clOrdId().value(), terms.account(), terms.side().name().toLowerCase(Locale.ROOT),
                row.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'), before,
                terms(to == null ? terms.symbol() : to.symbol(), then, row.cumQtyThen(), leaves), row.remarks());
    }

    private static Terms terms(String symbol, Conditions c, Quantity cumQty, Quantity leavesQty) {
        Instructions i = c.instructions();
        return new Terms(symbol, c.orderQty().toString(), cumQty.toString(), leavesQty.toString(), text(c.price()), text(i.stopPx()),
                i.peg() == null ? null : i.peg().offsetText(), text(i.discretion()), text(i.display()), text(i.minQty()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public CompletionStage<Answer> apply(CorporateAction action, String digest, Instruction instruction) {
        return shard.ask(state -> state.corporateActions().standing(action.id()) == null ? objectionToDate(action, state) : null)
                .thenCompose(objection -> objection == null ? submit(action, digest, instruction)
                        : CompletableFuture.completedStage(new Answer.Refused(objection)));
    }

    private CompletionStage<Answer> submit(CorporateAction action, String digest, Instruction instruction) {
        return shard.submit(new Command.ApplyCorporateAction(action, digest, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new).orElseGet(() -> new Answer.Done("the " + action.text() + " is applied")));
    }

    @Override
    public CompletionStage<List<Applied>> applied() {
        return shard.ask(state -> state.corporateActions().all().stream().map(CorporateActionPreviews::applied).toList());
    }

    private static Applied applied(CorporateActions.Standing standing) {
        CorporateAction terms = standing.started().terms();
        return new Applied(terms.id(), terms.text() + (standing.started().cancelsOrders() ? ": open orders were canceled" : ""), terms.exDate(),
                standing.started().orders(), standing.adjusted(), standing.canceled(), standing.isDone(), standing.started().user(),
                standing.started().reason(), standing.startedTime());
    }
}
