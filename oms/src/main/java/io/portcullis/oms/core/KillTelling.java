package io.portcullis.oms.core;

import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Release;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the desk is told of kills. */
final class KillTelling {

    private KillTelling() {
    }

    static void tell(KillFact fact, long mark, long time, List<Effect> effects, Consumer<String> alert) {
        if (fact instanceof KillFact.Answered f) {
            effects.add(new Effect.PartyActionReport(mark, f.session(), time, f.killId(), f.action(),
                    f.objection() == null ? -1 : f.objection().refusal().partyActionRejectReason(), f.objection() == null ? null : f.objection().text()));
        }
        if (fact instanceof KillFact.Completed f) {
            effects.add(new Effect.KillCompleted(mark, f.session(), time, f.reportId(), f.asked(), f.orders()));
        }
        if (isAlert(fact)) {
            alert.accept(text(fact));
        }
    }

    private static boolean isAlert(KillFact fact) {
        return switch (fact) {
            case KillFact.Answered f -> f.objection() != null;
            case KillFact.SymbolsAdded _,KillFact.Awaited _,KillFact.Completed _ -> false;
            case KillFact.Ordered _,KillFact.WorkedOff _,KillFact.Flat _,KillFact.ReleaseProposed _,KillFact.ReleaseEnded _,KillFact.Released _,KillFact.Rehearsed _ -> true;
        };
    }

    private static String text(KillFact fact) {
        String kill = "kill " + fact.killId();
        return switch (fact) {
            case KillFact.Ordered f -> f.subset() + " killed by " + f.user() + ", " + kill + ": " + f.reason()
                    + (f.release().equals(Release.BY_TWO_PERSONS) ? "" : "; release by " + f.release());
            case KillFact.WorkedOff f -> kill + ": the cancels of all orders are under way, " + f.orders();
            case KillFact.Flat f -> kill + ": none of its orders can be executed any more, " + f.orders();
            case KillFact.ReleaseProposed f -> "release of " + kill + " proposed by " + f.user() + ", a second person has to approve it: " + f.reason();
            case KillFact.ReleaseEnded f -> "proposed release of " + kill + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": "
                    + f.reason();
            case KillFact.Released f -> kill + " released by " + f.user() + (f.approver() == null ? "" : ", approved by " + f.approver()) + ": " + f.reason();
            case KillFact.Rehearsed f -> "rehearsal " + f.killId() + " by " + f.user() + ": a kill of " + f.subset() + " would cancel " + f.orders()
                    + " orders: " + f.reason();
            case KillFact.SymbolsAdded f -> kill + " is on " + f.symbols().size() + " more symbols";
            case KillFact.Awaited f -> kill + ": session " + f.session() + " is told when it is done";
            case KillFact.Completed f -> kill + ": session " + f.session() + " is told that it is done";
            case KillFact.Answered f -> "session " + f.session() + " has asked to kill the orders of " + f.action().partyId() + ", and was refused: "
                    + (f.objection() == null ? "" : f.objection().text());
        };
    }
}
