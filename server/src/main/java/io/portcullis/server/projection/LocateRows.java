package io.portcullis.server.projection;

import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.types.Locate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The rows of what is said of locates. */
final class LocateRows {

    private LocateRows() {
    }

    static void add(LocateFact fact, long position, OffsetDateTime time, Rows rows) {
        switch (fact) {
            case LocateFact.Added f -> {
                Locate locate = f.locate();
                rows.locatesAdded.add(new Rows.LocateAdded(f.locateId(), time, Stored.key(locate.account()), Stored.key(locate.symbol()),
                        Stored.decimal(locate.quantity()), Instant.ofEpochSecond(0, locate.validUntil()).atOffset(ZoneOffset.UTC),
                        Stored.key(locate.reference()), Stored.key(f.user()), f.reason(), position));
            }
            case LocateFact.Ended f -> rows.locatesEnded.add(
                    new Rows.LocateEnded(f.locateId(), time, f.how().name(), Stored.decimal(f.covered()), Stored.key(f.user()), position));
        }
    }
}
