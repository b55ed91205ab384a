package io.portcullis.server.projection;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of what is said of limits. */
final class LimitRows {

    private LimitRows() {
    }

    static void add(LimitFact fact, long position, OffsetDateTime time, Rows rows) {
        switch (fact) {
            case LimitFact.Changed f -> {
                for (int i = 0; i < f.changes().size(); i++) {
                    rows.limitsChanged.add(row(f.changes().get(i), f, i, position, time));
                }
                if (f.proposalId() != 0 && f.approver() != null) {
                    rows.limitsSettled.add(new Rows.LimitsSettled(f.proposalId(), time, "APPROVED", Stored.key(f.approver()), position));
                }
            }
            case LimitFact.Proposed f -> rows.limitsProposed.add(new Rows.LimitsProposed(f.proposalId(), time, Stored.key(f.user()),
                    f.changes().stream().map(LimitChange::toString).collect(Collectors.joining("\n")), f.reason(),
                    Instant.ofEpochSecond(0, f.expires()).atOffset(ZoneOffset.UTC), position));
            case LimitFact.Ended f -> rows.limitsSettled.add(new Rows.LimitsSettled(f.proposalId(), time, f.how().name(), Stored.key(f.user()), position));
            case LimitFact.Restricting f -> {
                // an event, and nothing more
            }
            case LimitFact.LeftOut f -> {
                // an event, and nothing more
            }
            case LimitFact.Warned f -> {
                // an event, and nothing more
            }
        }
    }

    private static Rows.LimitChanged row(LimitChange change, LimitFact.Changed f, int index, long position, OffsetDateTime time) {
        Limit shown = change.after() == null ? change.before() : change.after();
        Breaker breaker = shown == null ? null : shown.breaker();
        return new Rows.LimitChanged(position, index, time, change.key().scopeText(), change.key().measureText(), amount(change.before()),
                amount(change.after()), shown == null ? null : shown.currency(), shown == null ? 0 : shown.warnPercent(),
                f.proposalId() == 0 ? null : f.proposalId(), Stored.key(f.user()), f.approver() == null ? null : Stored.key(f.approver()), f.reason(),
                shown == null || shown.window().daily() == null ? null : shown.window().daily().toString(), shown == null ? null : at(shown.window().from()),
                shown == null ? null : at(shown.window().until()), breaker == null || breaker.within().isZero() ? null : (int) breaker.within().toSeconds(),
                breaker == null ? null : breaker.release().toString());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable BigDecimal amount(@Nullable Limit limit) {
        return limit == null ? null : limit.most();
    }
}
