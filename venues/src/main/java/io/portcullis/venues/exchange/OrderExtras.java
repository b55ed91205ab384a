package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Quantity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What few orders at the exchange say beyond price and quantity.
 *
 * @param display how much of it is seen at a time; null for all
 * @param minQty MinQty(110): the least quantity of its first execution; null for any
 * @param allOrNone ExecInst(18)=G
 * @param postOnly ExecInst(18)=6: it must not take from the book
 * @param peg what its price follows; null for none
 * @param onHalt what becomes of it in a halt
 * @param selfMatchId SelfMatchPreventionID(2362): two orders with the same one are not executed against each other; null for none
 */
record OrderExtras(@Nullable Display display, @Nullable Quantity minQty, boolean allOrNone, boolean postOnly, @Nullable Peg peg, OnHalt onHalt,
        @Nullable String selfMatchId) {

    static final OrderExtras NONE = new OrderExtras(null, null, false, false, null, OnHalt.UNSAID, null);
    private static final int PARTS = 7;

    static OrderExtras of(Instructions i, @Nullable String selfMatchId) {
        OrderExtras extras = new OrderExtras(i.display(), i.minQty(), i.allOrNone(), i.postOnly(), i.peg(), i.onHalt(), selfMatchId);
        return extras.equals(NONE) ? NONE : extras;
    }

    OrderExtras with(@Nullable Display other) {
        return new OrderExtras(other, minQty, allOrNone, postOnly, peg, onHalt, selfMatchId);
    }

    /** It does not take each execution: it is not seen, and waits until there is enough. */
    boolean hasCondition() {
        return allOrNone || minQty != null;
    }

    /** For the journal: parts with commas between; the last one is the text that may have any characters. */
    String text() {
        Display d = display;
        Peg p = peg;
        return String.join(",", d == null ? "" : d.lowest() + "-" + d.highest(), minQty == null ? "" : minQty.toString(), allOrNone ? "G" : "",
                postOnly ? "6" : "",
                p == null ? "" : p.follows().code() + ":" + p.offset() + ":" + p.offsetType().code(), onHalt.name(), selfMatchId == null ? "" : selfMatchId);
    }

    static OrderExtras parse(String text) {
        String[] f = text.split(",", PARTS);
        String[] display = f[0].split("-");
        String[] peg = f[4].split(":");
        return new OrderExtras(f[0].isEmpty() ? null : new Display(Quantity.of(display[0]), Quantity.of(display[1])),
                f[1].isEmpty() ? null : Quantity.of(f[1]), f[2].equals("G"), f[3].equals("6"),
                f[4].isEmpty() ? null
                        : new Peg(Objects.requireNonNull(Peg.Follows.of(peg[0].charAt(0))), Long.parseLong(peg[1]),
                                Objects.requireNonNull(Peg.OffsetType.of(peg[2]))),
                OnHalt.valueOf(f[5]), f[6].isEmpty() ? null : f[6]);
    }
}
