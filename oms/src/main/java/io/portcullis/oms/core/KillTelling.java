package io.portcullis.oms.core;

import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Release;
import java.util.Locale;

/** What the desk is told of kills. */
final class KillTelling {

    private KillTelling() {
    }

    static String text(KillFact fact) {
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
        };
    }
}
