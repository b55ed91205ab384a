package io.portcullis.server.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The tables of the market's history as they are read and written. */
interface BarRows {

    /** @param bar the interval's text. @param venue empty for all together */
    record Row(LocalDate tradingDay, String bar, String symbol, String venue, long startNanos, BigDecimal open, BigDecimal high, BigDecimal low,
            BigDecimal close, BigDecimal volume, BigDecimal turnover, long trades, @Nullable BigDecimal bid, @Nullable BigDecimal offer) {
    }

    /** @param quantity null if nobody says */
    record TradeRow(LocalDate tradingDay, long tapeOffset, int tapeIndex, long timeNanos, String venue, String symbol, String kind, BigDecimal price,
            @Nullable BigDecimal quantity) {
    }

    @Select("select ensure_market_partitions(#{day})")
    int ensurePartitions(LocalDate day);

    @Insert("""
            insert into market_trade (trading_day, tape_offset, tape_index, time_nanos, venue, symbol, kind, price, quantity)
            values (#{t.tradingDay}, #{t.tapeOffset}, #{t.tapeIndex}, #{t.timeNanos}, #{t.venue}, #{t.symbol}, #{t.kind}, #{t.price}, #{t.quantity,jdbcType=NUMERIC})""")
    void trade(@Param("t") TradeRow trade);

    /** A day's bar that two tapes of one day have made is the later one's. */
    @Insert("""
            insert into market_bar (trading_day, bar, symbol, venue, start_nanos, open, high, low, close, volume, turnover, trades, bid, offer)
            values (#{b.tradingDay}, #{b.bar}, #{b.symbol}, #{b.venue}, #{b.startNanos}, #{b.open}, #{b.high}, #{b.low}, #{b.close}, #{b.volume}, #{b.turnover}, #{b.trades},
                    #{b.bid,jdbcType=NUMERIC}, #{b.offer,jdbcType=NUMERIC})
            on conflict (trading_day, bar, symbol, venue, start_nanos) do update
               set open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close, volume = excluded.volume, turnover = excluded.turnover,
                   trades = excluded.trades, bid = excluded.bid, offer = excluded.offer""")
    void bar(@Param("b") Row bar);

    @Insert("""
            insert into market_history_position (trading_day, tape_offset) values (#{day}, #{offset})
            on conflict (one) do update set trading_day = excluded.trading_day, tape_offset = excluded.tape_offset, updated_at = now()""")
    void position(@Param("day") LocalDate day, @Param("offset") long offset);

    @Select("select trading_day as day, tape_offset as offset from market_history_position")
    BarTable.@Nullable Position lastPosition();

    @Select("""
            select trading_day, bar, symbol, venue, start_nanos, open, high, low, close, volume, turnover, trades, bid, offer from market_bar
             where symbol = #{symbol} and bar = #{bar} and venue = #{venue} and start_nanos >= #{from} and start_nanos < #{to} order by start_nanos, trading_day limit #{most}""")
    List<Row> bars(@Param("symbol") String symbol, @Param("bar") String bar, @Param("venue") String venue, @Param("from") long from, @Param("to") long to,
            @Param("most") int most);
}
