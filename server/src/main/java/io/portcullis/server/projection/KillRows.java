package io.portcullis.server.projection;

import io.portcullis.oms.event.KillFact;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** The rows of what is said of kills. */
final class KillRows {

    private KillRows() {
    }

    static void add(KillFact fact, long position, OffsetDateTime time, Rows rows) {
        switch (fact) {
            case KillFact.Ordered f -> rows.killsOrdered.add(new Rows.KillOrdered(f.killId(), time, f.subset().toString(),
                    f.accounts().isEmpty() ? null : String.join(" ", f.accounts()), Stored.key(f.user()), f.reason(), f.release().toString(), position));
            case KillFact.WorkedOff f -> rows.killsWentOn.add(new Rows.KillWentOn(f.killId(), time, f.orders(), false, position));
            case KillFact.Flat f -> rows.killsWentOn.add(new Rows.KillWentOn(f.killId(), time, f.orders(), true, position));
            case KillFact.ReleaseProposed f -> rows.killReleases.add(new Rows.KillRelease(f.killId(), time, Stored.key(f.user()), f.reason(),
                    Instant.ofEpochSecond(0, f.expires()).atOffset(ZoneOffset.UTC), position));
            case KillFact.ReleaseEnded f -> rows.killReleasesSettled.add(
                    new Rows.KillReleaseSettled(f.killId(), time, f.how().name(), Stored.key(f.user()), position));
            case KillFact.Released f -> {
                rows.killsOver.add(new Rows.KillOver(f.killId(), time, Stored.key(f.user()), f.approver() == null ? null : Stored.key(f.approver()), f.reason(),
                        position));
                if (f.approver() != null) {
                    rows.killReleasesSettled.add(new Rows.KillReleaseSettled(f.killId(), time, "APPROVED", Stored.key(f.approver()), position));
                }
            }
            case KillFact.Rehearsed f -> rows.killsRehearsed.add(new Rows.KillRehearsed(f.killId(), time, f.subset().toString(), f.orders(),
                    f.parts().stream().map(part -> part.parts() + " at " + part.venue()).collect(Collectors.joining(", ")), Stored.key(f.user()), f.reason(),
                    position));
            case KillFact.SymbolsAdded _,KillFact.Awaited _,KillFact.Completed _ -> {
                // stand among the events
            }
            case KillFact.Answered f -> {
                // the kill has its row
            }
        }
    }
}
