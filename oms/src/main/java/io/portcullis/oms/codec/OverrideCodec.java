package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The binary form of what is said of overrides. */
public final class OverrideCodec {

    static final int KIND = 129;
    private static final int ASKED = 1;
    private static final int APPROVED = 2;
    private static final int ENDED = 3;
    private static final int OF_ORDER = 4;
    private static final LimitFact.Ending[] ENDINGS = LimitFact.Ending.values();

    private OverrideCodec() {
    }

    static void write(Event.OverridesTold e, Writer w) {
        w.int8(KIND);
        switch (e.fact()) {
            case OverrideFact.Asked f -> write(f, w.int8(ASKED));
            case OverrideFact.Approved f -> w.int8(APPROVED).int64(f.overrideId()).text(f.user()).text(f.reason());
            case OverrideFact.Ended f -> w.int8(ENDED).int64(f.overrideId()).int8(f.how().ordinal()).text(f.user()).text(f.reason());
        }
    }

    static void write(Event.OrderOverridden e, Writer w) {
        w.int8(KIND).int8(OF_ORDER).int64(e.orderId()).int64(e.overrideId()).text(e.user()).text(e.approver()).int16(e.objections().size());
        e.objections().forEach(objection -> w.int16(objection.refusal().number()).text(objection.text()));
    }

    /** Without the number of its kind. */
    public static void write(OverrideFact.Asked f, Writer w) {
        LimitOverride what = f.what();
        w.int64(f.overrideId()).text(what.scope().toString()).optionalText(what.clOrdId() == null ? null : what.clOrdId().value())
                .int16(what.refusals().size());
        what.refusals().forEach(refusal -> w.int16(refusal.number()));
        w.optional(what.upTo()).int32(what.orders()).int64(what.until()).text(f.user()).text(f.reason()).int64(f.expires());
    }

    static Event read(Reader r) {
        int fact = r.int8();
        return switch (fact) {
            case ASKED -> new Event.OverridesTold(readAsked(r));
            case APPROVED -> new Event.OverridesTold(new OverrideFact.Approved(r.int64(), r.text(), r.text()));
            case ENDED -> new Event.OverridesTold(new OverrideFact.Ended(r.int64(), ENDINGS[r.int8()], r.text(), r.text()));
            case OF_ORDER -> new Event.OrderOverridden(r.int64(), r.int64(), r.text(), r.text(), readObjections(r));
            default -> throw new IllegalStateException("no fact about overrides has the number " + fact);
        };
    }

    /** Without the number of its kind. */
    public static OverrideFact.Asked readAsked(Reader r) {
        long overrideId = r.int64();
        Scope scope = Scope.of(r.text());
        String clOrdId = r.optionalText();
        List<Refusal> refusals = new ArrayList<>();
        for (int count = r.int16(); count > 0; count--) {
            refusals.add(Refusal.of(r.int16()));
        }
        Quantity upTo = r.optionalQuantity();
        LimitOverride what = new LimitOverride(scope, clOrdId == null ? null : new ClOrdId(clOrdId), refusals, upTo, r.int32(), r.int64());
        return new OverrideFact.Asked(overrideId, what, r.text(), r.text(), r.int64());
    }

    private static List<Objection> readObjections(Reader r) {
        List<Objection> objections = new ArrayList<>();
        for (int count = r.int16(); count > 0; count--) {
            objections.add(new Objection(Refusal.of(r.int16()), r.text()));
        }
        return objections;
    }
}
