package io.portcullis.oms.codec;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.types.Bands;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The binary form of what is said about how instruments may be traded. */
public final class MarketCodec {

    static final int KIND = 75;
    private static final int HALTED = 1;
    private static final int RESUMED = 2;
    private static final int BANDS_SET = 3;
    private static final int BANDS_LIFTED = 4;
    private static final int SHORT_SALES_RESTRICTED = 5;
    private static final int SHORT_SALES_FREE = 6;
    private static final int BANDS_WORKED_OUT = 7;

    private MarketCodec() {
    }

    static void write(Event.MarketTold e, Writer w) {
        MarketFact fact = e.fact();
        w.int8(KIND).int8(numberOf(fact)).text(fact.symbol());
        write(fact.source(), w);
        switch (fact) {
            case MarketFact.Halted f -> w.bool(f.isEverywhere());
            case MarketFact.BandsSet f -> write(f.bands(), w);
            case MarketFact.BandsWorkedOut f -> {
                w.bool(f.bands() != null);
                if (f.bands() != null) {
                    write(f.bands(), w).optional(f.reference());
                }
            }
            case MarketFact.ShortSalesRestricted f -> write(f.day(), w).optional(f.trade()).optional(f.close());
            case MarketFact.Resumed _,MarketFact.BandsLifted _,MarketFact.ShortSalesFree _ -> {
                // who said so is all
            }
        }
    }

    private static int numberOf(MarketFact fact) {
        return switch (fact) {
            case MarketFact.Halted _ -> HALTED;
            case MarketFact.Resumed _ -> RESUMED;
            case MarketFact.BandsSet _ -> BANDS_SET;
            case MarketFact.BandsLifted _ -> BANDS_LIFTED;
            case MarketFact.BandsWorkedOut _ -> BANDS_WORKED_OUT;
            case MarketFact.ShortSalesRestricted _ -> SHORT_SALES_RESTRICTED;
            case MarketFact.ShortSalesFree _ -> SHORT_SALES_FREE;
        };
    }

    static Event.MarketTold read(Reader r) {
        int fact = r.int8();
        String symbol = r.text();
        Source source = readSource(r);
        return new Event.MarketTold(switch (fact) {
            case HALTED -> new MarketFact.Halted(symbol, r.bool(), source);
            case RESUMED -> new MarketFact.Resumed(symbol, source);
            case BANDS_SET -> new MarketFact.BandsSet(symbol, readBands(r), source);
            case BANDS_WORKED_OUT -> r.bool() ? new MarketFact.BandsWorkedOut(symbol, readBands(r), r.optionalPrice(), source)
                    : new MarketFact.BandsWorkedOut(symbol, null, null, source);
            case BANDS_LIFTED -> new MarketFact.BandsLifted(symbol, source);
            case SHORT_SALES_RESTRICTED -> new MarketFact.ShortSalesRestricted(symbol, readDay(r), r.optionalPrice(), r.optionalPrice(), source);
            case SHORT_SALES_FREE -> new MarketFact.ShortSalesFree(symbol, source);
            default -> throw new IllegalStateException("no fact about how instruments may be traded has the number " + fact);
        });
    }

    /** Who said something. */
    public static void write(Source source, Writer w) {
        w.text(source.by()).optionalText(source.venue() == null ? null : source.venue().value()).text(source.reason());
    }

    /** @see #write(Source, Writer) */
    public static Source readSource(Reader r) {
        return new Source(r.text(), r.optionalVenue(), r.text());
    }

    /** Price bands. */
    public static Writer write(Bands bands, Writer w) {
        return w.optional(bands.low()).optional(bands.high());
    }

    /** @see #write(Bands, Writer) */
    public static Bands readBands(Reader r) {
        return new Bands(r.optionalPrice(), r.optionalPrice());
    }

    /** A trading day, or none. */
    public static Writer write(@Nullable LocalDate day, Writer w) {
        return w.bool(day != null).int64(day == null ? 0 : day.toEpochDay());
    }

    /** @see #write(LocalDate, Writer) */
    public static @Nullable LocalDate readDay(Reader r) {
        boolean isThere = r.bool();
        long day = r.int64();
        return isThere ? LocalDate.ofEpochDay(day) : null;
    }
}
