package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.event.VenueLook.Level;
import io.portcullis.oms.event.VenueLook.Verdict;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary form of what explains a routing. There is one with nearly every order: what is not there takes no room. */
final class RoutingCodec {

    static final int KIND = 127;
    private static final int GIVEN = 1;
    private static final int MOST = 2;
    private static final int COST = 4;
    /** The cost is the price of the last level. */
    private static final int COST_IS_PRICE = 8;
    private static final int AHEAD = 16;
    private static final int MEASURED = 32;
    private static final Verdict[] VERDICTS = Verdict.values();

    private RoutingCodec() {
    }

    static void write(Event.OrderRouted e, Writer w) {
        w.int8(KIND).int64(e.orderId()).code(e.side().code()).quantity(e.quantity()).text(e.strategy()).int32(e.rule()).int16(e.venues().size());
        for (int i = 0; i < e.venues().size(); i++) {
            write(e.venues().get(i), w);
        }
    }

    private static void write(VenueLook look, Writer w) {
        int bits = bits(look);
        w.text(look.venue().value()).int8(look.verdict().ordinal()).int8(bits);
        if ((bits & GIVEN) != 0) {
            w.quantity(look.given());
        }
        if (look.most() != null) {
            w.quantity(look.most());
        }
        w.int16(look.levels().size());
        for (int i = 0; i < look.levels().size(); i++) {
            w.price(look.levels().get(i).price()).quantity(look.levels().get(i).quantity());
        }
        if (look.cost() != null && (bits & COST) != 0) {
            w.price(look.cost());
        }
        if (look.ahead() != null) {
            w.quantity(look.ahead());
        }
        if (look.measured() != null) {
            w.price(look.measured());
        }
    }

    private static int bits(VenueLook look) {
        boolean isPrice = look.cost() != null && !look.levels().isEmpty() && look.cost().equals(look.levels().getLast().price());
        return (look.given().isZero() ? 0 : GIVEN) | (look.most() == null ? 0 : MOST) | (isPrice ? COST_IS_PRICE : look.cost() == null ? 0 : COST)
                | (look.ahead() == null ? 0 : AHEAD) | (look.measured() == null ? 0 : MEASURED);
    }

    static Event.OrderRouted read(Reader r) {
        long orderId = r.int64();
        var side = r.side();
        Quantity quantity = r.quantity();
        String strategy = r.name();
        int rule = r.int32();
        int count = r.int16();
        List<VenueLook> venues = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            venues.add(readLook(r));
        }
        return new Event.OrderRouted(orderId, side, quantity, strategy, rule, venues);
    }

    private static VenueLook readLook(Reader r) {
        VenueId venue = r.venue();
        Verdict verdict = VERDICTS[r.int8()];
        int bits = r.int8();
        Quantity given = (bits & GIVEN) != 0 ? r.quantity() : Quantity.ZERO;
        Quantity most = (bits & MOST) != 0 ? r.quantity() : null;
        int count = r.int16();
        List<Level> levels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            levels.add(new Level(r.price(), r.quantity()));
        }
        return new VenueLook(venue, verdict, given, most, levels, cost(bits, levels, r), (bits & AHEAD) != 0 ? r.quantity() : null,
                (bits & MEASURED) != 0 ? r.price() : null);
    }

    private static @Nullable Price cost(int bits, List<Level> levels, Reader r) {
        return (bits & COST_IS_PRICE) != 0 ? levels.getLast().price() : (bits & COST) != 0 ? r.price() : null;
    }
}
