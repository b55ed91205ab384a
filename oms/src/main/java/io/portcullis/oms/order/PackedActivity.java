package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.types.SessionKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has come about lately as a snapshot has it. */
final class PackedActivity {

    private PackedActivity() {
    }

    static void write(Activity activity, Writer w) {
        w.int32(activity.byTime.size());
        activity.byTime.forEach((time, all) -> {
            w.int64(time).int32(all.size());
            all.forEach((of, counts) -> {
                write(of, w);
                write(counts, w);
            });
        });
        w.int32(activity.anewSince.size());
        activity.anewSince.forEach((scope, since) -> w.text(scope).int64(since));
        w.int32(activity.swept.size());
        activity.swept.forEach((within, part) -> w.int64(within).int64(part));
    }

    private static void write(Activity.Of of, Writer w) {
        w.text(of.session().value()).optionalText(of.account()).optionalText(of.symbol()).optional(of.side()).optional(of.originator());
    }

    private static void write(SlidingCounts counts, Writer w) {
        for (int slot = 0; slot < SlidingCounts.SLOTS; slot++) {
            w.int64(counts.numbers[slot]);
            for (int kind = 0; kind < SlidingCounts.KINDS; kind++) {
                w.int64(counts.counts[slot * SlidingCounts.KINDS + kind]);
            }
            w.money(counts.value(slot));
        }
    }

    static void read(Activity to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            long within = r.int64();
            Map<Activity.Of, SlidingCounts> all = new LinkedHashMap<>();
            for (int of = r.int32(); of > 0; of--) {
                Activity.Of whose = new Activity.Of(new SessionKey(r.text()), r.optionalText(), r.optionalText(), r.optionalSide(), r.optionalOriginator());
                all.put(whose, read(within, r));
            }
            to.byTime.put(within, all);
        }
        for (int count = r.int32(); count > 0; count--) {
            to.anewSince.put(r.text(), r.int64());
        }
        for (int count = r.int32(); count > 0; count--) {
            to.swept.put(r.int64(), r.int64());
        }
    }

    private static SlidingCounts read(long within, Reader r) {
        SlidingCounts counts = new SlidingCounts(within);
        for (int slot = 0; slot < SlidingCounts.SLOTS; slot++) {
            counts.numbers[slot] = r.int64();
            for (int kind = 0; kind < SlidingCounts.KINDS; kind++) {
                counts.counts[slot * SlidingCounts.KINDS + kind] = r.int64();
            }
            counts.put(slot, r.money());
        }
        return counts;
    }
}
