package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import java.util.ArrayList;
import java.util.List;

/** The binary form of what is said of kills. */
public final class KillCodec {

    private static final int TOLD = 73;
    private static final int KILLED = 74;
    private static final int ORDERED = 1;
    private static final int WORKED_OFF = 2;
    private static final int FLAT = 3;
    private static final int RELEASE_PROPOSED = 4;
    private static final int RELEASE_ENDED = 5;
    private static final int RELEASED = 6;
    private static final int REHEARSED = 7;
    private static final int ORDERED_WITH_RELEASE = 8;
    private static final int ANSWERED = 9;
    private static final int ORDERED_WITH_SYMBOLS = 10;
    private static final int SYMBOLS_ADDED = 11;
    private static final int AWAITED = 12;
    private static final int COMPLETED = 13;
    private static final LimitFact.Ending[] ENDINGS = LimitFact.Ending.values();

    private KillCodec() {
    }

    static void write(Event.OrderKilled e, Writer w) {
        w.int8(KILLED).int64(e.orderId()).int64(e.killId());
    }

    static void write(Event.KillTold e, Writer w) {
        w.int8(TOLD);
        switch (e.fact()) {
            case KillFact.Ordered f when !f.symbols().isEmpty() -> {
                write(f, w.int8(ORDERED_WITH_SYMBOLS).text(f.release().toString()));
                writeSymbols(f, w);
            }
            case KillFact.Ordered f when f.release().equals(Release.BY_TWO_PERSONS) -> write(f, w.int8(ORDERED));
            case KillFact.Ordered f -> write(f, w.int8(ORDERED_WITH_RELEASE).text(f.release().toString()));
            case KillFact.WorkedOff f -> w.int8(WORKED_OFF).int64(f.killId()).int32(f.orders());
            case KillFact.Flat f -> w.int8(FLAT).int64(f.killId()).int32(f.orders());
            case KillFact.ReleaseProposed f -> write(f, w.int8(RELEASE_PROPOSED));
            case KillFact.ReleaseEnded f -> w.int8(RELEASE_ENDED).int64(f.killId()).int8(f.how().ordinal()).text(f.user()).text(f.reason());
            case KillFact.Released f -> w.int8(RELEASED).int64(f.killId()).text(f.user()).optionalText(f.approver()).text(f.reason());
            case KillFact.Rehearsed f -> write(f, w.int8(REHEARSED));
            case KillFact.Answered f -> write(f, w.int8(ANSWERED));
            case KillFact.SymbolsAdded f -> {
                w.int8(SYMBOLS_ADDED).int64(f.killId()).bool(f.areAll()).int32(f.symbols().size());
                f.symbols().forEach(w::text);
            }
            case KillFact.Awaited f -> write(f, w.int8(AWAITED));
            case KillFact.Completed f -> write(f.asked(), w.int8(COMPLETED).int64(f.killId()).int64(f.reportId()).text(f.session().value()).int32(f.orders()));
        }
    }

    /** Without the number of its kind, without who lets it be over, and without its symbols. */
    public static void write(KillFact.Ordered f, Writer w) {
        w.int64(f.killId()).text(f.subset().toString()).text(f.user()).text(f.reason()).int32(f.accounts().size());
        f.accounts().forEach(w::text);
    }

    public static void writeSymbols(KillFact.Ordered f, Writer w) {
        w.int32(f.symbols().size());
        f.symbols().forEach(w::text);
    }

    /** Without the number of its kind. */
    public static void write(KillFact.ReleaseProposed f, Writer w) {
        w.int64(f.killId()).text(f.user()).text(f.reason()).int64(f.expires());
    }

    /** Without the number of its kind. */
    public static void write(KillFact.Rehearsed f, Writer w) {
        w.int64(f.killId()).text(f.subset().toString()).int32(f.orders()).text(f.user()).text(f.reason()).int16(f.parts().size());
        f.parts().forEach(part -> w.text(part.venue()).int32(part.parts()));
        w.int32(f.orderIds().size());
        f.orderIds().forEach(w::int64);
    }

    /** Without the number of its kind. */
    public static void write(KillFact.Awaited f, Writer w) {
        write(f.asked(), w.int64(f.killId()).text(f.session().value()));
    }

    private static void write(KillFact.Asked asked, Writer w) {
        switch (asked) {
            case KillFact.Asked.ByParty by -> write(by.action(), w.bool(true));
            case KillFact.Asked.ByMassAction by -> w.bool(false).text(by.clOrdId().value()).massCancel(by.terms());
        }
    }

    private static KillFact.Asked readAsked(Reader r) {
        return r.bool() ? new KillFact.Asked.ByParty(readAction(r)) : new KillFact.Asked.ByMassAction(r.clOrdId(), r.massCancel());
    }

    private static Writer write(PartyAction action, Writer w) {
        return w.text(action.requestId()).text(action.type()).bool(action.isTest()).text(action.partyId()).text(action.source()).int32(action.role());
    }

    private static PartyAction readAction(Reader r) {
        return new PartyAction(r.text(), r.text(), r.bool(), r.text(), r.text(), r.int32());
    }

    private static void write(KillFact.Answered f, Writer w) {
        write(f.action(), w.int64(f.killId()).text(f.session().value())).bool(f.objection() != null);
        if (f.objection() != null) {
            w.int32(f.objection().refusal().number()).text(f.objection().text());
        }
    }

    private static KillFact.Answered readAnswered(Reader r) {
        return new KillFact.Answered(r.int64(), r.session(), readAction(r),
                r.bool() ? new Objection(Refusal.of(r.int32()), r.text()) : null);
    }

    static boolean isKind(int kind) {
        return kind == TOLD || kind == KILLED;
    }

    static Event read(int kind, Reader r) {
        return kind == KILLED ? new Event.OrderKilled(r.int64(), r.int64()) : new Event.KillTold(readFact(r));
    }

    private static KillFact readFact(Reader r) {
        int fact = r.int8();
        return switch (fact) {
            case ORDERED -> readOrdered(Release.BY_TWO_PERSONS, r);
            case ORDERED_WITH_RELEASE -> readOrdered(Release.of(r.text()), r);
            case ORDERED_WITH_SYMBOLS -> readSymbols(readOrdered(Release.of(r.text()), r), r);
            case WORKED_OFF -> new KillFact.WorkedOff(r.int64(), r.int32());
            case FLAT -> new KillFact.Flat(r.int64(), r.int32());
            case RELEASE_PROPOSED -> readProposed(r);
            case RELEASE_ENDED -> new KillFact.ReleaseEnded(r.int64(), ENDINGS[r.int8()], r.text(), r.text());
            case RELEASED -> new KillFact.Released(r.int64(), r.text(), r.optionalText(), r.text());
            case REHEARSED -> readRehearsed(r);
            case ANSWERED -> readAnswered(r);
            case SYMBOLS_ADDED -> readSymbolsAdded(r);
            case AWAITED -> readAwaited(r);
            case COMPLETED -> readCompleted(r);
            default -> throw new IllegalStateException("no fact about kills has the number " + fact);
        };
    }

    private static KillFact.SymbolsAdded readSymbolsAdded(Reader r) {
        long killId = r.int64();
        boolean areAll = r.bool();
        return new KillFact.SymbolsAdded(killId, r.texts(r.int32()), areAll);
    }

    /** Without the number of its kind. */
    public static KillFact.Awaited readAwaited(Reader r) {
        return new KillFact.Awaited(r.int64(), r.session(), readAsked(r));
    }

    private static KillFact.Completed readCompleted(Reader r) {
        long killId = r.int64();
        long reportId = r.int64();
        SessionKey session = r.session();
        int orders = r.int32();
        return new KillFact.Completed(killId, reportId, session, readAsked(r), orders);
    }

    /** What {@link #write(KillFact.Ordered, Writer)} has written. */
    public static KillFact.Ordered readOrdered(Release release, Reader r) {
        long killId = r.int64();
        Subset subset = Subset.of(r.text());
        String user = r.text();
        String reason = r.text();
        return new KillFact.Ordered(killId, subset, r.texts(r.int32()), user, reason, release);
    }

    /** The same kill, with the symbols that were written behind it. */
    public static KillFact.Ordered readSymbols(KillFact.Ordered f, Reader r) {
        return f.with(r.texts(r.int32()));
    }

    /** Without the number of its kind. */
    public static KillFact.ReleaseProposed readProposed(Reader r) {
        return new KillFact.ReleaseProposed(r.int64(), r.text(), r.text(), r.int64());
    }

    /** Without the number of its kind. */
    public static KillFact.Rehearsed readRehearsed(Reader r) {
        long killId = r.int64();
        Subset subset = Subset.of(r.text());
        int orders = r.int32();
        String user = r.text();
        String reason = r.text();
        int count = r.int16();
        List<KillFact.AtVenue> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(new KillFact.AtVenue(r.text(), r.int32()));
        }
        return new KillFact.Rehearsed(killId, subset, orders, r.numbers(r.int32()), parts, user, reason);
    }
}
