package io.portcullis.server.riskmetrics;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Release;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.metrics.MetricLimit;
import io.portcullis.risk.metrics.MetricsRun;
import io.portcullis.risk.metrics.Portfolio;
import io.portcullis.risk.metrics.PortfolioMetrics;
import io.portcullis.risk.metrics.PriceHistory;
import io.portcullis.risk.metrics.StressScenario;
import io.portcullis.server.hub.WatchedFile;
import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.projection.PriceTable;
import io.portcullis.server.settings.MetricsEntry;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.settings.StressFile;
import io.portcullis.server.shard.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has risk metrics reckoned now and then, on a thread that gives way to orders, and keeps what came out last. The shard is asked for little at a time; all else is done here. What goes wrong is
 * shown with the metrics, alerted once, and tried again the next time.
 */
public final class MetricsDesk implements RiskMetricsView, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsDesk.class);
    private static final int CLOSE_SECONDS = 2;
    private static final int DATABASE_SECONDS = 6;
    /** Shown and not alerted: somebody has set it so. */
    private static final String NO_DATABASE = "there are no closes, because the database is off ([database] on = no): no value at risk, beta and correlations";
    private static final PriceHistory NO_CLOSES = PriceHistory.of(List.of(), 2, 2);
    private static final double LARGE_MOVE = 0.4;
    private static final int MOST_MOVES = 3;
    /** How often limits are looked up, so that another one holds within a second. */
    private static final int LIMITS_EVERY_MILLIS = 400;
    private static final int PATIENCE_SECONDS = 10;
    /** Fewer are nothing to speak of: a hub that stops has no shard any more. */
    private static final int MOST_FAILED_LOOKS = 5;

    /** What limits are held against until metrics are reckoned anew. @param troubles without those of limits */
    private record Reckoned(Moment moment, LocalDate day, List<String> scenarios, List<MetricWatch.Looked> looked, List<String> troubles) {
    }

    /** Where the metrics come from. @param prices null without a database */
    public record Sources(Shard shard, PreTradeRisk risk, Market market, @Nullable PriceTable prices, MetricWatch.Kills kills, GivingWay givingWay,
            InstantSource clock) {
    }

    private final MetricsEntry settings;
    private final Path conf;
    private final Sources from;
    private final Consumer<String> alerts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("risk-metrics").daemon().factory());
    private final ScheduledExecutorService lateness = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("risk-metrics-age").daemon().factory());
    private final ExecutorService database = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("price-history").daemon().factory());
    private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<Snapshot>> waiting = new AtomicReference<>();
    private final WatchedFile stressFile;
    private final WatchedFile limitsFile;
    private final DayPeaks peaks = new DayPeaks();
    private final SnapshotAge age;
    private final Moments moments;
    private final LargestHoldings largest = new LargestHoldings(LargestHoldings.MOST);
    private final MetricWatch watch;
    private final @Nullable PastCloses history;
    private final @Nullable CloseRecorder recorder;
    private StressFile.Scenarios scenarios;
    private @Nullable Reckoned reckoned;
    private LimitsOfMetrics ofMetrics = LimitsOfMetrics.NOT_KNOWN;
    private List<MetricLimit> limits = List.of();
    private @Nullable MetricsRun run;
    private @Nullable PriceHistory runOf;
    private @Nullable LocalDate runOn;
    private String problem = "";
    private long worksSince;
    private int failedLooks;
    private volatile boolean isClosed;

    /**
     * @param conf directory of {@code stress.csv}
     * @throws SettingsException if that is wrong
     */
    public MetricsDesk(MetricsEntry settings, Path conf, Sources from, Consumer<String> alerts) {
        this.settings = settings;
        this.conf = conf;
        this.from = from;
        this.alerts = alerts;
        PriceTable prices = from.prices;
        this.stressFile = new WatchedFile(conf.resolve("stress.csv"));
        this.limitsFile = new WatchedFile(conf.resolve("metric-limits.csv"));
        this.scenarios = StressFile.in(conf);
        this.age = new SnapshotAge(settings.every(), alerts);
        this.moments = new Moments(from.shard, from.risk, from.market);
        this.watch = new MetricWatch(from.kills, alerts, prices == null ? null : MetricWatch.in(prices));
        this.history = prices == null ? null : new PastCloses(prices, settings);
        this.recorder = prices == null || !settings.recordsCloses() ? null : new CloseRecorder(prices::record);
        thread.execute(Urgency::thisThreadForLater);
        database.execute(Urgency::thisThreadForLater);
    }

    /** From now on. */
    public MetricsDesk start() {
        thread.scheduleWithFixedDelay(this::runOnce, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::followLimits, LIMITS_EVERY_MILLIS, LIMITS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        age.begin(from.clock.instant());
        lateness.scheduleWithFixedDelay(() -> age.look(from.clock.instant()), settings.every().toMillis(), settings.every().toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    // What the console asks for

    @Override
    public Optional<Snapshot> last() {
        return Optional.ofNullable(last.get());
    }

    /** Whoever asks while it waits for its turn gets the same. */
    @Override
    public CompletionStage<Snapshot> anew() {
        CompletableFuture<Snapshot> fresh = new CompletableFuture<>();
        CompletableFuture<Snapshot> before = waiting.compareAndExchange(null, fresh);
        if (before != null) {
            return before;
        }
        thread.execute(() -> {
            waiting.set(null);
            try {
                fresh.complete(reckon());
            } catch (OutOfMemoryError e) {
                fresh.completeExceptionally(e);
                throw e;
            } catch (Throwable e) {
                fresh.completeExceptionally(e);
            }
        });
        return fresh;
    }

    @Override
    public CompletionStage<List<Coverage>> closes() {
        PriceTable prices = from.prices;
        return prices == null ? CompletableFuture.completedStage(List.of())
                : later(() -> prices.coverage().stream().map(each -> new Coverage(each.symbol(), each.first(), each.last(), each.closes(), each.ofMarket()))
                        .toList());
    }

    @Override
    public CompletionStage<Answer> enter(List<Close> closes, Instruction instruction) {
        PriceTable prices = from.prices;
        if (prices == null) {
            return CompletableFuture.completedStage(new Answer.Refused("closes are kept in the database, which is off: [database] on = no"));
        }
        return from.shard
                .ask(state -> new Known(today(state.tradingDay()), new TreeSet<>(from.market.instruments().all().stream().map(each -> each.symbol()).toList())))
                .thenCompose(known -> soon(prices, () -> entered(prices, closes, known, instruction)));
    }

    /** Whoever orders something is answered in time: what the database is not ready for is not done at all. */
    private CompletionStage<Answer> soon(PriceTable prices, Question<Answer> change) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        AtomicBoolean isDecided = new AtomicBoolean();
        database.execute(() -> {
            try {
                prices.awaitDatabase();
                if (!isDecided.getAndSet(true)) {
                    result.complete(change.answer());
                }
            } catch (IOException | RuntimeException e) {
                result.complete(new Answer.Refused("the database has not confirmed it, so enter it again: " + e.getMessage()));
            }
        });
        CompletableFuture.delayedExecutor(DATABASE_SECONDS, TimeUnit.SECONDS).execute(() -> {
            if (!isDecided.getAndSet(true)) {
                result.complete(new Answer.Refused("the database is not ready yet, nothing was entered: try again in a moment"));
            }
        });
        return result;
    }

    private record Known(LocalDate today, TreeSet<String> symbols) {
    }

    private Answer entered(PriceTable prices, List<Close> closes, Known known, Instruction instruction) throws IOException {
        Optional<Close> tooNew = closes.stream().filter(each -> each.day().isAfter(known.today)).findFirst();
        if (tooNew.isPresent()) {
            return new Answer.Refused(
                    "the close of " + tooNew.get().symbol() + " is of " + tooNew.get().day() + ", which is after the trading day " + known.today);
        }
        prices.enter(closes.stream().map(each -> new PriceTable.Close(each.symbol(), each.day(), each.close(), each.adjusted())).toList(), known.today,
                instruction.user(),
                instruction.reason());
        TreeSet<String> others = new TreeSet<>(closes.stream().map(Close::symbol).toList());
        others.removeAll(known.symbols);
        if (settings.benchmark() != null) {
            others.remove(settings.benchmark());
        }
        return new Answer.Done(closes.size() + (closes.size() == 1 ? " close is entered" : " closes are entered")
                + (others.isEmpty() ? "" : "; no instruments: " + String.join(", ", others)));
    }

    /** Asks the database. */
    private interface Question<T> {
        T answer() throws IOException;
    }

    private <T> CompletionStage<T> later(Question<T> question) {
        CompletableFuture<T> result = new CompletableFuture<>();
        database.execute(() -> {
            try {
                result.complete(question.answer());
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    // The run

    private void runOnce() {
        try {
            reckon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) { // what is thrown on would be the last run
            if (!isClosed) {
                LOG.error("risk metrics could not be reckoned", e);
                tell("they could not be reckoned, so that their limits are not looked at; that is tried again: " + e);
            }
        }
    }

    private Snapshot reckon() throws InterruptedException, ExecutionException, TimeoutException {
        long began = System.nanoTime();
        worksSince = began;
        readFiles();
        Moment moment = moments.take();
        LocalDate day = today(moment.tradingDay());
        List<Book> books = Book.all(moment);
        List<Portfolio> portfolios = books.stream().map(book -> book.portfolio(moment)).toList();
        List<String> troubles = new ArrayList<>();
        readHistory(day, moment, portfolios, troubles);
        PriceHistory closes = history == null ? NO_CLOSES : history.closes();
        List<StressScenario> stress = new ArrayList<>(scenarios.userDefined());
        stress.addAll(history == null ? List.of() : history.replayed());
        List<PortfolioMetrics> metrics = runOver(closes, day).of(portfolios, stress);
        List<PortfolioRow> rows = new ArrayList<>();
        List<MetricWatch.Looked> looked = new ArrayList<>();
        for (int i = 0; i < books.size(); i++) {
            Book book = books.get(i);
            Double drawdown = peaks.drawdown(day, book);
            rows.add(Shown.row(book, moment, metrics.get(i), drawdown));
            looked.add(new MetricWatch.Looked(book.name(), metrics.get(i), drawdown, book.tradedUnpriced(), leftOut(book, moment), book.orders(moment)));
        }
        Instant now = from.clock.instant();
        Snapshot fresh = new Snapshot(now.getEpochSecond() * 1_000_000_000L + now.getNano(), (System.nanoTime() - began) / 1_000_000, moment.rates().base(),
                shown(closes), rows, List.of(), List.of());
        reckoned = new Reckoned(moment, day, stress.stream().map(StressScenario::name).toList(), looked, List.copyOf(troubles));
        List<MetricLimit> inForce = limitsInForce();
        age.reckoned(now);
        return held(fresh, reckoned, inForce);
    }

    private History shown(PriceHistory closes) {
        boolean isKnown = !closes.symbols().isEmpty();
        return new History(isKnown ? closes.days().getFirst() : null, isKnown ? closes.days().getLast() : null, closes.observations(),
                closes.observations() < settings.observations() ? closes.shortenedBy() : null, settings.benchmark(), settings.paths());
    }

    // Limits

    /** Those of risk metrics that hold now, as the log has them. */
    private List<MetricLimit> limitsInForce() throws InterruptedException, ExecutionException, TimeoutException {
        LimitsOfMetrics known = ofMetrics;
        ofMetrics = from.shard.ask(state -> known.now(state.limits())).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return ofMetrics.at(nanos());
    }

    /** None unless a limit's kill may be over by itself. */
    private List<MetricWatch.InForce> killsInForce(List<MetricLimit> limits) throws InterruptedException, ExecutionException, TimeoutException {
        return limits.stream().noneMatch(limit -> limit.release() != null && limit.release().by() == Release.By.ALONE) ? List.of()
                : from.shard.ask(state -> state.kills().inForce().stream()
                        .map(kill -> new MetricWatch.InForce(kill.ordered().subset(), kill.ordered().release(), kill.since())).toList())
                        .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private long nanos() {
        Instant now = from.clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Holds the limits against what was reckoned last, unless that is too old, and shows that. */
    private Snapshot held(Snapshot metrics, Reckoned reckoned, List<MetricLimit> inForce) throws InterruptedException, ExecutionException, TimeoutException {
        boolean isTooOld = age.isTooOld(from.clock.instant());
        List<LimitRow> used = isTooOld ? MetricWatch.notKnown(inForce, reckoned.looked)
                : watch.look(reckoned.day, inForce, reckoned.looked, reckoned.moment.rates(), new MetricWatch.Now(nanos(), killsInForce(inForce)));
        List<String> troubles = new ArrayList<>(reckoned.troubles);
        if (isTooOld) {
            troubles.add("limits have changed, or others hold now, and what was reckoned last is too old for them: none is looked at until that is done anew");
        }
        troubles.addAll(LimitDoubts.of(inForce, reckoned.moment, reckoned.scenarios));
        Snapshot snapshot = new Snapshot(metrics.time(), metrics.tookMillis(), metrics.currency(), metrics.history(), metrics.portfolios(), used,
                List.copyOf(troubles));
        limits = inForce;
        last.set(snapshot);
        tell(troubles.stream().filter(trouble -> !trouble.equals(NO_DATABASE)).collect(Collectors.joining("; ")));
        return snapshot;
    }

    /** Once they are others they are held against what was reckoned last: nobody has to wait for the next run. */
    private void followLimits() {
        Snapshot shown = last.get();
        Reckoned known = reckoned;
        if (shown == null || known == null) {
            return;
        }
        try {
            List<MetricLimit> now = limitsInForce();
            failedLooks = 0;
            if (!now.equals(limits)) {
                held(shown, known, now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) { // what is thrown on would be the last look
            if (!isClosed && ++failedLooks == MOST_FAILED_LOOKS) {
                LOG.warn("limits of risk metrics could not be looked up, that is tried again", e);
            }
        }
    }

    /** Covariances leave much garbage, which has to be collected while orders wait: they are reckoned once for the same closes. */
    private MetricsRun runOver(PriceHistory closes, LocalDate day) {
        MetricsRun kept = run;
        if (kept == null || closes != runOf || !day.equals(runOn)) {
            kept = new MetricsRun(closes, new MetricsRun.Settings(settings.paths(), day.toEpochDay(), settings.benchmark()), this::giveWay);
            run = kept;
            runOf = closes;
            runOn = day;
        }
        return kept;
    }

    private static List<MetricWatch.LeftOut> leftOut(Book book, Moment moment) {
        return book.unvalued(moment).stream().map(each -> {
            Instrument instrument = moment.instruments().bySymbol(each.symbol());
            return new MetricWatch.LeftOut(each.symbol(), instrument == null ? null : instrument.traits().sector(), each.reason());
        }).toList();
    }

    private void readHistory(LocalDate day, Moment moment, List<Portfolio> portfolios, List<String> troubles) {
        if (history == null) {
            troubles.add(NO_DATABASE);
            return;
        }
        try {
            if (recorder != null) {
                recorder.see(day, moment.lastTrades());
            }
        } catch (IOException e) {
            troubles.add("closes of today could not be kept, that is tried again: " + e.getMessage());
        }
        try {
            Set<String> symbols = largest.of(portfolios);
            TreeSet<String> others = new TreeSet<>();
            portfolios.forEach(each -> each.holdings().forEach(held -> others.add(held.symbol())));
            others.removeAll(symbols);
            if (!others.isEmpty()) {
                troubles.add("value at risk is of the " + symbols.size() + " instruments of which most is held, at most " + LargestHoldings.MOST + "; "
                        + others.size() + " others are not in it");
            }
            history.refresh(day, symbols, others, scenarios.replays(), moment.actions());
        } catch (IOException e) {
            troubles.add("closes could not be read, those that were read before are used: " + e.getMessage());
        }
        addMoves(history.closes(), troubles);
        if (settings.benchmark() != null && history.closes().indexOf(settings.benchmark()) == null) {
            troubles.add("there is no beta: the benchmark " + settings.benchmark() + " has no history");
        }
    }

    /** A split that nobody has applied would be the largest loss of the history. */
    private static void addMoves(PriceHistory closes, List<String> troubles) {
        List<PriceHistory.Move> moves = closes.movesOf(LARGE_MOVE);
        moves.stream().limit(MOST_MOVES)
                .forEach(move -> troubles.add("the close of " + move.symbol() + " moved by " + Math.round(100 * move.part()) + " % on " + move.day()
                        + ": is it right, and is no split missing?"));
        if (moves.size() > MOST_MOVES) {
            troubles.add("and " + (moves.size() - MOST_MOVES) + " more such moves");
        }
    }

    private void readFiles() {
        if (stressFile.hasChanged()) {
            read(stressFile, () -> scenarios = StressFile.in(conf));
        }
        if (limitsFile.hasChanged()) {
            alerts.accept(
                    limitsFile.file() + " has changed, which has no effect: the event log has the limits of risk metrics, and portcullis limit changes them");
        }
    }

    private void read(WatchedFile file, Runnable reader) {
        try {
            reader.run();
            LOG.info("{} has changed and is in force", file.file());
        } catch (SettingsException e) {
            alerts.accept("what was read before stays in force: " + e.getMessage());
        }
    }

    /** Once for each. */
    private void tell(String trouble) {
        if (!trouble.isEmpty() && !trouble.equals(problem)) {
            alerts.accept("risk metrics: " + trouble);
        }
        problem = trouble;
    }

    private void giveWay() {
        from.givingWay.after(System.nanoTime() - worksSince, () -> isClosed);
        worksSince = System.nanoTime();
    }

    private LocalDate today(@Nullable LocalDate tradingDay) {
        return tradingDay == null ? LocalDate.ofInstant(from.clock.instant(), ZoneOffset.UTC) : tradingDay;
    }

    @Override
    public String toString() {
        Snapshot snapshot = last.get();
        return snapshot == null ? "not reckoned yet"
                : snapshot.portfolios().size() + " portfolios in " + snapshot.tookMillis() + " ms, " + snapshot.history().observations()
                        + " days' returns" + (snapshot.troubles().isEmpty() ? "" : "; " + String.join("; ", snapshot.troubles()));
    }

    @Override
    public void close() {
        isClosed = true;
        thread.shutdownNow();
        lateness.shutdownNow();
        database.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS) || !database.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("risk metrics still wait for the database and are left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
