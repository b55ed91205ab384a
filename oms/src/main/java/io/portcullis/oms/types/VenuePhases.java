package io.portcullis.oms.types;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a venue is in its trading day, or in the next one while it is closed, and how the auctions of that day stand.
 *
 * @param now the auction that goes on; null while the venue trades continuously or is closed
 * @param until when that changes, as an operator reads it; empty while it is closed
 * @param auctions that it has, in their order; none for a venue of whose auctions we know nothing
 */
public record VenuePhases(@Nullable Auction now, String until, List<Standing> auctions) {

    /** Whether a venue takes orders for an auction. */
    public enum Stage {
        /** Later on that day. */
        NOT_YET,
        /** And collects them until the auction. */
        TAKES,
        /** That day's is over, or it has none. */
        OVER
    }

    /**
     * One auction, or all of that kind on one day.
     *
     * @param when from when, or until when, orders for it are taken, or were taken last, as an operator reads it; empty where there is none on that day
     */
    public record Standing(Auction auction, Stage stage, String when) {
    }

    private static final Stage[] STAGES = Stage.values();

    public VenuePhases {
        auctions = List.copyOf(auctions);
    }

    /** Whether orders for that time are taken now, as far as auctions go: where an auction is not known to have times, or the order is for none, they are. */
    public Stage stageFor(TimeInForce timeInForce) {
        Stage best = null;
        for (int i = 0; i < auctions.size(); i++) {
            Standing standing = auctions.get(i);
            if (standing.auction.isFor(timeInForce) && (best == null || isNearer(standing.stage, best))) {
                best = standing.stage;
            }
        }
        return best == null ? Stage.TAKES : best;
    }

    private static boolean isNearer(Stage one, Stage other) {
        return switch (one) {
            case TAKES -> other != Stage.TAKES;
            case NOT_YET -> other == Stage.OVER;
            case OVER -> false;
        };
    }

    /** Those in which an order for that time takes part. */
    public List<Standing> auctionsFor(TimeInForce timeInForce) {
        List<Standing> those = new ArrayList<>();
        for (Standing standing : auctions) {
            if (standing.auction.isFor(timeInForce)) {
                those.add(standing);
            }
        }
        return those;
    }

    /** An order for that time, if it was there, has had its auction. */
    public boolean hasPassed(TimeInForce timeInForce) {
        boolean isForAny = timeInForce == TimeInForce.AT_CROSSING || timeInForce == TimeInForce.GOOD_FOR_AUCTION;
        return isForAny ? now == null && !auctions.isEmpty() : stageFor(timeInForce) == Stage.OVER && (now == null || !now.isFor(timeInForce));
    }

    /** By its place in the list. */
    public static Stage stage(int ordinal) {
        return STAGES[ordinal];
    }

    /** As an operator reads it: {@code opening auction until Fri 2026-11-20 08:00 Europe/London}; empty while it is closed. */
    public String text() {
        return until.isEmpty() ? "" : (now == null ? "continuous trading" : now.text()) + " until " + until;
    }
}
