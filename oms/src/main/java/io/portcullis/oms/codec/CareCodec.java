package io.portcullis.oms.codec;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import org.jspecify.annotations.Nullable;

/** The binary form of what happens to care orders: each kind of fact has a number of its own among the kinds of events. */
final class CareCodec {

    static final int FIRST_KIND = 96;
    static final int LAST_KIND = 108;

    private CareCodec() {
    }

    static void write(Event.OrderWorked e, Writer w) {
        w.int8(kindOf(e.fact())).int64(e.orderId()).optionalText(e.user()).text(e.reason());
        switch (e.fact()) {
            case CareFact.PassedOn f -> w.text(f.to());
            case CareFact.PartRouted f -> w.conditions(f.conditions()).optionalText(f.venue() == null ? null : f.venue().value());
            case CareFact.PartCalledBack f -> w.int64(f.childId());
            case CareFact.FillTakenBack f -> w.int64(f.execId());
            case CareFact.FillPutRight f -> w.int64(f.execId());
            case CareFact.FillsReleased f -> {
                w.bool(f.isOver()).int16(f.execIds().size());
                f.execIds().forEach(w::int64);
                f.transactTimes().forEach(w::int64);
            }
            case CareFact.Staged _,CareFact.Claimed _,CareFact.GivenBack _,CareFact.Locked _,CareFact.Unlocked _,CareFact.RequestDenied _,CareFact.FillsHeld _ -> {
                // they say no more
            }
        }
    }

    private static int kindOf(CareFact fact) {
        return switch (fact) {
            case CareFact.Staged _ -> 96;
            case CareFact.Claimed _ -> 97;
            case CareFact.GivenBack _ -> 98;
            case CareFact.PassedOn _ -> 99;
            case CareFact.Locked _ -> 100;
            case CareFact.Unlocked _ -> 101;
            case CareFact.RequestDenied _ -> 102;
            case CareFact.PartRouted _ -> 103;
            case CareFact.PartCalledBack _ -> 104;
            case CareFact.FillTakenBack _ -> 105;
            case CareFact.FillPutRight _ -> 106;
            case CareFact.FillsHeld _ -> 107;
            case CareFact.FillsReleased _ -> 108;
        };
    }

    static Event.OrderWorked read(int kind, Reader r) {
        long orderId = r.int64();
        @Nullable
        String user = r.optionalText();
        String reason = r.text();
        return new Event.OrderWorked(orderId, fact(kind, r), user, reason);
    }

    private static CareFact fact(int kind, Reader r) {
        return switch (kind) {
            case 96 -> new CareFact.Staged();
            case 97 -> new CareFact.Claimed();
            case 98 -> new CareFact.GivenBack();
            case 99 -> new CareFact.PassedOn(r.text());
            case 100 -> new CareFact.Locked();
            case 101 -> new CareFact.Unlocked();
            case 102 -> new CareFact.RequestDenied();
            case 103 -> new CareFact.PartRouted(r.conditions(), r.optionalVenue());
            case 104 -> new CareFact.PartCalledBack(r.int64());
            case 105 -> new CareFact.FillTakenBack(r.int64());
            case 106 -> new CareFact.FillPutRight(r.int64());
            case 107 -> new CareFact.FillsHeld();
            case 108 -> {
                boolean isOver = r.bool();
                int count = r.int16();
                yield new CareFact.FillsReleased(r.numbers(count), r.numbers(count), isOver);
            }
            default -> throw new IllegalStateException("care fact " + kind + " is not known to this release");
        };
    }
}
