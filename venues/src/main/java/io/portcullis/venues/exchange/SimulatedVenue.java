package io.portcullis.venues.exchange;

import io.netty.channel.EventLoop;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.gateway.RequestDecoder;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated exchange behind a real FIX acceptor. It keeps its orders over its own restarts, and its session's messages, so that a hub that was away is told what it missed.
 * Runs on the loop that it is given.
 */
public final class SimulatedVenue implements FixApplication, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedVenue.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /**
     * @param address to listen on; port 0 for any free one
     * @param compId of the exchange
     * @param clientCompId of the hub
     * @param isDark a dark pool: shows no book
     * @param directory of its journal and its session's messages
     * @param seed of the market maker
     * @param step how often the market maker moves and market data is sent; zero for no market maker, so that only clients trade with each other
     */
    public record Settings(InetSocketAddress address, FixVersion version, String compId, String clientCompId, boolean isDark, Path directory, long seed,
            Duration step) {
    }

    private final InstantSource clock;
    private final SimulatedExchange exchange;
    private final ExchangeJournal journal;
    private final MarketMaker marketMaker;
    private final MarketDataFeed feed;
    private final FixEngine engine;
    private final FixSession session;
    private final FixAcceptor acceptor;
    private final ReportWriter writer;
    private final RequestDecoder decoder = new RequestDecoder(null);

    public SimulatedVenue(Settings settings, Instruments instruments, EventLoop loop, InstantSource clock) throws IOException {
        this.clock = clock;
        String prefix = Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT) + "-";
        this.exchange = new SimulatedExchange(instruments, settings.isDark(), prefix, this::tell);
        this.journal = new ExchangeJournal(settings.directory().resolve("journal.txt"));
        this.marketMaker = new MarketMaker(exchange, settings.isDark(), settings.seed());
        this.feed = new MarketDataFeed(exchange);
        this.writer = new ReportWriter(settings.version());
        journal.restoreInto(exchange);
        engine = new FixEngine(FixEngineSettings.in(settings.directory().resolve("sessions")), loop,
                failure -> LOG.error("simulated venue {} has stopped", settings.compId(), failure));
        session = engine.open(
                FixSessionSettings.acceptor(new SessionKey(settings.clientCompId()), settings.version(), settings.compId(), settings.clientCompId()), this);
        tellWhatWasNotTold();
        engine.start();
        acceptor = new FixAcceptor(engine, settings.address());
        if (settings.step().isPositive()) {
            loop.scheduleAtFixedRate(this::step, 0, settings.step().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    public InetSocketAddress localAddress() {
        return acceptor.localAddress();
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    private void step() {
        marketMaker.step();
        exchange.expire(now());
        feed.turn();
    }

    // Reports

    private void tell(ExchangeReport report) {
        try {
            long mark = report instanceof ExchangeReport.Execution execution && ReportWriter.isOwnersFact(execution) ? journal.append(execution) : 0;
            session.send(writer.write(report, now()), mark);
        } catch (IOException e) {
            throw new UncheckedIOException("a report can't be kept", e);
        }
    }

    private void tellWhatWasNotTold() throws IOException {
        for (ExchangeJournal.Line line : journal.found()) {
            if (line.number() > session.lastMark()) {
                session.send(writer.write(line.report(), now()), line.number());
            }
        }
    }

    // The session

    @Override
    public void onLogon(FixSession loggedOn) {
        LOG.info("{} has logged on to {}", loggedOn.settings().targetCompId(), loggedOn.settings().senderCompId());
    }

    @Override
    public void onLogout(FixSession loggedOut, String reason) {
        feed.end(loggedOut);
    }

    @Override
    public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        try {
            if (message.msgType().equals("V")) {
                feed.request(from, message);
            } else {
                request(from, message, msgSeqNum, isRepeated);
            }
        } catch (MalformedField e) {
            reject(message, msgSeqNum, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("market data can't be sent", e);
        }
    }

    private void request(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        String owner = from.key().value();
        switch (decoder.decode(message, new Origin(from.key(), from.generation(), msgSeqNum))) {
            case Command.NewOrderSingle c -> exchange
                    .newOrder(new SimulatedExchange.NewOrder(owner, c.clOrdId().value(), c.symbol(), c.side(), c.ordType(), c.timeInForce(),
                            c.orderQty(), c.price(), c.expireTime()), isRepeated);
            case Command.OrderCancelRequest c -> exchange.cancel(owner, c.clOrdId().value(), c.origClOrdId().value());
            case Command.OrderCancelReplaceRequest c -> exchange.replace(owner, c.clOrdId().value(), c.origClOrdId().value(), c.orderQty(), c.price());
            case Command.OrderStatusRequest c -> exchange.status(owner, c.clOrdId().value(), c.symbol(), c.side());
            case Command.ClientNotice c -> LOG.warn("{}: {}", owner, c.text());
            case Command.UnreadableRequest c -> reject(message, msgSeqNum, c.objection().text());
        }
    }

    private void reject(FixMessage message, int msgSeqNum, String text) {
        try {
            session.send(writer.reject(msgSeqNum, message.msgType(), message.stringOrNull(11), 0, text), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a reject can't be kept", e);
        }
    }

    @Override
    public void onReject(FixSession from, FixMessage reject, int msgSeqNum) {
        LOG.warn("{} rejects our message: {}", from.key(), reject);
    }

    @Override
    public boolean mayResend(FixSession to, FixMessage stored) {
        return !stored.msgType().equals("W");
    }

    /** Takes a trade back. On the loop. @return false if there is no such trade */
    public boolean bust(String execId) {
        return exchange.bust(execId);
    }

    /** Logs the session out. Not on the loop. */
    @Override
    public void close() throws IOException {
        try {
            engine.stop().get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("the simulated venue did not close in time", e);
        }
        journal.close();
    }
}
