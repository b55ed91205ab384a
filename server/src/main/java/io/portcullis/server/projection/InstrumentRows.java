package io.portcullis.server.projection;

import io.portcullis.oms.instrument.Instrument;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The table of instruments as it is read and written. */
interface InstrumentRows {

    /** One version of an instrument, whenever it was in force. */
    record Row(String symbol, @Nullable String isin, String mic, String currency, BigDecimal lot, String ticks, @Nullable BigDecimal referencePrice,
            @Nullable String sector, @Nullable String assetClass, @Nullable BigDecimal averageDailyVolume, @Nullable BigDecimal marginRate,
            @Nullable BigDecimal dailyVolatility) {

        static Row of(Instrument instrument) {
            return new Row(instrument.symbol(), instrument.isin(), instrument.mic(), instrument.currency(), Stored.decimal(instrument.lot()),
                    instrument.ticks().bands().stream().map(band -> band.from() + ":" + band.tick()).collect(Collectors.joining(" ")),
                    Stored.decimalOrNull(instrument.referencePrice()), instrument.traits().sector(), instrument.traits().assetClass(),
                    instrument.traits().averageDailyVolume() == null ? null : Stored.decimal(instrument.traits().averageDailyVolume()),
                    percent(instrument.traits().marginPercent()), percent(instrument.traits().volatilityPercent()));
        }

        private static @Nullable BigDecimal percent(@Nullable BigDecimal given) {
            return given == null ? null : given.setScale(4);
        }
    }

    /** Two hubs that share a database write one after the other. */
    @Update("lock table instrument in share row exclusive mode")
    void lock();

    @Select("select symbol, isin, mic, currency, lot, ticks, reference_price, sector, asset_class, average_daily_volume, margin_rate, daily_volatility from instrument where valid_to is null")
    List<Row> inForce();

    /** When the table was last changed; null if it is empty. */
    @Nullable
    @Select("select max(greatest(valid_from, coalesce(valid_to, valid_from))) from instrument")
    OffsetDateTime lastChange();

    @Update("update instrument set valid_to = #{at} where symbol = #{symbol} and valid_to is null")
    void end(@Param("symbol") String symbol, @Param("at") OffsetDateTime at);

    @Insert("""
            insert into instrument (symbol, valid_from, isin, mic, currency, lot, ticks, reference_price, sector, asset_class, average_daily_volume, margin_rate,
                    daily_volatility)
            values (#{row.symbol}, #{from}, #{row.isin,jdbcType=VARCHAR}, #{row.mic}, #{row.currency}, #{row.lot}, #{row.ticks},
                    #{row.referencePrice,jdbcType=NUMERIC}, #{row.sector,jdbcType=VARCHAR}, #{row.assetClass,jdbcType=VARCHAR},
                    #{row.averageDailyVolume,jdbcType=NUMERIC}, #{row.marginRate,jdbcType=NUMERIC}, #{row.dailyVolatility,jdbcType=NUMERIC})""")
    void begin(@Param("row") Row row, @Param("from") OffsetDateTime from);
}
