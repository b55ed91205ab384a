package io.portcullis.server.hub;

import io.netty.channel.EventLoop;
import io.portcullis.oms.command.Command;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.lastpoint.LastPoint;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** What the clock does to the shard: once a second a tick, and what calendars say. On the shard's thread. */
public final class Heartbeat {

    private static final long BETWEEN_REPORTS_MILLIS = 10;

    private final Shard shard;
    private final Outbox outbox;
    private final LastPoint lastPoint;
    private final PriceWatch prices;
    private final InstantSource clock;
    private final TradingClock days;
    private boolean isTicking;
    private volatile boolean isStopped;

    public Heartbeat(Shard shard, Outbox outbox, LastPoint lastPoint, PriceWatch prices, InstantSource clock, TradingClock days) {
        this.shard = shard;
        this.outbox = outbox;
        this.lastPoint = lastPoint;
        this.prices = prices;
        this.clock = clock;
        this.days = days;
    }

    /** Begins the day, if it has not begun yet, and starts to tick. */
    public void start(EventLoop loop) {
        days.look(clock.instant());
        shard.whenWorkIsLeft(() -> tickSoon(loop));
        loop.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** Nothing more begins by itself: to be called before the sessions are closed, by which it would be told. Any thread; what is left is done after the next start. */
    public void stop() {
        isStopped = true;
    }

    private void tick() {
        if (isStopped) {
            return;
        }
        // what the clock would have done is done by the first tick that finds room
        if (shard.hasRoom()) {
            days.look(clock.instant());
            Command seen = prices.seen();
            if (seen != null) {
                shard.accept(seen);
            }
            shard.accept(new Command.ClockTick(outbox.unsentToVenues()));
        }
        Command alarm = lastPoint.look(TimeUnit.MILLISECONDS.toNanos(clock.millis()));
        if (alarm != null) {
            shard.accept(alarm);
        }
        outbox.retry();
    }

    /** A long list is worked off in parts, between which the sessions have their turn; one of reports no faster than those who get them can read. */
    private void tickSoon(EventLoop loop) {
        if (isTicking || !shard.hasRoom()) {
            return;
        }
        isTicking = true;
        if (shard.isBehind()) {
            loop.execute(this::goOn);
        } else {
            loop.schedule(this::goOn, BETWEEN_REPORTS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void goOn() {
        isTicking = false;
        if (!isStopped && shard.hasRoom()) {
            shard.accept(new Command.ClockTick(outbox.unsentToVenues()));
        }
    }
}
