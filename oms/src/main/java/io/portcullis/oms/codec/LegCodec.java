package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LegFact;

/** The binary form of what venues report of single legs: each kind of fact has a number of its own among the kinds of events. */
final class LegCodec {

    static final int FIRST_KIND = 117;
    static final int LAST_KIND = 120;

    private LegCodec() {
    }

    static void write(Event.LegReported e, Writer w) {
        switch (e.fact()) {
            case LegFact.Filled f -> write(f.leg(), w.int8(117).int64(e.childId()).int64(f.execId())).text(f.venueExecId()).quantity(f.lastQty())
                    .price(f.lastPx()).optionalText(f.tradeDate());
            case LegFact.Busted f -> w.int8(118).int64(e.childId()).int64(f.execId()).int64(f.bustedExecId()).text(f.venueExecId());
            case LegFact.Corrected f -> w.int8(119).int64(e.childId()).int64(f.execId()).int64(f.correctedExecId()).text(f.venueExecId())
                    .quantity(f.lastQty()).price(f.lastPx());
            case LegFact.RevisedAhead f -> write(f.leg(), w.int8(120).int64(e.childId())).text(f.execRefId()).text(f.venueExecId()).optional(f.lastQty())
                    .optional(f.lastPx());
        }
    }

    private static Writer write(LegFact.Which leg, Writer w) {
        return w.text(leg.refId()).text(leg.symbol()).code(leg.side().code());
    }

    static Event.LegReported read(int kind, Reader r) {
        long childId = r.int64();
        return new Event.LegReported(childId, switch (kind) {
            case 117 -> new LegFact.Filled(r.int64(), which(r), r.text(), r.quantity(), r.price(), r.optionalName());
            case 118 -> new LegFact.Busted(r.int64(), r.int64(), r.text());
            case 119 -> new LegFact.Corrected(r.int64(), r.int64(), r.text(), r.quantity(), r.price());
            case 120 -> new LegFact.RevisedAhead(which(r), r.text(), r.text(), r.optionalQuantity(), r.optionalPrice());
            default -> throw new IllegalStateException("leg fact " + kind + " is not known to this release");
        });
    }

    private static LegFact.Which which(Reader r) {
        return new LegFact.Which(r.name(), r.name(), r.side());
    }
}
