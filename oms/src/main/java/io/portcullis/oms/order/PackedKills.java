package io.portcullis.oms.order;

import io.portcullis.oms.codec.KillCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Release;

/** Kills as a snapshot has them. */
final class PackedKills {

    private static final int PROPOSED = 1;
    private static final int SYMBOLS = 2;

    private PackedKills() {
    }

    static void write(Kills kills, Writer w) {
        w.bool(kills.rehearsed != null);
        if (kills.rehearsed != null) {
            KillCodec.write(kills.rehearsed, w);
        }
        w.int32(kills.inForce().size());
        for (Kill kill : kills.inForce()) {
            KillCodec.write(kill.ordered, w.int64(kill.since).int64(kill.workedOffTime).int64(kill.flatTime).text(kill.ordered.release().toString()));
            w.int8((kill.proposed == null ? 0 : PROPOSED) | (kill.ordered.symbols().isEmpty() ? 0 : SYMBOLS));
            if (kill.proposed != null) {
                KillCodec.write(kill.proposed, w);
            }
            if (!kill.ordered.symbols().isEmpty()) {
                KillCodec.writeSymbols(kill.ordered, w);
            }
            w.bool(kill.hasAllSymbols).int32(kill.ordered.alsoCalled().size());
            kill.ordered.alsoCalled().forEach(w::text);
            w.int32(kill.awaited.size());
            kill.awaited.forEach(each -> KillCodec.write(each, w));
            w.int32(kill.orders());
            for (int i = 0; i < kill.orders(); i++) {
                long orderId = kill.orderId(i);
                w.int64(orderId).bool(kill.awaits(orderId));
            }
        }
    }

    static void read(Kills to, Reader r) {
        to.rehearsed = r.bool() ? KillCodec.readRehearsed(r) : null;
        for (int count = r.int32(); count > 0; count--) {
            long since = r.int64();
            long workedOff = r.int64();
            long flat = r.int64();
            KillFact.Ordered ordered = KillCodec.readOrdered(Release.of(r.text()), r);
            int has = r.int8();
            KillFact.ReleaseProposed proposed = (has & PROPOSED) == 0 ? null : KillCodec.readProposed(r);
            Kill kill = new Kill((has & SYMBOLS) == 0 ? ordered : KillCodec.readSymbols(ordered, r), since);
            kill.proposed = proposed;
            kill.hasAllSymbols = r.bool();
            kill.ordered = kill.ordered.called(r.texts(r.int32()));
            for (int awaited = r.int32(); awaited > 0; awaited--) {
                kill.awaited.add(KillCodec.readAwaited(r));
            }
            for (int orders = r.int32(); orders > 0; orders--) {
                long orderId = r.int64();
                kill.add(orderId);
                if (!r.bool()) {
                    kill.outstanding.remove(orderId);
                }
            }
            kill.workedOffTime = workedOff;
            kill.flatTime = flat;
            to.put(kill);
        }
    }
}
