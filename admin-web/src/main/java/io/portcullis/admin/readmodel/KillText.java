package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.KillFact;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said of kills, in words. */
final class KillText {

    private KillText() {
    }

    static String of(KillFact fact) {
        String kill = "Kill " + fact.killId();
        return switch (fact) {
            case KillFact.Ordered f -> kill + " of " + f.subset() + " by " + f.user() + ": " + f.reason();
            case KillFact.WorkedOff f -> kill + ": the cancels of all its " + f.orders() + " orders are under way";
            case KillFact.Flat f -> kill + ": none of its " + f.orders() + " orders can be executed any more";
            case KillFact.ReleaseProposed f -> kill + ": " + f.user() + " proposes its release, which waits for a second person: " + f.reason();
            case KillFact.ReleaseEnded f -> kill + ": its release was " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": " + f.reason();
            case KillFact.Released f -> kill + " released by " + f.user() + (f.approver() == null ? "" : ", approved by " + f.approver()) + ": " + f.reason();
            case KillFact.Rehearsed f -> "Rehearsal " + f.killId() + " by " + f.user() + ": a kill of " + f.subset() + " would cancel " + f.orders() + " orders"
                    + f.parts().stream().map(part -> ", " + part.parts() + " at " + part.venue()).collect(Collectors.joining()) + ": " + f.reason();
            case KillFact.SymbolsAdded f -> kill + ": " + f.symbols().size() + " more symbols";
            case KillFact.Awaited f -> kill + ": session " + f.session() + " is told when it is done";
            case KillFact.Completed f -> kill + ": session " + f.session() + " is told that it is done";
            case KillFact.Answered f -> "Session " + f.session() + " has asked for a kill of " + f.action().partyId()
                    + (f.objection() == null ? "" : ", and was refused: " + f.objection().text());
        };
    }
}
