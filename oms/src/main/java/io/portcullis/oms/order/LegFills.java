package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LegFact.Which;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a venue has reported of the single legs of a multi-leg order: kept so that nothing is told twice, and that what is taken back is known. It counts nowhere. */
public final class LegFills {

    static final LegFills NONE = new LegFills();

    /**
     * One execution of a leg, as it stands after corrections.
     *
     * @param execId our ExecID(17) of the first report or of the last correction; 0 while only a bust or a correction of it has come
     * @param venueExecIds all that the venue has called it
     * @param lastQty null if it never was, as with {@code lastPx}
     */
    public record LegFill(long execId, Which leg, List<String> venueExecIds, @Nullable Quantity lastQty, @Nullable Price lastPx, @Nullable String tradeDate) {

        public boolean isBusted() {
            return lastQty == null;
        }

        private LegFill with(long newExecId, String another, @Nullable Quantity newLastQty, @Nullable Price newLastPx) {
            List<String> names = new ArrayList<>(venueExecIds);
            if (!names.contains(another)) {
                names.add(another);
            }
            return new LegFill(newExecId, leg, List.copyOf(names), newLastQty, newLastPx, tradeDate);
        }

        /** A venue may give all legs of a trade one ExecID(17), and use it again on another day. */
        private boolean isKnownAs(Which which, String venueExecId, @Nullable String day) {
            return venueExecIds.contains(venueExecId) && leg.equals(which) && (day == null || tradeDate == null || day.equals(tradeDate));
        }
    }

    private final List<LegFill> all = new ArrayList<>(2);

    /** In the order in which they were first heard of. */
    public List<LegFill> all() {
        return all;
    }

    /** Null if nothing was heard of it. */
    public @Nullable LegFill find(Which leg, String venueExecId, @Nullable String tradeDate) {
        for (LegFill fill : all) {
            if (fill.isKnownAs(leg, venueExecId, tradeDate)) {
                return fill;
            }
        }
        return null;
    }

    /** By the ExecID(17) that we have given it; null if there is none. */
    public @Nullable LegFill find(long execId) {
        for (LegFill fill : all) {
            if (fill.execId == execId) {
                return fill;
            }
        }
        return null;
    }

    void after(LegFact fact) {
        switch (fact) {
            case LegFact.Filled f -> {
                LegFill ahead = find(f.leg(), f.venueExecId(), f.tradeDate());
                if (ahead != null) {
                    all.set(all.indexOf(ahead), ahead.with(f.execId(), f.venueExecId(), f.lastQty(), f.lastPx()));
                } else {
                    all.add(new LegFill(f.execId(), f.leg(), List.of(f.venueExecId()), f.lastQty(), f.lastPx(), f.tradeDate()));
                }
            }
            case LegFact.Busted f -> change(f.bustedExecId(), f.bustedExecId(), f.venueExecId(), null, null);
            case LegFact.Corrected f -> change(f.correctedExecId(), f.execId(), f.venueExecId(), f.lastQty(), f.lastPx());
            case LegFact.RevisedAhead f -> {
                LegFill ahead = find(f.leg(), f.execRefId(), null);
                LegFill before = ahead == null ? new LegFill(0, f.leg(), List.of(f.execRefId()), f.lastQty(), f.lastPx(), null) : ahead;
                LegFill now = before.with(0, f.venueExecId(), f.lastQty(), f.lastPx());
                if (ahead == null) {
                    all.add(now);
                } else {
                    all.set(all.indexOf(ahead), now);
                }
            }
        }
    }

    private void change(long execId, long newExecId, String venueExecId, @Nullable Quantity lastQty, @Nullable Price lastPx) {
        LegFill old = Objects.requireNonNull(find(execId), () -> "no leg has execution " + execId);
        all.set(all.indexOf(old), old.with(newExecId, venueExecId, lastQty, lastPx));
    }

    void write(Writer w) {
        w.int32(all.size());
        for (LegFill fill : all) {
            w.int64(fill.execId).text(fill.leg.refId()).text(fill.leg.symbol()).code(fill.leg.side().code()).texts(fill.venueExecIds).optional(fill.lastQty)
                    .optional(fill.lastPx).optionalText(fill.tradeDate);
        }
    }

    static LegFills read(Reader r) {
        int count = r.int32();
        if (count == 0) {
            return NONE;
        }
        LegFills fills = new LegFills();
        for (int i = 0; i < count; i++) {
            fills.all.add(new LegFill(r.int64(), new Which(r.name(), r.name(), r.side()), r.texts(r.int16()), r.optionalQuantity(), r.optionalPrice(),
                    r.optionalName()));
        }
        return fills;
    }
}
