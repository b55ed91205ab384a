package io.portcullis.oms.limit;

import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that somebody has killed: all of the firm, or those that have all of the values. Written as a scope is, and with {@code venue=}: a kill at a venue is on
 * what orders have there.
 *
 * @param scope each of its values given, none of them {@code *}
 * @param venue null for all venues
 */
public record Subset(Scope scope, @Nullable VenueId venue) {

    public static final Subset FIRM = new Subset(Scope.FIRM, null);
    private static final String VENUE = "venue=";

    /** @throws IllegalArgumentException naming the dimension whose value can't be */
    public Subset {
        if (scope.value(Dimension.VENUE) != null) {
            throw new IllegalArgumentException("venue must not stand in the scope " + scope + ", which has it beside it");
        }
        for (Dimension dimension : scope.dimensions()) {
            if (Scope.EACH.equals(scope.value(dimension))) {
                throw new IllegalArgumentException(dimension.text() + " must be one value, was " + Scope.EACH + ", which only limits have");
            }
        }
    }

    /**
     * One as it is written: {@code firm}, {@code client=ACME}, {@code client=ACME venue=LIT1}.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static Subset of(String text) {
        List<String> parts = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        List<String> venues = parts.stream().filter(part -> part.startsWith(VENUE)).toList();
        if (venues.isEmpty()) {
            return new Subset(scope(text, text), null);
        }
        String venue = venues.getFirst().substring(VENUE.length());
        if (venues.size() > 1) {
            throw new IllegalArgumentException("subset " + text + " names venue twice");
        }
        if (venue.isEmpty() || venue.equals(Scope.EACH)) {
            throw new IllegalArgumentException("venue must be one value, was " + venue);
        }
        parts.removeAll(venues);
        return new Subset(parts.isEmpty() ? Scope.FIRM : scope(String.join(" ", parts), text), new VenueId(venue));
    }

    /** The same, null if it can't be understood. */
    public static @Nullable Subset ofOrNull(String text) {
        try {
            return of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether all orders of the other one are of this one, by what both say alone: an account is not known to belong to a client. */
    public boolean covers(Subset other) {
        return (venue == null || venue.equals(other.venue))
                && scope.values().entrySet().stream().allMatch(each -> each.getValue().equals(other.scope.value(each.getKey())));
    }

    private static Scope scope(String scope, String text) {
        try {
            return Scope.of(scope);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    why.startsWith("scope ") ? "subset " + text + " must be firm, or name=value with names out of group, client, desk, "
                            + "account, session, trader, algorithm, currency, sector, asset-class, symbol, side, venue" : why,
                    e);
        }
    }

    @Override
    public String toString() {
        return venue == null ? scope.toString() : (scope.equals(Scope.FIRM) ? "" : scope + " ") + VENUE + venue;
    }
}
