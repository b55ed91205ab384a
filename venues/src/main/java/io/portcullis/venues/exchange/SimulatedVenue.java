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
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;

/**
 * A simulated exchange behind a real FIX acceptor, or behind a port for OUCH, for one client. It keeps its orders over its own restarts, and its session's messages, so that a hub that was away is
 * told what it missed. Its trading day is the UTC day. Runs on the loop that it is given; what it can't keep on the disk stops it.
 */
public final class SimulatedVenue implements FixApplication, AutoCloseable {

    private static final int SELF_MATCH_PREVENTION_ID = 2362;
    private static final String NO_LISTS = "this venue takes no order lists";
    private static final String NO_MASS_REQUESTS = "requests about many orders are not supported here";
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedVenue.class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    /** How often market data is sent and expired orders are looked for, at most. */
    private static final Duration TURN = Duration.ofMillis(100);
    private static final String JOURNAL = "journal.txt";

    /**
     * @param address to listen on; port 0 for any free one
     * @param compId of the exchange
     * @param clientCompId of the hub
     * @param isDark a dark pool: shows no book
     * @param directory of its journal, {@code journal.txt}, and its session's messages
     * @param seed of the market maker
     * @param step how often the market maker moves; zero for no market maker, so that only clients trade with each other
     * @param ouch its orders come by OUCH; null for FIX
     */
    public record Settings(InetSocketAddress address, FixVersion version, String compId, String clientCompId, boolean isDark, Path directory, long seed,
            Duration step, ExchangeConduct conduct, OuchFront.@Nullable Login ouch) {

        /** One that speaks FIX. */
        public Settings(InetSocketAddress address, FixVersion version, String compId, String clientCompId, boolean isDark, Path directory, long seed,
                Duration step, ExchangeConduct conduct) {
            this(address, version, compId, clientCompId, isDark, directory, seed, step, conduct, null);
        }

        /** One that conducts itself as usual. */
        public Settings(InetSocketAddress address, FixVersion version, String compId, String clientCompId, boolean isDark, Path directory, long seed,
                Duration step) {
            this(address, version, compId, clientCompId, isDark, directory, seed, step, ExchangeConduct.USUAL);
        }
    }

    private final InstantSource clock;
    private final EventLoop loop;
    private final SimulatedExchange exchange;
    private final ExchangeJournal journal;
    private final MarketMaker marketMaker;
    /** Null for none. */
    private final @Nullable OrderFlow orderFlow;
    /** What it follows instead of making a market itself; null for nothing. */
    private @Nullable TapeMaker tapeMaker;
    private final FixEngine engine;
    private final FixSession session;
    private final MarketDataFeed feed;
    private final StatusFeed status;
    private final BadHabits habits;
    private final OperatorOrders operator;
    private final @Nullable ExchangeDropCopy dropCopy;
    private final ExchangeConduct conduct;
    private final SplittableRandom random;
    private final @Nullable FixAcceptor acceptor;
    private final @Nullable OuchFront ouch;
    private final ReportWriter writer;
    private final RequestDecoder decoder;
    private final List<Future<?>> timers = new ArrayList<>();
    /** Requests that take their time, in their order. */
    private final ArrayDeque<Runnable> onTheirWay = new ArrayDeque<>();
    private LocalDate day;
    /** A dark pool has none. */
    private final Map<Auction, SessionHours> auctions;
    private @Nullable Auction called;
    /** When the last request reaches its book, epoch milliseconds: the next one does so no earlier. */
    private long lastDue;

    /** @throws IOException if its directory can't be read or written, or the address can't be bound */
    public SimulatedVenue(Settings settings, Instruments instruments, EventLoop loop, InstantSource clock) throws IOException {
        this.clock = clock;
        this.loop = loop;
        this.decoder = new RequestDecoder(null, false, settings.version(), _ -> 0);
        this.exchange = new SimulatedExchange(instruments, settings.isDark(), Long.toString(clock.millis(), 36).toUpperCase(Locale.ROOT) + "-", this::report);
        this.conduct = settings.conduct();
        this.random = new SplittableRandom(seed(settings));
        this.auctions = settings.isDark() ? Map.of() : conduct.auctions();
        exchange.hasAuctions(auctions.keySet());
        exchange.preventsBy(conduct.selfMatch());
        this.marketMaker = new MarketMaker(exchange, settings.isDark(), seed(settings), conduct.depth(), conduct.volatilityPercent(),
                conduct.flow().spreadTicks());
        this.orderFlow = conduct.flow().ordersPerSecond() > 0 && !settings.isDark()
                ? new OrderFlow(exchange, conduct.flow(), conduct.volatilityPercent(), seed(settings))
                : null;
        this.tapeMaker = tapeMaker(settings);
        this.writer = new ReportWriter(settings.version(), conduct.fees());
        this.engine = new FixEngine(FixEngineSettings.in(settings.directory().resolve("sessions")), loop, this::failed);
        this.session = engine.open(
                FixSessionSettings.acceptor(new SessionKey(settings.clientCompId()), settings.version(), settings.compId(), settings.clientCompId()), this);
        this.feed = new MarketDataFeed(exchange, session, this::now);
        this.dropCopy = conduct.dropCopyCompId() == null ? null : new ExchangeDropCopy(engine, settings, conduct.dropCopyCompId());
        this.status = new StatusFeed(exchange, session);
        this.habits = new BadHabits(exchange, new HabitsLine(), conduct.hasMagicQuantities());
        this.operator = new OperatorOrders(exchange, habits, status);
        Path file = settings.directory().resolve(JOURNAL);
        this.day = Files.exists(file) ? LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC) : today();
        this.journal = ExchangeJournal.open(file);
        this.ouch = settings.ouch() == null ? null
                : new OuchFront(exchange, settings, settings.ouch(), loop, clock,
                        new OuchFront.Behind(request -> accept(request, false), this::guarded, this::failed));
        goOnWith(ExchangeJournal.read(file));
        engine.start();
        this.acceptor = ouch == null ? listening(settings.address()) : null;
        if (ouch != null) {
            listen(ouch);
        }
        every(TURN, this::turn);
        if (settings.step().isPositive()) {
            if (tapeMaker == null) {
                every(settings.step(), () -> marketMaker.step(now()));
            }
            every(TURN, this::flow);
        }
    }

    private static long seed(Settings settings) {
        Long named = settings.conduct().flow().seed();
        return named == null ? settings.seed() : named;
    }

    private @Nullable TapeMaker tapeMaker(Settings settings) throws IOException {
        ExchangeFlow.Tape tape = conduct.flow().tape();
        if (tape == null || !settings.step().isPositive()) {
            return null;
        }
        Path file = tape.file() == null ? Path.of(tape.source()) : tape.file();
        return new TapeMaker(exchange, settings.isDark(), file, tape.venue() == null ? new VenueId(settings.compId()) : tape.venue(), tape.speed(),
                conduct.depth());
    }

    private void flow() {
        TapeMaker maker = tapeMaker;
        if (maker != null) {
            try {
                maker.step(now());
            } catch (IOException e) {
                LOG.error("simulated venue {} quotes nothing any more: {}", session.settings().senderCompId(), e.getMessage());
                maker.withdrawAll();
                tapeMaker = null;
            }
        }
        if (orderFlow != null) {
            orderFlow.step(now());
        }
    }

    private FixAcceptor listening(InetSocketAddress address) throws IOException {
        try {
            return new FixAcceptor(engine, address);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void listen(OuchFront front) throws IOException {
        try {
            front.listen();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void goOnWith(List<ExchangeReport.Execution> reports) throws IOException {
        new Restoration(reports).into(exchange);
        if (ouch != null) {
            ouch.goOnWith(reports);
        }
        for (int mark = (int) session.numbers().lastMark() + 1; ouch == null && mark <= reports.size(); mark++) {
            session.send(writer.write(reports.get(mark - 1), now()), mark);
        }
        if (dropCopy != null) {
            dropCopy.goOnWith(reports, now());
        }
        endDayIfItIsOver();
        exchange.expire(now());
        if (auctionNow() == null) {
            exchange.engine().endAuctions();
        }
    }

    private void every(Duration interval, Runnable work) {
        timers.add(loop.scheduleWithFixedDelay(() -> guarded(work), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(Throwable failure) {
        LOG.error("simulated venue {} stops", session.settings().senderCompId(), failure);
        timers.forEach(timer -> timer.cancel(false));
        if (ouch != null) {
            ouch.disconnect("the exchange stops");
        }
        engine.stop();
    }

    /** With the port that was bound where 0 was asked for. */
    public InetSocketAddress localAddress() {
        return acceptor == null ? Objects.requireNonNull(ouch).localAddress() : acceptor.localAddress();
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void turn() {
        endDayIfItIsOver();
        exchange.expire(now());
        exchange.engine().executeStrategies();
        followAuctions();
        try {
            feed.turn();
        } catch (IOException e) {
            throw new UncheckedIOException("market data can't be sent", e);
        }
    }

    private void endDayIfItIsOver() {
        if (today().isAfter(day)) {
            day = today();
            exchange.endDay();
        }
    }

    /** Null if it is not the time of any. */
    private @Nullable Auction auctionNow() {
        Auction now = null;
        for (Map.Entry<Auction, SessionHours> auction : auctions.entrySet()) {
            now = auction.getValue().isUp(clock.instant()) ? auction.getKey() : now;
        }
        return now;
    }

    private void followAuctions() {
        Auction now = auctionNow();
        if (now == called) {
            return;
        }
        called = now;
        operator.everything(now == null ? Trading.Phase.CONTINUOUS : Trading.Phase.CALL, now);
    }

    /** What the bad habits need of the session. */
    private final class HabitsLine implements BadHabits.Line {

        @Override
        public void tell(ExchangeReport report) {
            SimulatedVenue.this.tell(report);
        }

        @Override
        public void keep(ExchangeReport report) {
            SimulatedVenue.this.keep(report);
        }

        /** With the newest mark: whatever the journal has is told when all that was kept is. */
        @Override
        public void tellKept(ExchangeReport report) {
            SimulatedVenue.this.send(report, isFact(report) ? journal.lines() : 0);
        }

        @Override
        public void tellAgain(ExchangeReport report) {
            if (ouch != null) {
                return; // a stream of numbered messages tells nothing twice
            }
            send(writer.write(report, now()));
        }

        @Override
        public void skip(int messages) {
            if (ouch != null) {
                return; // nor does it leave out numbers
            }
            int next = session.numbers().nextSenderMsgSeqNum() + 1 + messages;
            Message reset = new Message();
            reset.getHeader().setString(35, "4");
            reset.setInt(36, next);
            try {
                session.send(reset, 0);
                session.numbers().setNextSenderMsgSeqNum(next);
            } catch (IOException e) {
                throw new UncheckedIOException("a reset can't be kept", e);
            }
        }

        @Override
        public void disconnect() {
            if (ouch == null) {
                session.disconnect("a bad habit");
            } else {
                ouch.disconnect("a bad habit");
            }
        }

        @Override
        public void later(Runnable work, Duration delay) {
            loop.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void report(ExchangeReport report) {
        habits.report(report);
    }

    private void send(FixBody body) {
        try {
            session.send(body, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("a message can't be kept", e);
        }
    }

    private static boolean isFact(ExchangeReport report) {
        return report instanceof ExchangeReport.Execution execution && execution.isFact();
    }

    private void tell(ExchangeReport report) {
        send(report, keep(report));
    }

    /** @return its line in the journal; 0 for what says nothing new of an order */
    private long keep(ExchangeReport report) {
        try {
            return report instanceof ExchangeReport.Execution fact && fact.isFact() ? journal.append(fact) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("a report can't be kept", e);
        }
    }

    private void send(ExchangeReport report, long mark) {
        try {
            if (ouch != null) {
                ouch.tell(report, mark);
                return;
            }
            session.send(writer.write(report, now()), mark);
            if (dropCopy != null && report instanceof ExchangeReport.Execution fact && fact.isFact()) {
                dropCopy.tell(fact, mark, now());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a report can't be sent", e);
        }
    }

    // The session

    @Override
    public void onLogon(FixSession loggedOn) {
        LOG.info("{} has logged on to {}", loggedOn.settings().targetCompId(), loggedOn.settings().senderCompId());
    }

    @Override
    public void onLogout(FixSession loggedOut, String reason) {
        feed.end();
        status.end();
    }

    @Override
    public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        try {
            switch (message.msgType()) {
                case "V" -> feed.request(message);
                case "e" -> status.securityStatusRequest(message);
                case "g" -> status.tradingSessionStatusRequest(message);
                default -> request(message, msgSeqNum, isRepeated);
            }
        } catch (MalformedField e) {
            reject(message, msgSeqNum, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("market data can't be sent", e);
        }
    }

    private void request(FixMessage message, int msgSeqNum, boolean isRepeated) {
        String owner = session.key().value();
        switch (decoder.decode(message, new Origin(session.key(), session.numbers().generation(), msgSeqNum))) {
            case Command.NewOrderSingle c -> accept(
                    new ExchangeRequest.NewOrder(owner, c.clOrdId().value(), c.symbol(), c.side(), c.conditions(),
                            message.stringOrNull(SELF_MATCH_PREVENTION_ID)),
                    isRepeated);
            case Command.OrderCancelRequest c -> accept(new ExchangeRequest.Cancel(owner, c.clOrdId().value(), c.origClOrdId().value()), isRepeated);
            case Command.OrderCancelReplaceRequest c -> accept(
                    new ExchangeRequest.Replace(owner, c.clOrdId().value(), c.origClOrdId().value(), c.orderQty(), c.price(),
                            c.conditions().instructions().stopPx(), c.conditions().instructions().discretion(), c.conditions().instructions().display()),
                    isRepeated);
            case Command.OrderStatusRequest c -> accept(new ExchangeRequest.Status(owner, c.clOrdId().value(), c.symbol(), c.side()), isRepeated);
            case Command.OrderMassCancelRequest _ -> reject(message, msgSeqNum, NO_MASS_REQUESTS);
            case Command.OrderMassStatusRequest _ -> reject(message, msgSeqNum, NO_MASS_REQUESTS);
            case Command.PartyActionRequest _ -> reject(message, msgSeqNum, NO_MASS_REQUESTS);
            case Command.OfCross c when c.objection() != null -> reject(message, msgSeqNum, c.objection().text());
            case Command.NewOrderCross c -> accept(new ExchangeRequest.NewCross(owner, c.terms(), c.sides().stream()
                    .map(side -> new ExchangeRequest.NewOrder(owner, side.clOrdId().value(), c.symbol(), side.side(), side.conditions())).toList()),
                    isRepeated);
            case Command.CrossOrderCancelRequest c -> accept(new ExchangeRequest.CancelCross(owner, c.sides().stream()
                    .map(side -> new ExchangeRequest.Cancel(owner, side.clOrdId().value(), origOf(side))).toList()), isRepeated);
            case Command.CrossOrderCancelReplaceRequest c -> accept(new ExchangeRequest.ReplaceCross(owner, c.sides().stream()
                    .map(side -> new ExchangeRequest.Replace(owner, side.clOrdId().value(), origOf(side), side.conditions().orderQty(),
                            side.conditions().price(), null))
                    .toList()), isRepeated);
            case Command.OfList _ -> reject(message, msgSeqNum, NO_LISTS);
            case Command.ClientNotice c -> LOG.warn("{}: {}", owner, c.text());
            case Command.DontKnowTrade c -> LOG.warn("{} does not know the trade of ExecID(17) {}: DKReason(127) {} {}", owner, c.toldExecId(), c.dkReason(),
                    c.text());
            case Command.ByOrderId _ -> reject(message, msgSeqNum, "OrigClOrdID(41) must be the ClOrdID(11) of an order, was NONE");
            case Command.WithHandling _ -> throw new IllegalStateException("a venue takes no care orders");
            case Command.UnreadableRequest c -> reject(message, msgSeqNum, c.objection().text());
        }
    }

    /** The exchange knows a side by its name only. */
    private static String origOf(Command.SideOfCross side) {
        return side.origClOrdId() == null ? "" : side.origClOrdId().value();
    }

    private void accept(ExchangeRequest request, boolean isRepeated) {
        if (conduct.latency().isZero() && conduct.jitter().isZero()) {
            habits.accept(request, isRepeated, now());
            return;
        }
        long jitter = conduct.jitter().toMillis();
        long sent = clock.millis();
        lastDue = Math.max(lastDue, sent + conduct.latency().toMillis() + (jitter == 0 ? 0 : random.nextLong(jitter + 1)));
        onTheirWay.add(() -> habits.accept(request, isRepeated, now()));
        loop.schedule(() -> guarded(this::arrive), lastDue - sent, TimeUnit.MILLISECONDS);
    }

    /** The next one reaches its book. Without effect if all have, since the exchange closes. */
    private void arrive() {
        Runnable next = onTheirWay.poll();
        if (next != null) {
            next.run();
        }
    }

    private void arriveAll() {
        while (!onTheirWay.isEmpty()) {
            arrive();
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

    /** Old market data is of no use to anyone. */
    @Override
    public boolean mayResend(FixSession to, FixMessage stored) {
        return !stored.msgType().equals("W") && !stored.msgType().equals("X");
    }

    // What its operator may do, on the loop

    /**
     * An order in words, such as {@code halt IBM}.
     *
     * @return what was done, for people
     * @throws IllegalArgumentException if it can't be done; it says why
     */
    public String order(List<String> words) {
        return operator.order(words);
    }

    /** Takes a trade back. @return false if there is no such trade */
    public boolean bust(String execId) {
        return exchange.bust(execId);
    }

    /** Corrects a trade. @return false if there is no such trade, or its order is not large enough */
    public boolean correct(String execId, Quantity quantity, Price price) {
        return exchange.correct(execId, quantity, price);
    }

    /** Cancels an open order that nobody asked to cancel. @return false if there is no such order */
    public boolean cancelUnsolicited(String orderId, String text) {
        return exchange.cancelUnsolicited(orderId, text);
    }

    /** OrderIDs of the orders that are open. */
    public List<String> openOrderIds() {
        return exchange.openOrderIds();
    }

    /** Logs the session out, when all requests that came before have reached their book. Not on the loop. */
    @Override
    public void close() throws IOException {
        timers.forEach(timer -> timer.cancel(false));
        loop.execute(() -> guarded(this::arriveAll));
        if (ouch != null) {
            ouch.close();
        }
        try {
            engine.stop().get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the simulated venue did not close in time", e);
        }
        journal.close();
        TapeMaker maker = tapeMaker;
        if (maker != null) {
            maker.close();
        }
    }
}
