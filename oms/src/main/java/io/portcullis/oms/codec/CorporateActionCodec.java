package io.portcullis.oms.codec;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Ratio;
import java.time.LocalDate;

/** The binary form of what is said of corporate actions. */
public final class CorporateActionCodec {

    private static final int STARTED = 67;
    private static final int ADJUSTED = 68;
    private static final int DONE = 69;
    private static final int CHILD_ADJUSTED = 72;
    private static final CorporateAction.Kind[] KINDS = CorporateAction.Kind.values();

    private CorporateActionCodec() {
    }

    static void write(Event.CorporateActionTold e, Writer w) {
        switch (e.fact()) {
            case CorporateActionFact.Started f -> write(f, w.int8(STARTED));
            case CorporateActionFact.Done f -> w.int8(DONE).text(f.action());
        }
    }

    /** Without the number of its kind. */
    public static void write(CorporateActionFact.Started f, Writer w) {
        CorporateAction a = f.terms();
        w.int8(a.kind().ordinal()).text(a.symbol()).int64(a.exDate().toEpochDay());
        write(a.shares(), w);
        w.optional(a.amount()).optionalText(a.newSymbol()).bool(f.cancelsOrders()).text(f.digest()).int32(f.orders()).text(f.user()).text(f.reason());
    }

    static void write(Event.OrderAdjusted e, Writer w) {
        Adjustment to = e.to();
        w.int8(ADJUSTED).int64(e.execId()).int64(e.orderId()).text(to.action()).bool(to.isCanceled()).text(to.symbol()).conditions(to.conditions());
        write(to.shares(), w);
        w.price(to.valuationPrice()).quantity(to.unit()).int64(to.exDate().toEpochDay()).text(to.text());
    }

    static void write(Event.ChildOrderAdjusted e, Writer w) {
        w.int8(CHILD_ADJUSTED).int64(e.childId()).conditions(e.conditions()).quantity(e.cumQty());
    }

    /** A ratio. */
    public static void write(Ratio ratio, Writer w) {
        w.int64(ratio.to()).int64(ratio.from());
    }

    static boolean isKind(int kind) {
        return kind >= STARTED && kind <= DONE || kind == CHILD_ADJUSTED;
    }

    static Event read(int kind, Reader r) {
        return switch (kind) {
            case STARTED -> new Event.CorporateActionTold(readStarted(r));
            case DONE -> new Event.CorporateActionTold(new CorporateActionFact.Done(r.text()));
            case ADJUSTED -> new Event.OrderAdjusted(r.int64(), r.int64(), readAdjustment(r));
            case CHILD_ADJUSTED -> new Event.ChildOrderAdjusted(r.int64(), r.conditions(), r.quantity());
            default -> throw new IllegalStateException("event kind " + kind + " says nothing of corporate actions");
        };
    }

    /** Without the number of its kind. */
    public static CorporateActionFact.Started readStarted(Reader r) {
        CorporateAction.Kind kind = KINDS[r.int8()];
        String symbol = r.text();
        LocalDate exDate = LocalDate.ofEpochDay(r.int64());
        Ratio shares = readRatio(r);
        CorporateAction action = new CorporateAction(kind, symbol, exDate, kind == CorporateAction.Kind.SPLIT ? shares : null, r.optionalPrice(),
                r.optionalText());
        return new CorporateActionFact.Started(action, r.bool(), r.text(), r.int32(), r.text(), r.text());
    }

    private static Adjustment readAdjustment(Reader r) {
        return new Adjustment(r.text(), r.bool(), r.name(), r.conditions(), readRatio(r), r.price(), r.quantity(), LocalDate.ofEpochDay(r.int64()), r.text());
    }

    /** A ratio. */
    public static Ratio readRatio(Reader r) {
        return new Ratio(r.int64(), r.int64());
    }
}
