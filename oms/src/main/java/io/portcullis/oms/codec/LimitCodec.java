package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of what is said of limits. */
public final class LimitCodec {

    private static final int TOLD = 79;
    private static final int TOLD_WITH_WINDOWS = 94;
    private static final int TOLD_WITH_BREAKERS = 128;
    private static final int CHANGED = 1;
    private static final int PROPOSED = 2;
    private static final int ENDED = 3;
    private static final int WARNED = 4;
    private static final int RESTRICTING = 5;
    private static final int LEFT_OUT = 6;
    private static final LimitFact.Ending[] ENDINGS = LimitFact.Ending.values();

    private LimitCodec() {
    }

    static void write(Event.LimitsTold e, Writer w) {
        w.int8(TOLD_WITH_BREAKERS);
        switch (e.fact()) {
            case LimitFact.Changed f -> {
                w.int8(CHANGED).int64(f.proposalId()).text(f.user()).optionalText(f.approver()).text(f.reason());
                write(f.changes(), w);
            }
            case LimitFact.Proposed f -> write(f, w.int8(PROPOSED));
            case LimitFact.Ended f -> w.int8(ENDED).int64(f.proposalId()).int8(f.how().ordinal()).text(f.user()).text(f.reason());
            case LimitFact.Warned f -> w.int8(WARNED).int32(f.limit()).int64(f.orderId()).text(f.of()).money(f.used());
            case LimitFact.LeftOut f -> w.int8(LEFT_OUT).int32(f.limit()).text(f.of()).text(f.currency());
            case LimitFact.Restricting f -> {
                w.int8(RESTRICTING).int32(f.affected().size());
                f.affected().forEach(each -> w.int32(each.limit()).int32(each.orders()));
            }
        }
    }

    /** Without the number of its kind. */
    public static void write(LimitFact.Proposed f, Writer w) {
        w.int64(f.proposalId()).text(f.user()).text(f.reason()).int64(f.expires());
        write(f.changes(), w);
    }

    private static void write(List<LimitChange> changes, Writer w) {
        w.int32(changes.size());
        for (LimitChange change : changes) {
            write(change.key(), w);
            write(change.before(), w);
            write(change.after(), w);
        }
    }

    /** By which a limit is known. */
    public static void write(LimitKey key, Writer w) {
        w.text(key.scopeText()).text(key.measureText());
    }

    /** A limit, or none, without its key. */
    public static void write(@Nullable Limit limit, Writer w) {
        w.bool(limit != null);
        if (limit != null) {
            w.text(limit.most().toPlainString()).optionalText(limit.currency()).int8(limit.warnPercent());
            Window window = limit.window();
            w.optionalText(text(window.daily())).optionalText(text(window.from())).optionalText(text(window.until()));
            Breaker breaker = limit.breaker();
            w.int32(breaker == null ? 0 : (int) breaker.within().toSeconds()).optionalText(breaker == null ? null : breaker.release().toString());
        }
    }

    private static @Nullable String text(@Nullable Object part) {
        return part == null ? null : part.toString();
    }

    static boolean isKind(int kind) {
        return kind == TOLD || kind == TOLD_WITH_WINDOWS || kind == TOLD_WITH_BREAKERS;
    }

    static Event.LimitsTold read(int kind, Reader r) {
        int fact = r.int8();
        return new Event.LimitsTold(switch (fact) {
            case CHANGED -> {
                long proposalId = r.int64();
                String user = r.text();
                String approver = r.optionalText();
                String reason = r.text();
                yield new LimitFact.Changed(readChanges(kind, r), proposalId, user, approver, reason);
            }
            case PROPOSED -> readProposed(kind, r);
            case ENDED -> new LimitFact.Ended(r.int64(), ENDINGS[r.int8()], r.text(), r.text());
            case WARNED -> new LimitFact.Warned(r.int32(), r.int64(), r.text(), r.money());
            case LEFT_OUT -> new LimitFact.LeftOut(r.int32(), r.text(), r.text());
            case RESTRICTING -> new LimitFact.Restricting(readAffected(r));
            default -> throw new IllegalStateException("no fact about limits has the number " + fact);
        });
    }

    /** Without the number of its kind. */
    public static LimitFact.Proposed readProposed(Reader r) {
        return readProposed(TOLD_WITH_BREAKERS, r);
    }

    private static LimitFact.Proposed readProposed(int form, Reader r) {
        long proposalId = r.int64();
        String user = r.text();
        String reason = r.text();
        long expires = r.int64();
        return new LimitFact.Proposed(proposalId, readChanges(form, r), user, reason, expires);
    }

    private static List<LimitChange> readChanges(int form, Reader r) {
        int count = r.int32();
        List<LimitChange> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            LimitKey key = readKey(r);
            changes.add(new LimitChange(key, readLimit(key, form, r), readLimit(key, form, r)));
        }
        return changes;
    }

    /** By which a limit is known. */
    public static LimitKey readKey(Reader r) {
        String scope = r.text();
        String measure = r.text();
        try {
            return LimitKey.of(scope, measure);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a limit is on " + measure + " of " + scope + ", which this release does not know", e);
        }
    }

    /** A limit, or none, without its key. */
    public static @Nullable Limit readLimit(LimitKey key, Reader r) {
        return readLimit(key, TOLD_WITH_BREAKERS, r);
    }

    /** @param form the number of the kind by which it was written: earlier releases have written less */
    private static @Nullable Limit readLimit(LimitKey key, int form, Reader r) {
        if (!r.bool()) {
            return null;
        }
        BigDecimal most = new BigDecimal(r.text());
        String currency = r.optionalText();
        int warnPercent = r.int8();
        Window window = form == TOLD ? Window.ALWAYS : Window.of(r.optionalText(), r.optionalText(), r.optionalText());
        return new Limit(key, most, currency, warnPercent, window, form == TOLD_WITH_BREAKERS ? readBreaker(r) : null);
    }

    private static @Nullable Breaker readBreaker(Reader r) {
        int seconds = r.int32();
        String release = r.optionalText();
        return release == null ? null : new Breaker(Duration.ofSeconds(seconds), Release.of(release));
    }

    private static List<LimitFact.Affected> readAffected(Reader r) {
        int count = r.int32();
        List<LimitFact.Affected> affected = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            affected.add(new LimitFact.Affected(r.int32(), r.int32()));
        }
        return affected;
    }
}
