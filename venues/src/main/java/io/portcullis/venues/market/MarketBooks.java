package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The books of all venues as last heard of, and what they are together. Changed and read on the shard's thread only. */
public final class MarketBooks implements Market {

    private final Map<String, ConsolidatedBook> books = new LinkedHashMap<>();
    private final Map<VenueId, VenueFeed> feeds = new LinkedHashMap<>();
    private final BookAlerts alerts = new BookAlerts();
    private final LongSupplier clock;
    private Instruments instruments;
    private Consumer<String> moved = symbol -> {};
    private BiConsumer<VenueId, String> shown = (venue, symbol) -> {};
    private Consumer<String> changed = symbol -> {};
    private Function<String, @Nullable Bands> bands = symbol -> null;
    private MarketListener listener = MarketListener.NOBODY;
    private @Nullable LocalDate day;

    /** Nobody asks how old its prices are: all count as of now. */
    public MarketBooks(Instruments instruments) {
        this(instruments, () -> Long.MAX_VALUE);
    }

    /** @param clock what it is when a price comes, epoch nanoseconds */
    public MarketBooks(Instruments instruments, LongSupplier clock) {
        this.instruments = instruments;
        this.clock = clock;
    }

    /** After a reload. */
    public void instruments(Instruments reloaded) {
        instruments = reloaded;
        feeds.values().forEach(VenueFeed::turn);
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }

    /** @param told the price bands that people or venues have told of an instrument; none that were worked out from these prices, so that a market that has moved is not hidden by them */
    public void boundBy(Function<String, @Nullable Bands> told) {
        bands = told;
    }

    /** Tells people which books can't be used, and why. */
    public void alert(Consumer<String> people) {
        alerts.tell(people);
    }

    // What is asked

    @Override
    public @Nullable Book book(VenueId venue, String symbol) {
        VenueBook book = venueBook(venue, symbol);
        return book == null || !book.isUsable() ? null : book.levels;
    }

    @Override
    public @Nullable Price lastTrade(VenueId venue, String symbol) {
        VenueBook book = venueBook(venue, symbol);
        return book == null ? null : book.levels.lastTrade();
    }

    private @Nullable VenueBook venueBook(VenueId venue, String symbol) {
        ConsolidatedBook all = books.get(symbol);
        return all == null ? null : all.of(venue);
    }

    /** The last trade at any venue; before the first, the middle of the best quotes. */
    @Override
    public @Nullable Price reference(String symbol) {
        ConsolidatedBook all = books.get(symbol);
        return all == null ? null : all.hasTraded() ? new Price(all.lastPrice()) : middle(all);
    }

    private static @Nullable Price middle(ConsolidatedBook all) {
        return all.has(true) && all.has(false) ? middle(all.best(true), all.best(false)) : null;
    }

    private static Price middle(long bid, long offer) {
        return new Price(bid + (offer - bid) / 2);
    }

    @Override
    public @Nullable Price referenceSince(String symbol, long earliest) {
        ConsolidatedBook all = books.get(symbol);
        if (all == null) {
            return null;
        }
        if (all.hasTraded() && all.lastTime() >= earliest) {
            return new Price(all.lastPrice());
        }
        return middle(all, earliest);
    }

    private static @Nullable Price middle(ConsolidatedBook all, long earliest) {
        Price bid = best(all, true, earliest);
        Price offer = best(all, false, earliest);
        return bid == null || offer == null ? null : middle(bid.raw(), offer.raw());
    }

    /** The middle of the best quotes of venues that have shown any price since then; null if there are none on either side. @param earliest epoch nanoseconds */
    public @Nullable Price middleSince(String symbol, long earliest) {
        ConsolidatedBook all = books.get(symbol);
        return all == null ? null : middle(all, earliest);
    }

    @Override
    public @Nullable Price lastTrade(String symbol) {
        ConsolidatedBook all = books.get(symbol);
        return all == null || !all.hasTraded() ? null : new Price(all.lastPrice());
    }

    @Override
    public @Nullable Price best(String symbol, boolean bids) {
        ConsolidatedBook all = books.get(symbol);
        return all == null || !all.has(bids) ? null : new Price(all.best(bids));
    }

    /** Of the venues that have shown any price since then. */
    private static @Nullable Price best(ConsolidatedBook all, boolean bids, long earliest) {
        boolean isAny = false;
        long best = 0;
        for (int i = 0; i < all.count(); i++) {
            VenueBook book = all.book(i);
            if (book.isUsable() && book.levels.levels(bids) > 0 && book.feed.shownTime() >= earliest) {
                long price = book.levels.price(bids, 0);
                best = !isAny ? price : bids ? Math.max(best, price) : Math.min(best, price);
                isAny = true;
            }
        }
        return isAny ? new Price(best) : null;
    }

    /** Null if no venue has shown anything of it. */
    public @Nullable ConsolidatedBook consolidated(String symbol) {
        return books.get(symbol);
    }

    /** Of each instrument of which any venue has shown something. */
    public Collection<ConsolidatedBook> all() {
        return Collections.unmodifiableCollection(books.values());
    }

    public Collection<VenueFeed> feeds() {
        return Collections.unmodifiableCollection(feeds.values());
    }

    /** What can't be used now, in the order in which that came. */
    public Collection<VenueBook> flawed() {
        return alerts.flawedOnes();
    }

    long now() {
        return clock.getAsLong();
    }

    // Who listens

    /** From now on, whenever a venue shows something else of an instrument that is told its symbol. On the shard's thread. */
    public void onMove(Consumer<String> listener) {
        moved = listener;
    }

    /** Likewise, also when a venue's book can't be used any more, or can again. */
    public void onChange(Consumer<String> listener) {
        changed = listener;
    }

    /** From now on, whenever a venue shows a price of an instrument, the same or another, that is told both. On the shard's thread. */
    public void onPrice(BiConsumer<VenueId, String> listener) {
        shown = listener;
    }

    /** From now on, of everything that venues show. On the shard's thread. */
    public void onAll(MarketListener of) {
        listener = of;
    }

    // What venues show

    /** What comes from that venue. */
    public VenueFeed feed(VenueId venue) {
        return feeds.computeIfAbsent(venue, VenueFeed::new);
    }

    /** The book of a venue, to be overwritten; an empty one if nothing was known. */
    public LevelBook bookToFill(VenueId venue, String symbol) {
        return bookOf(feed(venue), symbol, LevelBook.DEPTH).levels;
    }

    /** The book of a venue, to be changed until {@link #complete} says that it is whole. @param depth levels of a side, if it is a new one */
    public VenueBook bookOf(VenueFeed feed, String symbol, int depth) {
        ConsolidatedBook all = books.computeIfAbsent(symbol, ConsolidatedBook::new);
        VenueBook known = all.of(feed.venue());
        if (known != null) {
            return known;
        }
        VenueBook book = new VenueBook(feed, all, new LevelBook(depth));
        all.add(book);
        return book;
    }

    /** A venue's last trade, of a quantity that nobody says; its book has it, too. */
    public void traded(String symbol, Price price) {
        traded(symbol, price.raw(), 0);
    }

    /** A venue shows a trade that is new. @param quantity times 10<sup>8</sup>; 0 if nobody says */
    void traded(VenueBook book, long price, long quantity) {
        traded(book.symbol(), price, quantity);
        listener.traded(book.venue(), book.symbol(), TradeKind.NEW, price, quantity);
    }

    /** It says something else of an old one, or takes it back. */
    void amended(VenueBook book, TradeKind kind, long price, long quantity) {
        listener.traded(book.venue(), book.symbol(), kind, price, quantity);
    }

    private void traded(String symbol, long price, long quantity) {
        books.computeIfAbsent(symbol, ConsolidatedBook::new).traded(price, quantity, clock.getAsLong());
    }

    /** A trade of before that the venue shows as its last one. @param time epoch nanoseconds; {@link ConsolidatedBook#UNKNOWN_TIME} if nobody says */
    void tradedBefore(VenueBook book, long price, long time) {
        book.within.traded(price, 0, Math.min(time, clock.getAsLong()));
        listener.traded(book.venue(), book.symbol(), TradeKind.BEFORE, price, 0);
    }

    /** The venue has shown a price. */
    public void shown(VenueId venue, String symbol) {
        shown(feed(venue), symbol, clock.getAsLong());
    }

    private void shown(VenueFeed feed, String symbol, long now) {
        feed.shown(now);
        if (feed.isStale()) {
            feed.stale(false);
            books.values().forEach(all -> notStale(all, feed));
        }
        shown.accept(feed.venue(), symbol);
    }

    private void notStale(ConsolidatedBook all, VenueFeed feed) {
        VenueBook book = all.of(feed.venue());
        if (book != null && book.flaw() == Flaw.STALE) {
            judge(book, clock.getAsLong());
            changed.accept(all.symbol());
        }
    }

    /** The venue has shown all of it. */
    public void moved(String symbol) {
        ConsolidatedBook all = books.get(symbol);
        if (all != null) {
            all.settle();
        }
        changed.accept(symbol);
        moved.accept(symbol);
    }

    /** What a message has changed of a book is whole now. What kept it from being used is over, unless there is something wrong in it. */
    public void complete(VenueBook book) {
        long now = clock.getAsLong();
        book.levels.toldAt(now);
        book.feed.updated();
        judge(book, now);
        if (!book.levels.isEmpty() || book.levels.lastTrade() != null) {
            shown(book.feed, book.symbol(), now);
        }
        moved(book.symbol());
    }

    private void judge(VenueBook book, long now) {
        Flaw flaw = BookChecks.of(book.levels, book.feed.terms(), instruments.bySymbol(book.symbol()), bands.apply(book.symbol()));
        if (flaw == null) {
            if (!book.isUsable()) {
                book.healed();
                alerts.healed(book);
            }
        } else if (flaw != book.flaw()) {
            flawed(book, flaw, BookChecks.text(flaw, book.levels, instruments.bySymbol(book.symbol()), bands.apply(book.symbol())), now);
            return;
        }
        listener.book(book);
    }

    /** The book is not used until the venue has shown all of it anew. */
    void flawed(VenueBook book, Flaw flaw, String text) {
        flawed(book, flaw, text, clock.getAsLong());
        moved(book.symbol());
    }

    private void flawed(VenueBook book, Flaw flaw, String text, long now) {
        book.flawed(flaw, text, now);
        alerts.flawed(book);
        listener.book(book);
    }

    /** The venue's link is down: what it showed is not true any more. */
    public void forget(VenueId venue) {
        feed(venue).disconnected();
        alerts.forget(venue);
        for (ConsolidatedBook all : books.values()) {
            VenueBook book = all.of(venue);
            if (book != null) {
                listener.gone(book);
                all.remove(venue);
                changed.accept(all.symbol());
            }
        }
    }

    // By the clock

    /**
     * To be called once a second: looks for venues that are silent while others are not, at price bands that have changed, asks for what is missing, and tells people what can't be used.
     *
     * @param tradingDay volumes are of that day; null before the first
     */
    public void turn(@Nullable LocalDate tradingDay) {
        long now = clock.getAsLong();
        if (!Objects.equals(day, tradingDay)) {
            day = tradingDay;
            books.values().forEach(ConsolidatedBook::startDay);
        }
        for (ConsolidatedBook all : books.values()) {
            if (bands.apply(all.symbol()) != null) {
                lookAgain(all, now);
            }
        }
        alerts.flawedOnes().stream().filter(book -> isOfContents(book.flaw())).toList().forEach(book -> lookAgain(book.within, now));
        for (VenueFeed feed : feeds.values()) {
            if (feed.isSilent(now)) {
                silent(feed, now);
            }
            feed.turn();
        }
        alerts.turn(now);
        listener.turn(tradingDay);
    }

    private static boolean isOfContents(@Nullable Flaw flaw) {
        return flaw != null && flaw.isOfContents();
    }

    private void lookAgain(ConsolidatedBook all, long now) {
        for (int i = 0; i < all.count(); i++) {
            VenueBook book = all.book(i);
            boolean wasUsable = book.isUsable();
            if (wasUsable || isOfContents(book.flaw())) {
                judge(book, now);
            }
            if (wasUsable != book.isUsable()) {
                moved(all.symbol());
            }
        }
    }

    /** Where nobody moves it is night; where one stands still among others its prices are old. It is asked: a venue that has only nothing new answers. */
    private void silent(VenueFeed feed, long now) {
        long most = feed.terms().staleAfter().toNanos();
        boolean isStale = false;
        for (ConsolidatedBook all : books.values()) {
            VenueBook book = all.of(feed.venue());
            if (book != null && !book.levels.isEmpty() && othersMove(all, feed, now - most)) {
                isStale = true;
                break;
            }
        }
        if (!isStale) {
            return;
        }
        if (!feed.isStale()) {
            feed.stale(true);
            String text = "its venue has shown nothing for " + feed.terms().staleAfter().toSeconds() + " s, while others have";
            books.values().forEach(all -> stale(all, feed, text, now));
        }
        feed.probe(now);
    }

    private static boolean othersMove(ConsolidatedBook all, VenueFeed feed, long since) {
        for (int i = 0; i < all.count(); i++) {
            VenueBook other = all.book(i);
            if (other.feed != feed && other.levels.time() > since) {
                return true;
            }
        }
        return false;
    }

    private void stale(ConsolidatedBook all, VenueFeed feed, String text, long now) {
        VenueBook book = all.of(feed.venue());
        if (book != null && (book.isUsable() || isOfContents(book.flaw()))) {
            flawed(book, Flaw.STALE, text, now);
            moved(all.symbol());
        }
    }
}
