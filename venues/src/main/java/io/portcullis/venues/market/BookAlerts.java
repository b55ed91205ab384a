package io.portcullis.venues.market;

import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells people which books are not used, and why: those that were not for a second, one alert for all of a venue, and no second one of it within {@link #BETWEEN_ALERTS}. What is over at once, as a book
 * that is crossed between two messages, nobody has to look at.
 */
final class BookAlerts {

    private static final long LASTING = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_ALERTS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_NAMED = 5;

    private final Set<VenueBook> flawed = new LinkedHashSet<>();
    private final List<VenueBook> healed = new ArrayList<>();
    private Consumer<String> people = text -> {};

    void tell(Consumer<String> whom) {
        people = whom;
    }

    void flawed(VenueBook book) {
        flawed.add(book);
    }

    void healed(VenueBook book) {
        flawed.remove(book);
        if (book.isAlerted()) {
            healed.add(book);
        }
    }

    void forget(VenueId venue) {
        flawed.removeIf(book -> book.venue().equals(venue));
        healed.removeIf(book -> book.venue().equals(venue));
    }

    Collection<VenueBook> flawedOnes() {
        return Collections.unmodifiableCollection(flawed);
    }

    /** @param now epoch nanoseconds */
    void turn(long now) {
        Map<VenueFeed, List<VenueBook>> lasting = new LinkedHashMap<>();
        for (VenueBook book : flawed) {
            if (!book.isAlerted() && now - book.flawedSince() >= LASTING && now - book.feed.alertedTime() >= BETWEEN_ALERTS) {
                lasting.computeIfAbsent(book.feed, feed -> new ArrayList<>()).add(book);
            }
        }
        Map<VenueFeed, List<VenueBook>> over = new LinkedHashMap<>();
        for (VenueBook book : healed) {
            if (book.isUsable()) {
                over.computeIfAbsent(book.feed, feed -> new ArrayList<>()).add(book);
            }
            book.alerted(book.isAlerted() && !book.isUsable());
        }
        healed.clear();
        lasting.forEach((feed, books) -> {
            feed.alertedAt(now);
            books.forEach(book -> book.alerted(true));
            people.accept("market data of venue " + feed.venue() + " is not used: " + named(books, true));
        });
        over.forEach((feed, books) -> people.accept("market data of venue " + feed.venue() + " is used again: " + named(books, false)));
    }

    private static String named(List<VenueBook> books, boolean withReason) {
        StringBuilder text = new StringBuilder();
        books.stream().limit(MOST_NAMED)
                .forEach(book -> text.append(text.isEmpty() ? "" : withReason ? "; " : ", ").append(book.symbol()).append(withReason ? ", " + book.why() : ""));
        int others = books.size() - MOST_NAMED;
        return others > 0 ? text + " and " + others + " more" : text.toString();
    }
}
