package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * Where, or how, a client wants its order to be routed. It is agreed with its session what it may wish for.
 *
 * @param destination ExDestination(100): all of it goes to that venue, and to no other one; null for where the router says
 * @param strategy TargetStrategy(847), since FIX 4.4: the rules of routing that are for it; null for the others
 */
public record RoutingWish(@Nullable VenueId destination, @Nullable String strategy) {

    /** Null if nothing is wished for. */
    public static @Nullable RoutingWish of(@Nullable VenueId destination, @Nullable String strategy) {
        return destination == null && strategy == null ? null : new RoutingWish(destination, strategy);
    }

    /** The same as far as something is said here, and else as there: a replace need not say it again. @param before null for nothing */
    public static @Nullable RoutingWish ofReplace(@Nullable RoutingWish asked, @Nullable RoutingWish before) {
        if (asked == null || before == null) {
            return asked == null ? before : asked;
        }
        return new RoutingWish(asked.destination == null ? before.destination : asked.destination, asked.strategy == null ? before.strategy : asked.strategy);
    }
}
