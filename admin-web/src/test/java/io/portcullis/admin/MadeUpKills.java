package io.portcullis.admin;

import io.portcullis.admin.port.KillsDesk;
import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.limit.Subset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One kill with two orders, one of them confirmed; what is ordered is written down. */
final class MadeUpKills implements KillsDesk {

    private static final Standings KILL = new Standings(20_481, Subset.of("client=ACME"), "ann", "runaway", 1_000_000_000L, 1_250_000_000L, 0, 2, 1,
            List.of(new AtVenue("LIT1", Standing.ASKED, 1)), new Release("bob", "it is over", 87_400_000_000_000L),
            "one-person after 5m");

    final List<String> ordered = new ArrayList<>();

    @Override
    public CompletionStage<List<Standings>> inForce() {
        return CompletableFuture.completedStage(List.of(KILL));
    }

    @Override
    public CompletionStage<Optional<Report>> report(long killId) {
        return CompletableFuture.completedStage(killId != KILL.killId() ? Optional.empty()
                : Optional.of(new Report(KILL, List.of(
                        new KilledOrder(4_096, "ACME", "A1", "AAPL", "BUY", "NEW", "0", "100", true, List.of(new Part("LIT1", 4_097, "100", Standing.ASKED))),
                        new KilledOrder(8_192, "ACME", "A2", "IBM", "SELL", "CANCELED", "0", "0", false,
                                List.of(new Part("LIT1", 8_193, "0", Standing.CONFIRMED)))))));
    }

    @Override
    public CompletionStage<Answer> kill(Subset subset, Instruction instruction) {
        return done("kill " + subset, instruction);
    }

    @Override
    public CompletionStage<Answer> rehearse(Subset subset, Instruction instruction) {
        return done("rehearse " + subset, instruction);
    }

    @Override
    public CompletionStage<Answer> release(long killId, Instruction instruction) {
        return done("release " + killId, instruction);
    }

    @Override
    public CompletionStage<Answer> settle(long killId, boolean isApproved, Instruction instruction) {
        return done((isApproved ? "approve " : "decline ") + killId, instruction);
    }

    private CompletionStage<Answer> done(String what, Instruction instruction) {
        ordered.add(what + " by " + instruction.user());
        return CompletableFuture.completedStage(new Answer.Done("done"));
    }
}
