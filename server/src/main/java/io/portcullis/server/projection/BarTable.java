package io.portcullis.server.projection;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.database.Database;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Trades and bars of the market as the database has them. Any thread; waits for the database. */
public final class BarTable {

    /** How far tapes are in the tables. @param offset behind the last block */
    public record Position(LocalDate day, long offset) {
    }

    /** A trade of a tape. @param offset behind its block. @param index its place in the block */
    public record Taped(LocalDate day, long offset, int index, TapeEntry.Trade trade) {
    }

    private final Database database;
    private final Set<LocalDate> partitioned = new HashSet<>();
    private @Nullable SqlSessionFactory sessions;
    private volatile boolean isUp;

    public BarTable(Database database) {
        this.database = database;
    }

    /** Whether it has answered when it was asked last: it may be being started, and who only looks need not wait for that. */
    public boolean isUp() {
        return isUp;
    }

    /** Null if there is nothing yet. @throws IOException if the database can't be reached */
    @Nullable
    public Position position() throws IOException {
        return read(BarRows::lastPosition);
    }

    /**
     * Writes all of it, and how far that is, or nothing.
     *
     * @throws IOException if the database can't be reached, or does not take it; see {@link #isPassing}
     */
    public void write(List<Taped> trades, List<Bar> bars, Position position) throws IOException {
        Set<LocalDate> days = new HashSet<>();
        trades.forEach(trade -> days.add(trade.day));
        bars.forEach(bar -> days.add(bar.tradingDay()));
        for (LocalDate day : days) {
            if (!partitioned.contains(day)) {
                read(table -> table.ensurePartitions(day)); // in a transaction of its own: it locks the table
                partitioned.add(day);
            }
        }
        read(table -> {
            trades.forEach(trade -> table.trade(row(trade)));
            bars.forEach(bar -> table.bar(row(bar)));
            table.position(position.day, position.offset);
            return position;
        });
    }

    /** Whether a failure may be over when it is tried again. */
    public static boolean isPassing(IOException failure) {
        return Failures.isPassing(failure);
    }

    /**
     * Of an instrument those that begin within a time, the oldest first.
     *
     * @param venue null for all together
     * @param from epoch nanoseconds, inclusive. @param to exclusive. @param most how many at most
     */
    public List<Bar> bars(String symbol, @Nullable VenueId venue, BarInterval interval, long from, long to, int most) throws IOException {
        List<BarRows.Row> rows = read(table -> table.bars(symbol, interval.text(), venue == null ? "" : venue.value(), from, to, most));
        return rows == null ? List.of() : rows.stream().map(BarTable::bar).toList();
    }

    private static BarRows.TradeRow row(Taped taped) {
        TapeEntry.Trade trade = taped.trade;
        return new BarRows.TradeRow(taped.day, taped.offset, taped.index, trade.time(), trade.venue().value(), trade.symbol(), trade.kind().name(),
                decimal(trade.price()), trade.quantity() == 0 ? null : decimal(trade.quantity()));
    }

    private static BarRows.Row row(Bar bar) {
        return new BarRows.Row(bar.tradingDay(), bar.interval().text(), bar.symbol(), bar.venue() == null ? "" : bar.venue().value(), bar.start(),
                decimal(bar.open().raw()), decimal(bar.high().raw()), decimal(bar.low().raw()), decimal(bar.close().raw()), decimal(bar.volume().raw()),
                bar.turnover().decimal(), bar.trades(), decimalOrNull(bar.bid()), decimalOrNull(bar.offer()));
    }

    private static Bar bar(BarRows.Row row) {
        return new Bar(row.symbol(), row.venue().isEmpty() ? null : new VenueId(row.venue()), Objects.requireNonNull(BarInterval.of(row.bar())),
                row.tradingDay(), row.startNanos(), price(row.open()), price(row.high()), price(row.low()), price(row.close()),
                Quantity.of(row.volume().stripTrailingZeros().toPlainString()), Money.of(row.turnover()), row.trades(),
                row.bid() == null ? null : price(row.bid()), row.offer() == null ? null : price(row.offer()), true);
    }

    private static Price price(BigDecimal value) {
        return Price.of(value.stripTrailingZeros().toPlainString());
    }

    private static BigDecimal decimal(long raw) {
        return BigDecimal.valueOf(raw, 8);
    }

    private static @Nullable BigDecimal decimalOrNull(@Nullable Price price) {
        return price == null ? null : decimal(price.raw());
    }

    private <T> @Nullable T read(Function<BarRows, @Nullable T> question) throws IOException {
        try (SqlSession session = sessions().openSession(ExecutorType.BATCH, false)) {
            T answer = question.apply(session.getMapper(BarRows.class));
            session.commit(true); // also what a function has done that is asked as a question
            isUp = true;
            return answer;
        } catch (PersistenceException | FlywayException e) {
            isUp = false;
            throw new IOException(Failures.reason(e), e);
        }
    }

    private synchronized SqlSessionFactory sessions() throws IOException {
        DataSource source = database.open();
        SqlSessionFactory made = sessions;
        if (made == null) {
            Configuration configuration = new Configuration(new Environment("market", new JdbcTransactionFactory(), source));
            configuration.setMapUnderscoreToCamelCase(true);
            configuration.setArgNameBasedConstructorAutoMapping(true);
            configuration.addMapper(BarRows.class);
            made = new SqlSessionFactoryBuilder().build(configuration);
            sessions = made;
        }
        return made;
    }
}
