package io.portcullis.server.projection;

import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.types.Price;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The rows of what is said about how instruments may be traded. */
final class MarketRows {

    private MarketRows() {
    }

    static void add(MarketFact fact, long position, int index, OffsetDateTime time, Rows rows) {
        rows.marketChanges.add(switch (fact) {
            case MarketFact.Halted f -> row(f, f.isEverywhere() ? "HALTED" : "HALTED_AT_VENUE", position, index, time, null, null);
            case MarketFact.Resumed f -> row(f, "RESUMED", position, index, time, null, null);
            case MarketFact.BandsSet f -> row(f, "BANDS_SET", position, index, time, f.bands().low(), f.bands().high());
            case MarketFact.BandsWorkedOut f -> row(f, f.bands() == null ? "BANDS_LIFTED" : "BANDS_WORKED_OUT", position, index, time,
                    f.bands() == null ? null : f.bands().low(), f.bands() == null ? null : f.bands().high());
            case MarketFact.BandsLifted f -> row(f, "BANDS_LIFTED", position, index, time, null, null);
            case MarketFact.ShortSalesRestricted f -> row(f, "SHORT_SALES_RESTRICTED", position, index, time, f.trade(), f.close());
            case MarketFact.ShortSalesFree f -> row(f, "SHORT_SALES_FREE", position, index, time, null, null);
        });
    }

    private static Rows.MarketChange row(MarketFact fact, String what, long position, int index, OffsetDateTime time, @Nullable Price low,
            @Nullable Price high) {
        Source source = fact.source();
        return new Rows.MarketChange(position, index, time, Stored.key(fact.symbol()), what, decimal(low), decimal(high), Stored.key(source.by()),
                source.venue() == null ? null : Stored.key(source.venue().value()), source.reason());
    }

    private static @Nullable BigDecimal decimal(@Nullable Price price) {
        return price == null ? null : Stored.decimal(price);
    }
}
