package io.portcullis.venues.exchange;

import io.portcullis.oms.types.VenueId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What makes a simulated exchange alive beside its market maker.
 *
 * @param seed of all that is random in it; null: one of its name
 * @param ordersPerSecond of made-up members, for each instrument, on average; 0 for none
 * @param orderLots the size of such an order on average, in hundreds of lots
 * @param spreadTicks from the market maker's best bid to its best offer
 * @param tape what it follows instead; null for nothing
 */
public record ExchangeFlow(@Nullable Long seed, double ordersPerSecond, int orderLots, int spreadTicks, @Nullable Tape tape) {

    /**
     * A recorded day.
     *
     * @param source the path of a file, or a trading day whose tape the installation has
     * @param file of it; null until it is looked up
     * @param venue of the tape whose book and trades they are; null for the exchange's own name
     * @param speed how much faster than it was
     */
    public record Tape(String source, @Nullable Path file, @Nullable VenueId venue, int speed) {

        /** The same in that file. */
        public Tape in(Path found) {
            return new Tape(source, found, venue, speed);
        }
    }

    public static final int USUAL_ORDER_LOTS = 5;
    public static final int USUAL_SPREAD = 2;
    public static final ExchangeFlow USUAL = new ExchangeFlow(null, 0, USUAL_ORDER_LOTS, USUAL_SPREAD, null);

    /** The same after that tape. */
    public ExchangeFlow with(Tape other) {
        return new ExchangeFlow(seed, ordersPerSecond, orderLots, spreadTicks, other);
    }
}
