package io.portcullis.venues.exchange;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.LastLook;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.ouch.OuchMarks;
import io.portcullis.venues.ouch.OuchTerms;
import io.portcullis.venues.ouch.OuchVenueLink;
import io.portcullis.venues.soup.SoupClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The hub's side of a venue that speaks OUCH, with a core that writes down what it is told, and a log that knows which message was the last. */
final class OuchHub implements AutoCloseable {

    static final VenueId VENUE = new VenueId("LIT1");
    static final Duration RESEND_WITHIN = Duration.ofSeconds(30);
    private static final SessionKey KEY = new SessionKey("LIT1");
    private static final Duration RECONNECT = Duration.ofMillis(50);
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

    /** What outlives a crash: all that was decided to be sent, and the last message that was done. */
    static final class Log {
        final List<Effect> effects = new ArrayList<>();
        final List<Command> decided = new CopyOnWriteArrayList<>();
        final List<Long> withdrawn = new CopyOnWriteArrayList<>();
        @Nullable
        Origin last;
        long marks;
    }

    final List<Command> told = new CopyOnWriteArrayList<>();
    final Log log;
    final OuchVenueLink link;
    private final EventLoopGroup group = FixTransport.newLoop("hub-under-test");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    /** @param log of before, whose effects are offered again */
    OuchHub(Path directory, InetSocketAddress venue, Log log, Duration clockAhead, int perSecond) throws IOException {
        this.log = log;
        InstantSource clock = () -> Instant.now().plus(clockAhead);
        link = new OuchVenueLink(VENUE, KEY, venue,
                new SoupClient.Settings("LIT1", "HUB", "SECRET", SoupClient.Settings.HEARTBEAT, SoupClient.Settings.SILENCE, RECONNECT, RECONNECT, 1 << 20),
                new OuchVenueLink.Terms(RESEND_WITHIN, perSecond, OuchTerms.Account.OWN), group.next(), OuchMarks.open(directory.resolve("marks")),
                new Ids("TEST00"), clock, ANYTHING_GOES, this::decide, failures::add);
        onLoop(() -> {
            link.resume(sessionOf(log.last));
            log.effects.forEach(this::release);
            return null;
        });
    }

    OuchHub(Path directory, InetSocketAddress venue, Log log) throws IOException {
        this(directory, venue, log, Duration.ZERO, 0);
    }

    /** As the log's fold would know it. */
    private static @Nullable SessionState sessionOf(@Nullable Origin last) {
        if (last == null) {
            return null;
        }
        ShardState state = new ShardState();
        state.after(1, last);
        return state.session(last.session());
    }

    private void release(Effect effect) {
        switch (effect) {
            case Effect.ToVenue e -> link.send(e);
            case Effect.Withdrawal e -> link.withdraw(e);
            default -> throw new AssertionError(effect);
        }
    }

    private void decide(Command command) {
        if (command.origin() != null) {
            log.last = command.origin();
            log.decided.add(command);
        }
        if (command instanceof Command.HeldOrder held) {
            log.withdrawn.add(held.orderRequestId());
            decided(new Effect.Withdrawal(++log.marks, VENUE, held.orderRequestId()));
        } else {
            told.add(command);
        }
    }

    private void decided(Effect effect) {
        log.effects.add(effect);
        release(effect);
    }

    OuchHub connect() {
        link.start();
        return this;
    }

    OuchHub awaitTrading() {
        HubUnderTest.await("trading", () -> onLoop(() -> {
            link.retry();
            return link.state() == VenueLink.State.TRADING;
        }));
        return this;
    }

    void order(long requestId, Side side, long quantity, String price, TimeInForce timeInForce) {
        onLoop(() -> {
            decided(new Effect.NewOrderSingle(++log.marks, now(), VENUE, requestId, "ACCOUNT", Floor.SYMBOL, side,
                    new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(quantity), Price.of(price), 0), null));
            return null;
        });
    }

    void cancel(long requestId, long origRequestId, Side side) {
        onLoop(() -> {
            decided(new Effect.OrderCancelRequest(++log.marks, now(), VENUE, requestId, origRequestId, null, Floor.SYMBOL, side, Quantity.of(100)));
            return null;
        });
    }

    void replace(long requestId, long origRequestId, Side side, long quantity, String price) {
        onLoop(() -> {
            decided(new Effect.OrderCancelReplaceRequest(++log.marks, now(), VENUE, requestId, origRequestId, null, "ACCOUNT", Floor.SYMBOL, side,
                    new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(quantity), Price.of(price), 0), null));
            return null;
        });
    }

    void status(long requestId, Side side) {
        onLoop(() -> {
            decided(new Effect.OrderStatusRequest(++log.marks, VENUE, requestId, null, Floor.SYMBOL, side));
            return null;
        });
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    List<String> reports() {
        return told.stream().map(HubUnderTest::text).toList();
    }

    List<String> reports(int count) {
        try {
            HubUnderTest.await(count + " reports", () -> reports().size() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but " + reports(), e);
        }
        return reports();
    }

    Command.VenueReport execution(int index) {
        return (Command.VenueReport) told.stream().filter(Command.VenueReport.class::isInstance).toList().get(index);
    }

    <T> T onLoop(Callable<T> work) {
        try {
            return group.next().submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Without a word to the venue, as when the process is killed. @return what is left of it */
    Log kill() {
        told.clear();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        return log;
    }

    @Override
    public void close() throws Exception {
        if (!group.isShutdown()) {
            link.stop("the test ends").get(5, TimeUnit.SECONDS);
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }
}
