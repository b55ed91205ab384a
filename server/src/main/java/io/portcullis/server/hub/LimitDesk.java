package io.portcullis.server.hub;

import io.portcullis.admin.port.LimitsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.risk.Account;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.UsedLimit;
import io.portcullis.server.shard.Shard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Limits looked up in the shard's state when somebody asks, and put to the shard when somebody wants them to be others. */
public final class LimitDesk implements LimitsDesk {

    /** Of risk metrics, which are estimates. */
    private static final int PLACES = 2;
    private static final int LONGEST_DOUBTS = 500;
    private static final String UNWATCHED = "; but nobody looks at limits of risk metrics: [risk-metrics] on = no";

    private final Shard shard;
    private final PreTradeRisk risk;
    private final RestrictedOrders restricted;
    private final @Nullable RiskMetricsView metrics;

    /** @param ids as orders are called @param metrics null if nobody works them out */
    public LimitDesk(Shard shard, PreTradeRisk risk, Ids ids, @Nullable RiskMetricsView metrics) {
        this.shard = shard;
        this.risk = risk;
        this.metrics = metrics;
        this.restricted = new RestrictedOrders(shard, risk, ids);
    }

    @Override
    public CompletionStage<Affected> affected(@Nullable Scope scope) {
        return restricted.affected(scope);
    }

    @Override
    public CompletionStage<Answer> cancelAffected(Scope scope, Instruction instruction) {
        return restricted.cancel(scope, instruction);
    }

    @Override
    public CompletionStage<View> view() {
        return shard
                .ask(state -> new View(inForce(state.limits()), uses(state.limits()), state.limits().proposals().stream().map(LimitDesk::proposal).toList()));
    }

    private static List<Standing> inForce(RiskLimits limits) {
        List<Standing> all = new ArrayList<>();
        for (RiskLimits.Standing standing : limits.all()) {
            if (standing.limit() != null) {
                all.add(new Standing(standing.limit(), standing.user(), standing.approver(), standing.reason(), standing.time()));
            }
        }
        return all;
    }

    @Override
    public CompletionStage<List<OnOrder>> on(OrderTerms terms) {
        return shard.ask(state -> risk.on(terms).stream().map(each -> onOrder(each, state.limits())).toList());
    }

    private static OnOrder onOrder(UsedLimit limit, RiskLimits limits) {
        RiskLimits.Standing standing = limits.standing(limit.limit().key());
        return new OnOrder(limit.of(), limit.limit(), limit.used() == null ? null : limit.used().toString(), standing == null ? 0 : standing.time());
    }

    private List<Use> uses(RiskLimits limits) {
        List<Use> all = new ArrayList<>();
        risk.used().forEach(use -> all.add(new Use(use.of(), use.limit(), use.used() == null ? null : use.used().toString())));
        Optional<RiskMetricsView.Snapshot> reckoned = metrics == null ? Optional.empty() : metrics.last();
        reckoned.ifPresent(snapshot -> snapshot.limits().forEach(row -> {
            Limit limit = limits.limit(LimitKey.of(row.scope(), row.metric()));
            if (limit != null) {
                all.add(new Use(row.portfolio(), limit, row.used() == null ? null
                        : new BigDecimal(row.used()).setScale(PLACES, RoundingMode.HALF_EVEN)
                                .toPlainString(),
                        snapshot.time()));
            }
        }));
        return all;
    }

    private static Proposal proposal(RiskLimits.Proposal proposal) {
        return new Proposal(proposal.asked().proposalId(), proposal.asked().changes().stream().map(LimitChange::toString).toList(), proposal.asked().user(),
                proposal.asked().reason(), proposal.time(), proposal.asked().expires());
    }

    @Override
    public CompletionStage<Answer> change(List<Wanted> wanted, Instruction instruction) {
        return shard.ask(state -> objection(wanted, state)).thenCompose(objection -> objection.isPresent()
                ? CompletableFuture.completedStage(new Answer.Refused(objection.get()))
                : shard.ask(state -> changes(wanted, state)).thenCompose(changes -> order(changes, instruction)));
    }

    private static Optional<String> objection(List<Wanted> wanted, ShardState state) {
        for (Wanted each : wanted) {
            if (each.limit() == null && state.limits().limit(each.key()) == null) {
                return Optional.of("there is no limit " + each.key());
            }
        }
        return Optional.empty();
    }

    private static List<LimitChange> changes(List<Wanted> wanted, ShardState state) {
        List<LimitChange> changes = new ArrayList<>();
        for (Wanted each : wanted) {
            Limit now = state.limits().limit(each.key());
            if (!Objects.equals(now, each.limit())) {
                changes.add(new LimitChange(each.key(), now, each.limit()));
            }
        }
        return changes;
    }

    private CompletionStage<Answer> order(List<LimitChange> changes, Instruction instruction) {
        if (changes.isEmpty()) {
            return CompletableFuture.completedStage(new Answer.Refused("all of these limits are so already"));
        }
        Command.ChangeLimits command = new Command.ChangeLimits(changes, instruction.user(), instruction.reason());
        return shard.submit(command).thenCompose(refusal -> refusal.isPresent() ? CompletableFuture.completedStage(new Answer.Refused(refusal.get()))
                : shard.ask(state -> new Answer.Done(whatBecameOf(command, state) + doubts(command))));
    }

    /** What makes a limit of a risk metric say nothing, most likely because a name is misspelt. */
    private String doubts(Command.ChangeLimits command) {
        StringBuilder doubts = new StringBuilder();
        for (LimitChange change : command.changes()) {
            PortfolioMetric metric = change.after() == null ? null : change.key().metric();
            if (metric != null && metrics == null && doubts.isEmpty()) {
                doubts.append(UNWATCHED);
            }
            if (metric != null && isOfNobody(metric.portfolio()) && doubts.length() < LONGEST_DOUBTS) {
                doubts.append("; but no account is of ").append(metric.portfolio()).append(" (accounts.ini)");
            }
        }
        return doubts.toString();
    }

    private boolean isOfNobody(PortfolioName name) {
        return !name.equals(PortfolioName.FIRM) && !name.value().equals(Scope.EACH)
                && risk.accountsInForce().byName().values().stream().noneMatch(account -> isOf(account, name));
    }

    private static boolean isOf(Account account, PortfolioName name) {
        return switch (name.kind()) {
            case "portfolio" -> account.portfolios().contains(name.value());
            case "group" -> name.value().equals(account.group());
            case "client" -> name.value().equals(account.client());
            case "desk" -> name.value().equals(account.desk());
            default -> name.value().equals(account.name());
        };
    }

    /** The shard decides whether a second person is needed. */
    private static String whatBecameOf(Command.ChangeLimits command, ShardState state) {
        for (RiskLimits.Proposal proposal : state.limits().proposals()) {
            if (proposal.asked().changes().equals(command.changes()) && proposal.asked().user().equals(command.user())) {
                return "proposed, as it lets more pass: somebody else has to approve proposal " + proposal.asked().proposalId();
            }
        }
        return command.changes().size() == 1 ? "the limit is changed" : command.changes().size() + " limits are changed";
    }

    @Override
    public CompletionStage<Answer> settle(long proposalId, boolean isApproved, Instruction instruction) {
        return shard.submit(new Command.SettleLimits(proposalId, isApproved, instruction.user(), instruction.reason()))
                .thenApply(refusal -> refusal.<Answer>map(Answer.Refused::new)
                        .orElseGet(() -> new Answer.Done("proposal " + proposalId + (isApproved ? " is approved and in force" : " is declined"))));
    }
}
