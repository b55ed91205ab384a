package io.portcullis.oms.order;

import io.portcullis.oms.codec.OverrideCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.types.Refusal;
import java.util.EnumSet;
import java.util.Set;

/** Overrides as a snapshot has them. */
final class PackedOverrides {

    private PackedOverrides() {
    }

    static void write(Overrides overrides, Writer w) {
        w.int32(overrides.all.size());
        for (Overrides.Standing standing : overrides.all.values()) {
            OverrideCodec.write(standing.asked(), w.int64(standing.time()).optionalText(standing.approver()).int32(standing.used()));
        }
        w.int32(overrides.passed.size());
        overrides.passed.forEach((orderId, refusals) -> {
            w.int64(orderId).int16(refusals.size());
            refusals.forEach(refusal -> w.int16(refusal.number()));
        });
    }

    static void read(Overrides to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            long time = r.int64();
            String approver = r.optionalText();
            int used = r.int32();
            OverrideFact.Asked asked = OverrideCodec.readAsked(r);
            to.all.put(asked.overrideId(), new Overrides.Standing(asked, time, approver, used));
        }
        for (int count = r.int32(); count > 0; count--) {
            long orderId = r.int64();
            Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
            for (int of = r.int16(); of > 0; of--) {
                refusals.add(Refusal.of(r.int16()));
            }
            to.passed.put(orderId, refusals);
        }
        to.changed();
    }
}
