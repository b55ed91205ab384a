package io.portcullis.server.projection;

import io.portcullis.oms.types.CorporateAction;
import io.portcullis.risk.metrics.CloseSeries;
import io.portcullis.server.database.Database;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.ArrayTypeHandler;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Closes of each day as the database has them, brought to shares as they are now; and when limits of risk metrics were reached. Any thread; waits for the database. */
public final class PriceTable {

    /** A close that somebody enters. @param adjusted of shares as they are on the day on which it is entered; null if nobody has adjusted it */
    public record Close(String symbol, LocalDate day, BigDecimal close, @Nullable BigDecimal adjusted) {
    }

    /** Which closes of a symbol there are. @param ofMarket those that the hub has kept by itself */
    public record Coverage(String symbol, LocalDate first, LocalDate last, long closes, long ofMarket) {
    }

    /** That a limit of a metric was warned of or reached on a day. @param at when; if orders were killed for it more than once on that day, the last time */
    public record Breach(LocalDate tradingDay, String portfolio, String metric, BigDecimal limitAmount, @Nullable String currency, String standing,
            BigDecimal used, boolean kills,
            boolean killOrdered, Instant at) {
    }

    private final Database database;
    private final InstantSource clock;

    public PriceTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Waits until the database is there, which takes seconds when it is started for the first time. */
    public void awaitDatabase() throws IOException {
        try {
            database.open();
        } catch (FlywayException e) {
            throw new IOException(Failures.reason(e), e);
        }
    }

    /**
     * What was there of the same symbols and days is replaced.
     *
     * @param today the trading day, of whose shares adjusted closes are
     * @throws IOException if the database can't be reached; then none is entered
     */
    public void enter(List<Close> closes, LocalDate today, String user, String reason) throws IOException {
        write(table -> closes.forEach(each -> table.enter(
                new PriceRows.Row(each.symbol, each.day, each.close, each.adjusted, each.adjusted == null ? each.day : today), user, now(), reason)));
    }

    /** The last trades of a day so far. Where somebody has entered a close, that stays. */
    public void record(LocalDate day, Map<String, BigDecimal> lastTrades) throws IOException {
        write(table -> new TreeMap<>(lastTrades).forEach((symbol, price) -> table.record(symbol, day, price, now())));
    }

    /** What it says changes whenever closes of days before that one are others. */
    public String version(LocalDate before) throws IOException {
        return read(table -> table.version(before));
    }

    public List<Coverage> coverage() throws IOException {
        return read(PriceRows::coverage);
    }

    /**
     * Closes of days from one on and before another, of shares as they are on the latter, by the symbols that they have then. Of those that there are none of the series is empty.
     *
     * @param applied all corporate actions, as the order core knows them: the projection may be behind, or be built anew
     */
    public List<CloseSeries> series(Collection<String> symbols, LocalDate from, LocalDate before, List<CorporateAction> applied) throws IOException {
        return series(symbols, from, before, before, applied);
    }

    /** The same, of shares as they are on a later day. */
    public List<CloseSeries> series(Collection<String> symbols, LocalDate from, LocalDate before, LocalDate today, List<CorporateAction> applied)
            throws IOException {
        List<CorporateAction> actions = applied.stream()
                .filter(each -> each.kind() != CorporateAction.Kind.DIVIDEND && !each.exDate().isAfter(today))
                .sorted(Comparator.comparing(CorporateAction::exDate).thenComparing(CorporateAction::symbol)).toList();
        return read(table -> {
            Map<String, Map<Long, Double>> all = new LinkedHashMap<>();
            symbols.forEach(symbol -> all.put(symbol, new TreeMap<>()));
            for (PriceRows.Row row : table.between(withFormer(symbols, actions), from, before)) {
                add(row, actions, all);
            }
            return all.entrySet().stream().map(each -> series(each.getKey(), each.getValue())).toList();
        });
    }

    /** With those that they were called before. */
    private static String[] withFormer(Collection<String> symbols, List<CorporateAction> actions) {
        TreeSet<String> all = new TreeSet<>(symbols);
        for (CorporateAction action : actions.reversed()) {
            if (action.newSymbol() != null && all.contains(action.newSymbol())) {
                all.add(action.symbol());
            }
        }
        return all.toArray(String[]::new);
    }

    private static void add(PriceRows.Row row, List<CorporateAction> actions, Map<String, Map<Long, Double>> to) {
        String symbol = row.symbol();
        double close = (row.adjusted() == null ? row.close() : row.adjusted()).doubleValue();
        for (CorporateAction action : actions) {
            if (action.symbol().equals(symbol) && action.exDate().isAfter(row.sharesOf())) {
                close = close * action.shares().from() / action.shares().to();
                symbol = action.symbolThen();
            }
        }
        Map<Long, Double> series = to.get(symbol);
        if (series != null) {
            series.put(row.day().toEpochDay(), close);
        }
    }

    private static CloseSeries series(String symbol, Map<Long, Double> closes) {
        return new CloseSeries(symbol, closes.keySet().stream().mapToLong(Long::longValue).toArray(),
                closes.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The first of a day, limit and standing is kept, and after that the last one that has killed again. */
    public void breached(Breach breach) throws IOException {
        write(table -> table.breached(breach));
    }

    public List<Breach> breaches(LocalDate day) throws IOException {
        return read(table -> table.breaches(day));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private void write(Consumer<PriceRows> change) throws IOException {
        read(table -> {
            change.accept(table);
            return List.of();
        });
    }

    private <T> T read(Function<PriceRows, T> question) throws IOException {
        try (SqlSession session = session()) {
            T answer = question.apply(session.getMapper(PriceRows.class));
            session.commit();
            return answer;
        } catch (PersistenceException | FlywayException e) {
            throw new IOException(Failures.reason(e), e);
        }
    }

    /** Selects send what waits in the batch first. */
    private SqlSession session() throws IOException {
        Configuration configuration = new Configuration(new Environment("prices", new JdbcTransactionFactory(), database.open()));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.getTypeHandlerRegistry().register(String[].class, ArrayTypeHandler.class);
        configuration.addMapper(PriceRows.class);
        return new SqlSessionFactoryBuilder().build(configuration).openSession(ExecutorType.BATCH, false);
    }
}
