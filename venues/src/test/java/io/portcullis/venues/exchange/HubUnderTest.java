package io.portcullis.venues.exchange;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.FixVenueLink;
import io.portcullis.venues.link.LastLook;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.market.FixMarketData;
import io.portcullis.venues.market.MarketBooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hub's side of a venue session, with a core that writes down what it is told. */
final class HubUnderTest implements AutoCloseable {

    static final VenueId VENUE = new VenueId("LIT1");
    static final Duration RESEND_WITHIN = Duration.ofSeconds(30);
    private static final LastLook ANYTHING_GOES = new LastLook() {
        @Override
        public @Nullable String objectionTo(Effect.ToVenue request) {
            return null;
        }

        @Override
        public void sent(Effect.ToVenue request) {
            // is not counted
        }
    };
    private static final Duration RECONNECT = Duration.ofMillis(50);

    final List<Command> told = new CopyOnWriteArrayList<>();
    final MarketBooks books = new MarketBooks(Floor.INSTRUMENTS);
    final Ids ids = new Ids("TEST00");
    final FixVenueLink link;
    private final EventLoopGroup group = FixTransport.newLoop("hub-under-test");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final FixEngine engine;
    private long marks;

    /** @param clockAhead by how much the link's clock is ahead of the one that messages are sent by */
    HubUnderTest(Path directory, FixVersion version, Duration clockAhead) throws IOException {
        engine = new FixEngine(FixEngineSettings.in(directory).withSegmentBytes(1 << 20), group.next(), failures::add);
        InstantSource clock = () -> Instant.now().plus(clockAhead);
        link = new FixVenueLink(VENUE, settings(version), engine, ids, RESEND_WITHIN, clock, new FixMarketData(VENUE, books, version.hasMarketData(), false),
                ANYTHING_GOES, this::decide);
        marks = link.session().numbers().lastMark();
    }

    /** The core lets go of every order that is overtaken before it is sent. */
    private void decide(Command command) {
        if (command instanceof Command.HeldOrder held) {
            link.withdraw(new Effect.Withdrawal(++marks, VENUE, held.orderRequestId()));
        } else {
            told.add(command);
        }
    }

    /** Strict, but for FIX 4.0, whose ExecID(17) is a number, which the exchange's is not. */
    private static FixSessionSettings settings(FixVersion version) {
        FixSessionSettings strict = FixSessionSettings.initiator(new SessionKey(VENUE.value()), version, "HUB", "EXCHANGE");
        return version == FixVersion.FIX40 ? strict.toBuilder().validation(FixSessionSettings.Validation.OF_VENUES).build() : strict;
    }

    HubUnderTest connect(InetSocketAddress address) {
        engine.start();
        new FixInitiator(engine, link.session(), address, RECONNECT, RECONNECT.multipliedBy(2)).start();
        return this;
    }

    HubUnderTest awaitTrading() {
        await("trading", () -> onLoop(() -> {
            link.retry();
            return link.state() == VenueLink.State.TRADING;
        }));
        return this;
    }

    void order(long requestId, Side side, long quantity, @Nullable String price, TimeInForce timeInForce) {
        send(new Effect.NewOrderSingle(++marks, now(), VENUE, requestId, "ACCOUNT", Floor.SYMBOL, side,
                new Conditions(price == null ? OrdType.MARKET : OrdType.LIMIT, timeInForce, Quantity.of(quantity), price == null ? null : Price.of(price),
                        timeInForce == TimeInForce.GOOD_TILL_DATE ? now() + Duration.ofDays(1).toNanos() : 0),
                null));
    }

    void cancel(long requestId, long origRequestId, Side side) {
        send(new Effect.OrderCancelRequest(++marks, now(), VENUE, requestId, origRequestId, null, Floor.SYMBOL, side, Quantity.of(100)));
    }

    void replace(long requestId, long origRequestId, Side side, long quantity, String price) {
        send(new Effect.OrderCancelReplaceRequest(++marks, now(), VENUE, requestId, origRequestId, null, "ACCOUNT", Floor.SYMBOL, side,
                new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of(price), 0), null));
    }

    /** A buy and a sell of CrossType(549) 3, the sell with the next number. */
    void cross(CrossFact.Message message, long requestId, long origRequestId, long buy, long sell, String price) {
        send(new Effect.CrossRequest(++marks, now(), VENUE, requestId, origRequestId, message, new CrossTerms(CrossType.ONE_SIDE, CrossPrioritization.NONE),
                Floor.SYMBOL, Stream.of(side(Side.BUY, requestId, origRequestId, buy, price),
                        side(Side.SELL, requestId + 1, origRequestId == 0 ? 0 : origRequestId + 1, sell, price)).filter(Objects::nonNull).toList()));
    }

    /** Null for none. */
    private static Effect.@Nullable SideOfCross side(Side side, long requestId, long origRequestId, long quantity, String price) {
        return quantity == 0 ? null
                : new Effect.SideOfCross(requestId, origRequestId, null, "ACCOUNT", side,
                        new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of(price), 0), "659=ALGO\u0001");
    }

    void status(long requestId, Side side) {
        send(new Effect.OrderStatusRequest(++marks, VENUE, requestId, null, Floor.SYMBOL, side));
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private void send(Effect.ToVenue effect) {
        onLoop(() -> {
            link.send(effect);
            return null;
        });
    }

    /** Waits for so many reports, and writes what came, a line each. */
    List<String> reports(int count) {
        await(count + " reports", () -> reports().size() >= count);
        return reports();
    }

    List<String> reports() {
        return told.stream().map(HubUnderTest::text).toList();
    }

    Command.VenueReport execution(int index) {
        return (Command.VenueReport) told.stream().filter(Command.VenueReport.class::isInstance).toList().get(index);
    }

    static String text(Command command) {
        return switch (command) {
            case Command.VenueReport c -> c.execType() + " " + c.requestId() + (c.origRequestId() == 0 ? "" : "<" + c.origRequestId()) + " "
                    + (c.lastQty().isPositive() ? c.lastQty() + "@" + c.lastPx() + " " : "") + c.ordStatus() + " " + c.cumQty() + " leaves " + c.leavesQty()
                    + (c.ordRejReason() < 0 ? "" : " reason " + c.ordRejReason());
            case Command.VenueCancelReject c -> "REFUSED " + c.requestId() + "<" + c.origRequestId() + " reason " + c.cxlRejReason() + " " + c.ordStatus();
            case Command.VenueMessageReject c -> "MESSAGE_REJECT " + c.requestId() + " of " + c.refMsgType() + ": " + c.reason();
            case Command.SessionLoggedOn c -> "up";
            case Command.SessionLoggedOff c -> "down";
            default -> command.toString();
        };
    }

    <T> T onLoop(Callable<T> work) {
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

    /** Without a word to the venue. */
    void kill() {
        onLoop(() -> {
            link.session().disconnect("killed");
            return engine.stop();
        }).join();
        end();
    }

    @Override
    public void close() {
        engine.stop().join();
        end();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }

    private void end() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
