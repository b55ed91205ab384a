package io.portcullis.oms.codec;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.RestatedBecause;
import org.jspecify.annotations.Nullable;

/** The binary form of what our people do in clients' places: each kind of fact has a number of its own among the kinds of events. */
final class DeskCodec {

    static final int FIRST_KIND = 122;
    static final int LAST_KIND = 126;
    private static final RestatedBecause[] BECAUSE = RestatedBecause.values();

    private DeskCodec() {
    }

    static void write(Event.DeskActed e, Writer w) {
        w.int8(kindOf(e.fact())).int64(e.orderId()).optionalText(e.user()).text(e.reason());
        switch (e.fact()) {
            case DeskFact.OrderEntered f -> w.text(f.reference());
            case DeskFact.ChangeOrdered f -> w.conditions(f.conditions()).riskFacts(f.risk()).int8(f.because().ordinal());
            case DeskFact.OrderChanged f -> w.int64(f.execId()).text(f.clOrdId().value()).conditions(f.conditions()).int8(f.because().ordinal())
                    .bool(f.isSentAnew());
            case DeskFact.ChangeFailed f -> w.text(f.text());
            case DeskFact.DeskCancelOrdered f -> w.int8(f.because().ordinal());
        }
    }

    private static int kindOf(DeskFact fact) {
        return switch (fact) {
            case DeskFact.OrderEntered _ -> 122;
            case DeskFact.ChangeOrdered _ -> 123;
            case DeskFact.OrderChanged _ -> 124;
            case DeskFact.ChangeFailed _ -> 125;
            case DeskFact.DeskCancelOrdered _ -> 126;
        };
    }

    static Event.DeskActed read(int kind, Reader r) {
        long orderId = r.int64();
        @Nullable
        String user = r.optionalText();
        String reason = r.text();
        return new Event.DeskActed(orderId, fact(kind, r), user, reason);
    }

    private static DeskFact fact(int kind, Reader r) {
        return switch (kind) {
            case 122 -> new DeskFact.OrderEntered(r.text());
            case 123 -> new DeskFact.ChangeOrdered(r.conditions(), r.riskFacts(), BECAUSE[r.int8()]);
            case 124 -> new DeskFact.OrderChanged(r.int64(), r.clOrdId(), r.conditions(), BECAUSE[r.int8()], r.bool());
            case 125 -> new DeskFact.ChangeFailed(r.text());
            case 126 -> new DeskFact.DeskCancelOrdered(BECAUSE[r.int8()]);
            default -> throw new IllegalStateException("fact " + kind + " of the desk is not known to this release");
        };
    }
}
