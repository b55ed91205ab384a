package io.portcullis.venues.market;

import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the entries of a venue's market data, group NoMDEntries(268), into books. */
final class MarketDataEntries {

    static final char BID = '0';
    static final char OFFER = '1';
    static final char TRADE = '2';
    /** Since FIX 4.4. */
    static final char EMPTY_BOOK = 'J';

    private static final char NEW = '0';
    private static final char CHANGE = '1';
    private static final char DELETE = '2';

    private final MarketBooks books;
    private final MarketDataTerms terms;
    private final ShownTrades trades;
    private final List<InstrumentFeed> touched = new ArrayList<>();
    private final List<InstrumentFeed> broken = new ArrayList<>();
    private Flaw flaw = Flaw.GAP;
    private String whyBroken = "";
    private int messages;

    MarketDataEntries(MarketBooks books, MarketDataTerms terms) {
        this.books = books;
        this.terms = terms;
        this.trades = new ShownTrades(books);
    }

    /**
     * All that is there.
     *
     * @param ids of a venue that sends updates afterwards; null where each message is a snapshot
     * @throws MalformedField if an entry can't be read; what the book then holds is not to be used
     * @throws AbsurdEntry likewise
     */
    void snapshot(FixMessage message, VenueBook book, @Nullable EntryIds ids) throws MalformedField, AbsurdEntry {
        book.levels.clear();
        if (ids != null) {
            ids.clear();
        }
        boolean isAny = message.integer(268, 0) > 0;
        for (FixGroup entry = message.group(268); isAny && entry.next();) {
            char type = entry.character(269);
            if (type == BID || type == OFFER) {
                level(type == BID, book, entry, ids);
            } else if (type == TRADE) {
                shownTrade(book, entry);
            }
        }
        if (ids != null && ids.isEmpty()) {
            cut(book);
        }
        books.complete(book);
    }

    /** RptSeq(83) of the last update that is in a snapshot, of the message or else the highest of its entries; {@link InstrumentFeed#UNKNOWN} if nobody says. */
    static int rptSeq(FixMessage snapshot) throws MalformedField {
        int last = snapshot.integer(83, InstrumentFeed.UNKNOWN);
        for (FixGroup entry = snapshot.group(268); entry.next();) {
            last = Math.max(last, entry.integer(83, InstrumentFeed.UNKNOWN));
        }
        return last;
    }

    private void cut(VenueBook book) {
        if (terms.depth() > 0) {
            book.levels.cut(terms.depth());
        }
    }

    /** A level without a quantity is how some venues say that there is none. */
    private static void level(boolean isBid, VenueBook book, FixGroup entry, @Nullable EntryIds ids) throws MalformedField, AbsurdEntry {
        long quantity = quantity(entry);
        if (quantity == 0) {
            return;
        }
        long price = entry.decimal(270);
        String id = ids == null ? null : entry.stringOrNull(278);
        if (ids == null || id == null) {
            book.levels.add(isBid, price, quantity);
        } else {
            put(ids, id, new EntryIds.Entry(isBid, price, quantity), book);
        }
    }

    private static void put(EntryIds ids, String id, EntryIds.Entry entry, VenueBook book) throws AbsurdEntry {
        if (ids.isFull()) {
            throw new AbsurdEntry("more than " + EntryIds.MOST + " entries with an MDEntryID(278)");
        }
        ids.put(id, entry, book.levels);
    }

    private static long quantity(FixGroup entry) throws MalformedField, AbsurdEntry {
        return checked(entry.decimal(271, 0));
    }

    private static long checked(long quantity) throws AbsurdEntry {
        if (quantity < 0) {
            throw new AbsurdEntry("MDEntrySize(271) must not be negative, was " + new Quantity(quantity));
        }
        return quantity;
    }

    /** A trade without a price is how some venues say that there was none. */
    private void shownTrade(VenueBook book, FixGroup entry) throws MalformedField, AbsurdEntry {
        long price = tradePrice(entry);
        if (price != 0) {
            book.levels.traded(new Price(price));
            trades.shown(book, price, entry);
        }
    }

    private static long tradePrice(FixGroup entry) throws MalformedField, AbsurdEntry {
        long price = entry.decimal(270, 0);
        if (price < 0) {
            throw new AbsurdEntry("MDEntryPx(270) of a trade must be above 0, was " + new Price(price));
        }
        return price;
    }

    // Updates

    /**
     * Puts each entry into its instrument's book.
     *
     * @param feeds gives what belongs to a symbol; of null, what belongs to the request; null for what is not wanted
     * @return those of which something is missing or can't be read: they have to be asked for anew. Valid until the next call
     */
    List<InstrumentFeed> updates(FixMessage message, Function<@Nullable String, @Nullable InstrumentFeed> feeds) {
        touched.clear();
        broken.clear();
        messages++;
        InstrumentFeed feed = null;
        try {
            boolean isAny = message.integer(268, 0) > 0;
            for (FixGroup entry = message.group(268); isAny && entry.next();) {
                String symbol = entry.stringOrNull(55);
                feed = symbol == null && feed != null ? feed : feeds.apply(symbol);
                if (feed != null && feed.state() == InstrumentFeed.State.LIVE && !broken.contains(feed)) {
                    touch(feed);
                    update(feed, entry);
                }
            }
        } catch (MalformedField | AbsurdEntry e) {
            flaw = e instanceof AbsurdEntry ? Flaw.ABSURD : Flaw.UNREADABLE;
            whyBroken = String.valueOf(e.getMessage());
            breakAll(message, feeds);
        }
        for (InstrumentFeed each : touched) {
            VenueBook book = each.book();
            if (book != null && !broken.contains(each)) {
                if (each.ids.isEmpty()) {
                    cut(book);
                }
                books.complete(book);
            }
        }
        return broken;
    }

    /** What comes behind an entry that can't be read is missing, too. */
    private void breakAll(FixMessage message, Function<@Nullable String, @Nullable InstrumentFeed> feeds) {
        InstrumentFeed feed = null;
        for (FixGroup entry = message.group(268); entry.next();) {
            String symbol = entry.stringOrNull(55);
            feed = symbol == null && feed != null ? feed : feeds.apply(symbol);
            if (feed != null && feed.state() == InstrumentFeed.State.LIVE) {
                touch(feed);
            }
        }
        broken.clear();
        broken.addAll(touched);
    }

    /** Of those that the last call gave. */
    Flaw flaw() {
        return flaw;
    }

    /** Likewise, in words. */
    String whyBroken() {
        return whyBroken;
    }

    private void touch(InstrumentFeed feed) {
        if (!touched.contains(feed)) {
            touched.add(feed);
        }
    }

    private void update(InstrumentFeed feed, FixGroup entry) throws MalformedField, AbsurdEntry {
        int rptSeq = entry.integer(83, InstrumentFeed.UNKNOWN);
        switch (feed.next(rptSeq, messages)) {
            case NEXT -> apply(feed, entry);
            case KNOWN -> {
                // the snapshot has it
            }
            case GAP -> {
                flaw = Flaw.GAP;
                whyBroken = "RptSeq(83) " + rptSeq + " came behind " + feed.lastRptSeq();
                broken.add(feed);
            }
        }
    }

    private void apply(InstrumentFeed feed, FixGroup entry) throws MalformedField, AbsurdEntry {
        VenueBook book = feed.book();
        if (book == null) {
            return;
        }
        char action = entry.character(279);
        if (action != NEW && action != CHANGE && action != DELETE) {
            throw new AbsurdEntry("MDUpdateAction(279) must be 0, 1 or 2, was " + action);
        }
        String id = entry.stringOrNull(278);
        EntryIds.Entry named = id == null ? null : feed.ids.of(id);
        char type = named == null || entry.has(269) ? entry.character(269) : named.isBid() ? BID : OFFER;
        switch (type) {
            case BID, OFFER -> {
                if (id == null) {
                    byPrice(type == BID, action, book, entry);
                } else {
                    byId(feed, type == BID, action, id, entry);
                }
            }
            case TRADE -> traded(action, book, entry);
            case EMPTY_BOOK -> {
                book.levels.clear();
                feed.ids.clear();
            }
            default -> {
                // other kinds of entries were not asked for
            }
        }
    }

    private static void byPrice(boolean isBid, char action, VenueBook book, FixGroup entry) throws MalformedField, AbsurdEntry {
        long price = entry.decimal(270);
        book.levels.set(isBid, price, action == DELETE ? 0 : sized(entry));
    }

    private static long sized(FixGroup entry) throws MalformedField, AbsurdEntry {
        return checked(entry.decimal(271));
    }

    /** What has changed may be said alone: price or quantity that is missing is as it was. */
    private static void byId(InstrumentFeed feed, boolean isBid, char action, String id, FixGroup entry) throws MalformedField, AbsurdEntry {
        VenueBook book = feed.book();
        if (book == null) {
            return;
        }
        String replaced = entry.stringOrNull(280);
        EntryIds.Entry before = feed.ids.of(replaced == null ? id : replaced);
        if (replaced != null) {
            feed.ids.remove(replaced, book.levels);
        }
        if (action == DELETE) {
            feed.ids.remove(id, book.levels);
            return;
        }
        boolean isChange = action == CHANGE && before != null;
        long price = entry.has(270) || !isChange || before == null ? entry.decimal(270) : before.price();
        long quantity = entry.has(271) || !isChange || before == null ? sized(entry) : before.quantity();
        if (quantity == 0) {
            feed.ids.remove(id, book.levels);
        } else {
            put(feed.ids, id, new EntryIds.Entry(isBid, price, quantity), book);
        }
    }

    /** A new one is a trade, be it like the one before; what is changed or taken back of an old one moves no price. */
    private void traded(char action, VenueBook book, FixGroup entry) throws MalformedField, AbsurdEntry {
        long price = tradePrice(entry);
        long quantity = quantity(entry);
        if (action == NEW && price != 0) {
            book.levels.traded(new Price(price));
            books.traded(book, price, quantity);
            trades.known(book.symbol(), price, entry);
        } else if (action != NEW) {
            books.amended(book, action == CHANGE ? TradeKind.CHANGED : TradeKind.DELETED, price, quantity);
        }
    }
}
