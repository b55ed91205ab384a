package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.PositionFact;
import java.util.ArrayList;
import java.util.List;

/** The binary form of what is said of positions. */
final class PositionCodec {

    static final int TOLD = 121;
    private static final int ENTERED = 1;
    private static final int MARKED = 2;

    private PositionCodec() {
    }

    static void write(Event.PositionsTold e, Writer w) {
        w.int8(TOLD);
        switch (e.fact()) {
            case PositionFact.Entered f -> {
                w.int8(ENTERED).text(f.user()).text(f.reason()).int32(f.entries().size());
                f.entries().forEach(entry -> w.text(entry.account()).text(entry.symbol()).money(entry.before()).money(entry.after()).optional(entry.price()));
            }
            case PositionFact.Marked f -> {
                w.int8(MARKED).int32(f.marks().size());
                f.marks().forEach(mark -> w.text(mark.symbol()).price(mark.price()));
            }
        }
    }

    static Event.PositionsTold read(Reader r) {
        int fact = r.int8();
        return new Event.PositionsTold(switch (fact) {
            case ENTERED -> {
                String user = r.text();
                String reason = r.text();
                List<PositionFact.Entry> entries = new ArrayList<>();
                for (int count = r.int32(); count > 0; count--) {
                    entries.add(new PositionFact.Entry(r.name(), r.name(), r.money(), r.money(), r.optionalPrice()));
                }
                yield new PositionFact.Entered(entries, user, reason);
            }
            case MARKED -> {
                List<PositionFact.Mark> marks = new ArrayList<>();
                for (int count = r.int32(); count > 0; count--) {
                    marks.add(new PositionFact.Mark(r.name(), r.price()));
                }
                yield new PositionFact.Marked(marks);
            }
            default -> throw new IllegalStateException("unknown fact about positions " + fact);
        });
    }
}
