package io.portcullis.venues.market;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.MarketDataReader;
import io.portcullis.venues.market.MarketDataTerms.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market data over a venue's order session: MarketDataRequest(35=V) for all instruments at logon, then full snapshots (35=W), or one and then updates (35=X), into the books. Market data is not logged: a
 * decision records the prices that it used. Where the venue is asked for it, SecurityStatusRequest(35=e) for each instrument, too: what it answers, 35=f, is logged as reports are.
 */
public final class FixMarketData implements MarketDataReader {

    /** A venue is not asked for all snapshots anew more often than this, nanoseconds. */
    private static final long GAPS_APART = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(FixMarketData.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    /** So that a request stays far below what a message may hold. */
    private static final int SYMBOLS_PER_REQUEST = 500;
    /** Asked for anew in one second, at most. */
    private static final int MOST_RECOVERIES = 100;
    private static final int ID_RADIX = 36;
    /** BusinessRejectReason(380). */
    private static final String APPLICATION_NOT_AVAILABLE = "4";

    private final VenueId venue;
    private final MarketBooks books;
    private final MarketDataTerms terms;
    private final boolean isAskedForStatus;
    private final MarketDataEntries entries;
    private final FixBody body = new FixBody();
    private final Map<String, InstrumentFeed> feeds = new LinkedHashMap<>();
    private long gapTime;
    private final Map<String, InstrumentFeed> byRequest = new LinkedHashMap<>();
    private final Map<String, List<String>> snapshotRequests = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private @Nullable Instruments seen;
    private @Nullable FixSession session;
    private String prefix = "MD";
    private int requests;
    private int askedInSecond;
    private int statusRequests;
    private long refusalAlerted;
    private int refusalsUntold;

    /**
     * @param isSubscribed false for venues that show nothing: then nothing is asked of them
     * @param isAskedForStatus whether they shall say which instruments are halted
     */
    public FixMarketData(VenueId venue, MarketBooks books, boolean isSubscribed, boolean isAskedForStatus) {
        this(venue, books, isSubscribed ? MarketDataTerms.SNAPSHOTS : MarketDataTerms.NONE, isAskedForStatus);
    }

    /** Likewise. @param terms how the venue shows its market */
    public FixMarketData(VenueId venue, MarketBooks books, MarketDataTerms terms, boolean isAskedForStatus) {
        this.venue = venue;
        this.books = books;
        this.terms = terms;
        this.isAskedForStatus = isAskedForStatus;
        this.entries = new MarketDataEntries(books, terms);
    }

    @Override
    public void connected(FixSession to) {
        session = to;
        askedInSecond = 0;
        prefix = "MD" + Long.toString(TimeUnit.NANOSECONDS.toSeconds(books.now()), ID_RADIX) + "-";
        VenueFeed feed = books.feed(venue);
        feed.terms(terms);
        feed.connected(this::turn, this::askAnew, books.now());
        subscribe();
    }

    /** To all instruments that it is not subscribed to yet. */
    private void subscribe() {
        if (seen == books.instruments()) {
            return;
        }
        seen = books.instruments();
        List<Instrument> coming = new ArrayList<>();
        for (Instrument instrument : books.instruments().all()) {
            if (known.add(instrument.symbol())) {
                coming.add(instrument);
            }
        }
        if (isAskedForStatus) {
            coming.forEach(instrument -> send(body.begin("e").put(324, "SS" + ++statusRequests).putChar(263, '1').put(55, instrument.symbol())));
        }
        switch (terms.mode()) {
            case NO -> {
                // it shows nothing
            }
            case SNAPSHOTS -> askForSnapshots(coming.stream().map(Instrument::symbol).toList());
            case INCREMENTAL -> coming.forEach(this::askFirst);
        }
    }

    /** All at once where the venue takes as many; otherwise the rest has its turn in the next seconds. */
    private void askFirst(Instrument instrument) {
        InstrumentFeed feed = feeds.computeIfAbsent(instrument.symbol(), InstrumentFeed::new);
        if (requestsPerSecond() == 0 || askedInSecond < mostPerSecond()) {
            ask(feed);
        }
    }

    /** What the venue takes; 0 if that is not limited. */
    private int requestsPerSecond() {
        FixSession to = session;
        return to == null ? 0 : to.settings().traffic().sentPerSecond();
    }

    /** To end a request and to make another one are two messages, and orders need the other half of what the venue takes. */
    private int mostPerSecond() {
        int perSecond = requestsPerSecond();
        return perSecond == 0 ? MOST_RECOVERIES : Math.clamp(perSecond / 4, 1, MOST_RECOVERIES);
    }

    private void askForSnapshots(List<String> symbols) {
        for (int from = 0; from < symbols.size(); from += SYMBOLS_PER_REQUEST) {
            askForSnapshotsOf(symbols.subList(from, Math.min(from + SYMBOLS_PER_REQUEST, symbols.size())));
        }
    }

    private void askForSnapshotsOf(List<String> symbols) {
        String id = prefix + ++requests;
        snapshotRequests.put(id, List.copyOf(symbols));
        send(about(symbols, request(id, '1', 0)));
    }

    private static FixBody about(List<String> symbols, FixBody request) {
        request.put(146, symbols.size());
        symbols.forEach(symbol -> request.put(55, symbol));
        return request;
    }

    /** Each instrument by a request of its own, so that one can be asked for anew while the others go on. */
    private void ask(InstrumentFeed feed) {
        byRequest.remove(feed.requestId());
        if (!feed.requestId().isEmpty()) {
            send(about(List.of(feed.symbol), request(feed.requestId(), '2', 1)));
        }
        askedInSecond++;
        String id = prefix + ++requests;
        feed.asked(id, session == null ? 0 : session.numbers().nextSenderMsgSeqNum(), books.now());
        byRequest.put(id, feed);
        send(about(List.of(feed.symbol), request(id, '1', 1)));
    }

    private FixBody request(String id, char subscription, int updateType) {
        body.begin("V").put(262, id).putChar(263, subscription).put(264, terms.depth());
        if (subscription == '1') {
            body.put(265, updateType);
        }
        if (updateType == 1) {
            body.putBoolean(266, true);
        }
        return body.put(267, 3).putChar(269, MarketDataEntries.BID).putChar(269, MarketDataEntries.OFFER).putChar(269, MarketDataEntries.TRADE);
    }

    private void send(FixBody request) {
        FixSession to = session;
        if (to == null) {
            return;
        }
        try {
            to.send(request, 0);
        } catch (IOException e) {
            LOG.atError().addKeyValue("session", to.key()).log("venue {} could not be asked for market data: {}", venue, e.getMessage());
        }
    }

    /** A venue that has been silent for long: what it shows then is true. */
    private void askAnew() {
        switch (terms.mode()) {
            case NO -> {
                // it shows nothing
            }
            case SNAPSHOTS -> {
                snapshotRequests.forEach((id, symbols) -> send(about(symbols, request(id, '2', 0))));
                snapshotRequests.clear();
                askForSnapshots(List.copyOf(known));
            }
            case INCREMENTAL -> feeds.values().forEach(feed -> {
                if (feed.state() == InstrumentFeed.State.LIVE) {
                    feed.broken(books.now());
                }
            });
        }
    }

    /** Once a second. */
    private void turn() {
        askedInSecond = 0;
        subscribe();
        long now = books.now();
        for (InstrumentFeed feed : feeds.values()) {
            if (askedInSecond < mostPerSecond() && feed.isUnanswered(now)) {
                broken(feed, Flaw.GAP, "the venue does not answer MDReqID(262) " + feed.requestId());
            }
            askIfDue(feed);
        }
    }

    @Override
    public void disconnected() {
        session = null;
        feeds.clear();
        byRequest.clear();
        snapshotRequests.clear();
        known.clear();
        seen = null;
        books.forget(venue);
    }

    /** Updates that have numbers of their own show by them whether one is missing. */
    @Override
    public void gap() {
        for (InstrumentFeed feed : feeds.values()) {
            if (feed.state() == InstrumentFeed.State.LIVE && !feed.isNumbered()) {
                broken(feed, Flaw.GAP, "the venue does not send again what has got lost");
                askIfDue(feed);
            }
        }
        long now = books.now();
        if (terms.mode() == Mode.SNAPSHOTS && now - gapTime >= GAPS_APART) {
            gapTime = now;
            askAnew();
        }
    }

    @Override
    public boolean read(FixMessage message) {
        switch (message.msgType()) {
            case "W" -> snapshot(message);
            case "X" -> updates(message);
            case "Y" -> refused(message);
            case "3", "j" -> {
                return rejected(message);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    // 35=W

    private void snapshot(FixMessage message) {
        String symbol = message.stringOrNull(55);
        if (terms.mode() == Mode.INCREMENTAL) {
            snapshotOf(feedOf(symbol, message.stringOrNull(262)), message);
            return;
        }
        if (symbol == null || books.instruments().bySymbol(symbol) == null) {
            LOG.debug("venue {} shows Symbol(55) {}, which is no instrument of ours", venue, symbol);
            return;
        }
        if (message.is(43, "Y") && !snapshotRequests.containsKey(String.valueOf(message.stringOrNull(262)))) {
            return; // of a connection of before
        }
        VenueBook book = books.bookOf(feed(), symbol, terms.kept());
        try {
            entries.snapshot(message, book, null);
        } catch (MalformedField | AbsurdEntry e) {
            book.levels.clear(); // half a book would be a wrong one
            unusable(book, e, message);
        }
    }

    private VenueFeed feed() {
        VenueFeed feed = books.feed(venue);
        feed.terms(terms);
        return feed;
    }

    private void snapshotOf(@Nullable InstrumentFeed feed, FixMessage message) {
        if (feed == null || feed.state() == InstrumentFeed.State.REFUSED) {
            LOG.debug("venue {} shows what it was not asked for: {}", venue, message);
            return;
        }
        VenueBook book = books.bookOf(feed(), feed.symbol, LevelBook.MOST_LEVELS);
        try {
            feed.live(book, MarketDataEntries.rptSeq(message), books.now());
            entries.snapshot(message, book, feed.ids);
        } catch (MalformedField | AbsurdEntry e) {
            unusable(book, e, message);
            feed.broken(books.now());
            askIfDue(feed);
        }
    }

    private void unusable(VenueBook book, Exception e, FixMessage message) {
        if (book.isUsable()) {
            LOG.atWarn().addKeyValue("venue", venue).log("venue {} sent market data that can't be used: {} in {}", venue, e.getMessage(), message);
        }
        books.flawed(book, e instanceof AbsurdEntry ? Flaw.ABSURD : Flaw.UNREADABLE, String.valueOf(e.getMessage()));
    }

    // 35=X

    private void updates(FixMessage message) {
        if (terms.mode() != Mode.INCREMENTAL) {
            LOG.debug("venue {} was not asked for updates: {}", venue, message);
            return;
        }
        String requestId = message.stringOrNull(262);
        for (InstrumentFeed broken : entries.updates(message, symbol -> feedOf(symbol, requestId))) {
            LOG.atWarn().addKeyValue("venue", venue).log("market data of {} at venue {} is asked for anew: {} in {}", broken.symbol, venue, entries.whyBroken(),
                    message);
            broken(broken, entries.flaw(), entries.whyBroken());
            askIfDue(broken);
        }
    }

    /** Null where the message is about nothing that was asked for, or belongs to a request of before. */
    private @Nullable InstrumentFeed feedOf(@Nullable String symbol, @Nullable String requestId) {
        InstrumentFeed feed = symbol != null ? feeds.get(symbol) : requestId == null ? null : byRequest.get(requestId);
        return feed == null || requestId != null && !requestId.equals(feed.requestId()) ? null : feed;
    }

    private void broken(InstrumentFeed feed, Flaw flaw, String text) {
        feed.broken(books.now());
        feed().recovered();
        VenueBook book = books.bookOf(feed(), feed.symbol, LevelBook.MOST_LEVELS);
        books.flawed(book, flaw, text);
    }

    private void askIfDue(InstrumentFeed feed) {
        if (askedInSecond < mostPerSecond() && feed.isToBeAsked(books.now())) {
            ask(feed);
        }
    }

    // 35=Y

    private void refused(FixMessage message) {
        String id = message.stringOrNull(262);
        String reason = reason(message);
        InstrumentFeed feed = id == null ? null : byRequest.get(id);
        if (feed == null) {
            boolean isOurs = id != null && snapshotRequests.containsKey(id);
            alertRefusal(
                    "venue " + venue + " refuses market data, MDReqID(262) " + id + (isOurs ? "" : ", which is no request of this connection") + ": " + reason);
            return;
        }
        // a number that was given before, or too much at once, is tried again
        refused(feed, message.is(281, "1") || message.is(281, "2"), reason);
    }

    private void refused(InstrumentFeed feed, boolean mayPass, String reason) {
        VenueBook book = books.bookOf(feed(), feed.symbol, LevelBook.MOST_LEVELS);
        byRequest.remove(feed.requestId());
        feed.requestIsVoid();
        if (mayPass) {
            feed.broken(books.now());
        } else {
            feed.refused();
        }
        books.flawed(book, Flaw.REFUSED, "the venue refuses to show it: " + reason);
        alertRefusal("venue " + venue + " refuses market data of " + feed.symbol + ": " + reason);
    }

    /** Reject(35=3) or BusinessMessageReject(35=j) of a request for one instrument. @return false if it is about something else */
    private boolean rejected(FixMessage message) {
        if (terms.mode() != Mode.INCREMENTAL || !message.is(372, "V")) {
            return false;
        }
        String text = message.stringOrNull(58);
        String reason = "it rejects MarketDataRequest(35=V)" + (text == null ? "" : ": " + text);
        String refId = message.stringOrNull(379);
        String refSeqNum = message.stringOrNull(45);
        InstrumentFeed named = refId == null ? null : byRequest.get(refId);
        InstrumentFeed feed = named != null ? named
                : byRequest.values().stream().filter(each -> String.valueOf(each.requestSeqNum()).equals(refSeqNum)).findFirst().orElse(null);
        if (feed == null) {
            alertRefusal("venue " + venue + ": " + reason); // one that should end another, or of before
        } else {
            refused(feed, message.is(380, APPLICATION_NOT_AVAILABLE), reason);
        }
        return true;
    }

    /** A venue that refuses everything does so once for each instrument. */
    private void alertRefusal(String text) {
        long now = books.now();
        if (refusalAlerted != 0 && now - refusalAlerted < TimeUnit.SECONDS.toNanos(1)) {
            refusalsUntold++;
            LOG.warn("{}", text);
            return;
        }
        ALERTS.warn("{}{}", text, refusalsUntold == 0 ? "" : "; and " + refusalsUntold + " refusals more");
        refusalAlerted = now;
        refusalsUntold = 0;
    }

    /** MDReqRejReason(281) in words, and what the venue says beside. */
    private static String reason(FixMessage message) {
        String code = message.stringOrNull(281);
        String text = message.stringOrNull(58);
        String words = code == null ? "no MDReqRejReason(281)" : "MDReqRejReason(281) " + code + switch (code) {
            case "0" -> ", unknown symbol";
            case "1" -> ", duplicate MDReqID(262)";
            case "2" -> ", insufficient bandwidth";
            case "3" -> ", insufficient permissions";
            case "4" -> ", unsupported SubscriptionRequestType(263)";
            case "5" -> ", unsupported MarketDepth(264)";
            case "6" -> ", unsupported MDUpdateType(265): it may know only market-data = snapshots";
            case "7" -> ", unsupported AggregatedBook(266)";
            case "8" -> ", unsupported MDEntryType(269)";
            case "9" -> ", unsupported TradingSessionID(336)";
            default -> "";
        };
        return words + (text == null ? "" : ": " + text);
    }
}
