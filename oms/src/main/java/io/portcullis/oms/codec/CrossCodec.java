package io.portcullis.oms.codec;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import java.util.ArrayList;
import java.util.List;

/** The binary form of what happens to cross orders: each kind of fact has a number of its own among the kinds of events. */
public final class CrossCodec {

    static final int FIRST_KIND = 88;
    static final int LAST_KIND = 91;
    private static final CrossFact.Message[] MESSAGES = CrossFact.Message.values();
    private static final CrossType[] TYPES = CrossType.values();
    private static final CrossPrioritization[] PRIORITIZATIONS = CrossPrioritization.values();

    private CrossCodec() {
    }

    static void write(Event.CrossChanged e, Writer w) {
        w.int8(kindOf(e.fact())).int64(e.crossId()).text(e.session().value());
        writeFact(e.fact(), w);
    }

    static Event.CrossChanged read(int kind, Reader r) {
        return new Event.CrossChanged(r.int64(), r.session(), fact(kind, r));
    }

    /** With its kind, to be read by {@link #readFact}. */
    public static void writeWithKind(CrossFact fact, Writer w) {
        writeFact(fact, w.int8(kindOf(fact)));
    }

    /** @throws IllegalStateException if this release does not know it */
    public static CrossFact readFact(Reader r) {
        return fact(r.int8(), r);
    }

    private static int kindOf(CrossFact fact) {
        return switch (fact) {
            case CrossFact.Accepted _ -> 88;
            case CrossFact.Refused _ -> 89;
            case CrossFact.Requested _ -> 90;
            case CrossFact.Sent _ -> 91;
        };
    }

    private static void writeFact(CrossFact fact, Writer w) {
        switch (fact) {
            case CrossFact.Accepted f -> write(f.sides(), write(f.terms(), w.text(f.name())));
            case CrossFact.Refused f -> write(f.sides(), write(f.terms(), w.text(f.name())));
            case CrossFact.Requested f -> write(f.sides(), w.text(f.name()));
            case CrossFact.Sent f -> {
                w.int8(f.message().ordinal()).int8(f.requestIds().size());
                f.requestIds().forEach(w::int64);
            }
        }
    }

    private static Writer write(CrossTerms terms, Writer w) {
        return w.int8(terms.type().ordinal()).int8(terms.prioritization().ordinal());
    }

    private static void write(List<CrossFact.Side> sides, Writer w) {
        w.int8(sides.size());
        sides.forEach(side -> w.int64(side.orderId()).text(side.clOrdId().value()).optionalText(side.fields()));
    }

    private static CrossFact fact(int kind, Reader r) {
        return switch (kind) {
            case 88 -> new CrossFact.Accepted(r.text(), terms(r), sides(r));
            case 89 -> new CrossFact.Refused(r.text(), terms(r), sides(r));
            case 90 -> new CrossFact.Requested(r.text(), sides(r));
            case 91 -> new CrossFact.Sent(MESSAGES[r.int8()], r.numbers(r.int8()));
            default -> throw new IllegalStateException("cross fact " + kind + " is not known to this release");
        };
    }

    private static CrossTerms terms(Reader r) {
        return new CrossTerms(TYPES[r.int8()], PRIORITIZATIONS[r.int8()]);
    }

    private static List<CrossFact.Side> sides(Reader r) {
        int count = r.int8();
        List<CrossFact.Side> sides = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sides.add(new CrossFact.Side(r.int64(), r.clOrdId(), r.optionalText()));
        }
        return sides;
    }
}
