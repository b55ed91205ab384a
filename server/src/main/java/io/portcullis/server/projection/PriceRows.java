package io.portcullis.server.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The tables of closes and of breaches as they are read and written. */
interface PriceRows {

    /** Of one day. @param sharesOf splits later than this day are still to be reckoned in */
    record Row(String symbol, LocalDate day, BigDecimal close, @Nullable BigDecimal adjusted, LocalDate sharesOf) {
    }

    @Insert("""
            insert into price_history (symbol, day, close, adjusted, shares_of, source, entered_by, entered_at, reason)
            values (#{row.symbol}, #{row.day}, #{row.close}, #{row.adjusted,jdbcType=NUMERIC}, #{row.sharesOf}, 'entered', #{user}, #{at}, #{reason})
            on conflict (symbol, day) do update
               set close = excluded.close, adjusted = excluded.adjusted, shares_of = excluded.shares_of, source = excluded.source, entered_by = excluded.entered_by,
                   entered_at = excluded.entered_at, reason = excluded.reason""")
    void enter(@Param("row") Row row, @Param("user") String user, @Param("at") OffsetDateTime at, @Param("reason") String reason);

    /** What somebody has entered stays. */
    @Insert("""
            insert into price_history (symbol, day, close, shares_of, source, entered_by, entered_at, reason)
            values (#{symbol}, #{day}, #{close}, #{day}, 'market', 'hub', #{at}, 'the last trade')
            on conflict (symbol, day) do update set close = excluded.close, entered_at = excluded.entered_at where price_history.source = 'market'""")
    void record(@Param("symbol") String symbol, @Param("day") LocalDate day, @Param("close") BigDecimal close, @Param("at") OffsetDateTime at);

    @Select("""
            select symbol, day, close, adjusted, shares_of from price_history
             where symbol = any(#{symbols}) and day >= #{from} and day < #{before} order by symbol, day""")
    List<Row> between(@Param("symbols") String[] symbols, @Param("from") LocalDate from, @Param("before") LocalDate before);

    /** Changes whenever what {@link #between} says may be another. */
    @Select("""
            select concat(count(*), ' ', max(entered_at)) from price_history where day < #{before}""")
    String version(LocalDate before);

    @Select("""
            select symbol, min(day) as first, max(day) as last, count(*) as closes, count(*) filter (where source = 'market') as of_market
              from price_history group by symbol order by symbol""")
    List<PriceTable.Coverage> coverage();

    @Insert("""
            insert into metric_breach (trading_day, portfolio, metric, limit_amount, currency, standing, used, kills, kill_ordered, at)
            values (#{b.tradingDay}, #{b.portfolio}, #{b.metric}, #{b.limitAmount}, #{b.currency,jdbcType=VARCHAR}, #{b.standing}, #{b.used}, #{b.kills}, #{b.killOrdered}, #{b.at})
            on conflict (trading_day, portfolio, metric, limit_amount, standing) do update
               set kill_ordered = metric_breach.kill_ordered or excluded.kill_ordered,
                   used = case when metric_breach.kill_ordered and excluded.kill_ordered then excluded.used else metric_breach.used end,
                   at = case when metric_breach.kill_ordered and excluded.kill_ordered then excluded.at else metric_breach.at end""")
    void breached(@Param("b") PriceTable.Breach breach);

    @Select("""
            select trading_day, portfolio, metric, limit_amount, currency, standing, used, kills, kill_ordered, at from metric_breach
             where trading_day = #{day} order by at""")
    List<PriceTable.Breach> breaches(LocalDate day);
}
