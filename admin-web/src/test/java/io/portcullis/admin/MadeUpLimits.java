package io.portcullis.admin;

import io.portcullis.admin.port.LimitsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One limit, two uses of it and one proposal; what is ordered is written down. */
final class MadeUpLimits implements LimitsDesk {

    private static final Limit OPEN = new Limit(new LimitKey(Scope.of("account=*"), Measure.OPEN_NOTIONAL), new BigDecimal("1000000"), "USD", 80);

    private static final LimitKey VALUE_AT_RISK = LimitKey.of("client=*", "var-99-1d");
    private static final Limit RISK = new Limit(VALUE_AT_RISK, new BigDecimal("60000"), "USD", 80, Window.ALWAYS,
            Breaker.of(VALUE_AT_RISK.measure(), "60000", "alone after 15m"));

    final List<String> ordered = new ArrayList<>();
    /** Also one on a risk metric, of which that of one portfolio is not known. */
    boolean hasMetrics;

    @Override
    public CompletionStage<View> view() {
        if (hasMetrics) {
            return CompletableFuture.completedStage(new View(List.of(new Standing(RISK, "ann", "bob", "as agreed", 1_000_000_000L)),
                    List.of(new Use("client=ACME", RISK, "52000.00", 37_000_000_000L), new Use("client=GLOBEX", RISK, null, 37_000_000_000L)), List.of()));
        }
        return CompletableFuture.completedStage(new View(List.of(new Standing(OPEN, "ann", "bob", "as agreed", 1_000_000_000L)),
                List.of(new Use("account=ACME", OPEN, "900000"), new Use("account=GLOBEX", OPEN, "12500.5")),
                List.of(new Proposal(20_481, List.of("account=* open-notional: 1000000 USD to 2000000 USD"), "ann", "more clients", 1_000_000_000L,
                        87_400_000_000_000L))));
    }

    /** As if it held since a second after 1970, and another one since 2100. */
    @Override
    public CompletionStage<List<OnOrder>> on(OrderTerms terms) {
        Limit quantity = new Limit(new LimitKey(Scope.of("account=*"), Measure.ORDER_QUANTITY), new BigDecimal("1000"), null, 0);
        Limit orders = new Limit(new LimitKey(Scope.of("firm"), Measure.OPEN_ORDERS), new BigDecimal("5"), null, 0);
        return CompletableFuture.completedStage(List.of(new OnOrder("account=" + terms.account(), quantity, null, 1_000_000_000L),
                new OnOrder("account=" + terms.account(), OPEN, "900000", 1_000_000_000L), new OnOrder("firm", orders, "3", 4_102_444_800_000_000_000L)));
    }

    @Override
    public CompletionStage<Affected> affected(@Nullable Scope scope) {
        return CompletableFuture.completedStage(new Affected(1,
                List.of(new AffectedOrder("O1", "C1", "CLIENT1", "ACME", "IBM", "BUY", "100", scope == null ? "symbol=IBM" : scope.toString()))));
    }

    @Override
    public CompletionStage<Answer> cancelAffected(Scope scope, Instruction instruction) {
        ordered.add("canceled of " + scope + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("1 order is being canceled"));
    }

    @Override
    public CompletionStage<Answer> change(List<Wanted> wanted, Instruction instruction) {
        wanted.forEach(each -> ordered.add(each.key() + " " + each.limit() + " by " + instruction.user()));
        return CompletableFuture.completedStage(new Answer.Done("changed"));
    }

    @Override
    public CompletionStage<Answer> settle(long proposalId, boolean isApproved, Instruction instruction) {
        ordered.add((isApproved ? "approved " : "declined ") + proposalId + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("settled"));
    }
}
