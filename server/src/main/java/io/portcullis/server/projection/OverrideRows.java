package io.portcullis.server.projection;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.types.Objection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** The rows of what is said of overrides. */
final class OverrideRows {

    private OverrideRows() {
    }

    static void add(OverrideFact fact, long position, OffsetDateTime time, Rows rows) {
        switch (fact) {
            case OverrideFact.Asked f -> {
                LimitOverride what = f.what();
                rows.overridesAsked.add(new Rows.OverrideAsked(f.overrideId(), time, Stored.key(what.scope().toString()),
                        what.clOrdId() == null ? null : Stored.key(what.clOrdId().value()), what.refusalsText(), Stored.decimalOrNull(what.upTo()),
                        what.orders(),
                        at(what.until()), Stored.key(f.user()), f.reason(), at(f.expires()), position));
            }
            case OverrideFact.Approved f -> rows.overridesApproved.add(
                    new Rows.OverrideApproved(f.overrideId(), time, Stored.key(f.user()), f.reason(), position));
            case OverrideFact.Ended f -> rows.overridesEnded.add(
                    new Rows.OverrideEnded(f.overrideId(), time, f.how().name(), Stored.key(f.user()), f.reason(), position));
        }
    }

    /** @param orderId OrderID(37) */
    static void add(Event.OrderOverridden e, String orderId, long position, OffsetDateTime time, Rows rows) {
        rows.overridesUsed.add(new Rows.OverrideUsed(e.overrideId(), orderId, time,
                e.objections().stream().map(Objection::text).collect(Collectors.joining("; ")), position));
    }

    private static OffsetDateTime at(long nanos) {
        return Instant.ofEpochSecond(0, nanos).atOffset(ZoneOffset.UTC);
    }
}
