package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/** Where orders are whose price follows the market. They follow the best prices that are seen, and are not seen themselves, so that they never follow each other. */
final class Pegs {

    private static final long BASIS_POINTS = 10_000;
    private static final long ONE = 100_000_000L;

    private Pegs() {
    }

    /** On the tick, rounded away from the other side, and no farther than the order's limit; null while what it follows is not there. */
    static @Nullable Price price(ExchangeOrder order, @Nullable Price bid, @Nullable Price offer, Instrument instrument) {
        Peg peg = order.extras.peg();
        Long followed = peg == null ? null : followed(peg.follows(), order.side.isBuy(), bid, offer);
        if (peg == null || followed == null) {
            return null;
        }
        long raw = Math.addExact(followed, offset(peg, followed, instrument.ticks()));
        if (raw <= 0) {
            return null;
        }
        Price down = instrument.ticks().roundedDown(new Price(raw));
        Price price = order.side.isBuy() || down.raw() == raw ? down : new Price(down.raw() + instrument.ticks().tickAt(down).raw());
        Price limit = order.pegLimit;
        boolean isBeyond = limit != null && (order.side.isBuy() ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0);
        return isBeyond ? limit : price.isPositive() ? price : null;
    }

    private static @Nullable Long followed(Peg.Follows follows, boolean isBuy, @Nullable Price bid, @Nullable Price offer) {
        Price own = isBuy ? bid : offer;
        Price other = isBuy ? offer : bid;
        return switch (follows) {
            case PRIMARY -> own == null ? null : Long.valueOf(own.raw());
            case MARKET -> other == null ? null : Long.valueOf(other.raw());
            case MIDPRICE -> own == null || other == null ? null : Long.valueOf(own.raw() + (other.raw() - own.raw()) / 2);
            case TRAILING_STOP -> null;
        };
    }

    private static long offset(Peg peg, long followed, TickTable ticks) {
        return switch (peg.offsetType()) {
            case PRICE -> peg.offset();
            case TICKS -> Math.multiplyExact(peg.offset() / ONE, ticks.tickAt(new Price(followed)).raw());
            case BASIS_POINTS -> Math.multiplyExact(followed / BASIS_POINTS, peg.offset() / ONE);
        };
    }
}
