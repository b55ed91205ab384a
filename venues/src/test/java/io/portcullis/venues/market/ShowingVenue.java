package io.portcullis.venues.market;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A venue that shows what a test says, and the hub's reader of it, over a real FIX session. */
final class ShowingVenue implements AutoCloseable {

    static final VenueId VENUE = new VenueId("LIT1");
    private static final Duration RECONNECT = Duration.ofMillis(50);

    /** Requests of the hub, such as {@code 1 MD1-1 10 1 ACME}: SubscriptionRequestType(263), MDReqID(262), MarketDepth(264), MDUpdateType(265), symbols. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What the venue's side rejects of what the hub has sent. */
    final List<String> rejected = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group = FixTransport.newLoop("showing-venue");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final FixEngine hub;
    private final FixEngine venue;
    private final FixSession toVenue;
    private final FixSession toHub;
    private final MarketBooks books;
    private final FixBody body = new FixBody();

    ShowingVenue(Path directory, FixVersion version, MarketBooks books, FixMarketData reader) throws IOException {
        this(directory, version, books, reader, 0);
    }

    /** @param requestsPerSecond that it takes; 0 for any number */
    ShowingVenue(Path directory, FixVersion version, MarketBooks books, FixMarketData reader, int requestsPerSecond) throws IOException {
        this.books = books;
        hub = new FixEngine(FixEngineSettings.in(directory.resolve("hub")).withSegmentBytes(1 << 20), group.next(), failures::add);
        venue = new FixEngine(FixEngineSettings.in(directory.resolve("venue")).withSegmentBytes(1 << 20), group.next(), failures::add);
        toVenue = hub.open(
                FixSessionSettings.initiator(new SessionKey("LIT1"), version, "HUB", "LIT1").toBuilder().validation(FixSessionSettings.Validation.OF_VENUES)
                        .traffic(new Traffic(null, requestsPerSecond, 0))
                        .build(),
                new Reader(reader));
        toHub = venue.open(FixSessionSettings.acceptor(new SessionKey("HUB"), version, "LIT1", "HUB"), new Exchange());
        hub.start();
        venue.start();
        FixAcceptor acceptor = new FixAcceptor(venue, new InetSocketAddress("127.0.0.1", 0));
        new FixInitiator(hub, toVenue, acceptor.localAddress(), RECONNECT, RECONNECT.multipliedBy(2)).start();
    }

    /** The hub's side. */
    private record Reader(FixMarketData reader) implements FixApplication {

        @Override
        public void onLogon(FixSession session) {
            reader.connected(session);
        }

        @Override
        public void onLogout(FixSession session, String reason) {
            reader.disconnected();
        }

        @Override
        public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
            reader.read(message);
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            if (!reader.read(reject)) {
                throw new AssertionError(reject.toString());
            }
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return false;
        }
    }

    /** Writes down what it is asked. */
    private final class Exchange implements FixApplication {

        @Override
        public void onLogon(FixSession session) {
            // waits for requests
        }

        @Override
        public void onLogout(FixSession session, String reason) {
            // shows nothing then
        }

        @Override
        public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
            StringBuilder text = new StringBuilder(
                    message.stringOrNull(263) + " " + message.stringOrNull(262) + " " + message.stringOrNull(264) + " " + message.stringOrNull(265));
            for (FixGroup symbols = message.group(146); symbols.next();) {
                text.append(' ').append(symbols.stringOrNull(55));
            }
            asked.add(text.toString());
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            rejected.add(reject.toString());
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return true;
        }
    }

    /** MDReqID(262) of the newest request, once there are so many, unsubscribing ones included. */
    String requestId(int count) {
        await(count + " requests", () -> asked.size() >= count);
        return asked.get(count - 1).split(" ")[1];
    }

    /** Sends a message of that type with those fields, such as {@code 262=MD1 268=1 269=0}. */
    void sends(String msgType, String fields) {
        on(venue, () -> {
            body.begin(msgType);
            for (String field : fields.trim().split(" +")) {
                int at = field.indexOf('=');
                body.put(Integer.parseInt(field.substring(0, at)), field.substring(at + 1).replace('_', ' '));
            }
            return toHub.send(body, 0);
        });
    }

    void disconnect() {
        on(venue, () -> {
            toHub.disconnect("a test");
            return true;
        });
    }

    void awaitBook(String symbol, @Nullable String text) {
        await(symbol + " " + text + ", is " + book(symbol), () -> String.valueOf(text).equals(String.valueOf(book(symbol))));
    }

    /** Such as {@code bid 500@10.01 ask 200@10.03}; null where there is none that can be used. */
    @Nullable
    String book(String symbol) {
        return onHub(() -> {
            Book book = books.book(VENUE, symbol);
            return book == null ? null : text(book);
        });
    }

    static String text(Book book) {
        StringBuilder text = new StringBuilder();
        for (boolean bids : new boolean[]{true, false}) {
            for (int level = 0; level < book.levels(bids); level++) {
                text.append(bids ? "bid " : "ask ").append(new Quantity(book.quantity(bids, level))).append('@').append(new Price(book.price(bids, level)))
                        .append(' ');
            }
        }
        return text.toString().trim();
    }

    <T> T onHub(Callable<T> work) {
        return on(hub, work);
    }

    private static <T> T on(FixEngine engine, Callable<T> work) {
        try {
            return engine.loop().submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 20 s: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        hub.stop().join();
        venue.stop().join();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
        if (!rejected.isEmpty()) {
            throw new AssertionError("what the hub has sent was rejected: " + rejected);
        }
    }
}
