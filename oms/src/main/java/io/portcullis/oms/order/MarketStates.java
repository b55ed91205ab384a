package io.portcullis.oms.order;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How instruments may be traded now, as far as that is not as usual: halts, price bands, restricted short sales. A part of the state: events change it, and it holds no rule. */
public final class MarketStates {

    /** Its rest of the trading day, and the next one. */
    private static final int DAYS_RESTRICTED = 2;

    /** @param isEverywhere at all venues; otherwise at the one that said so. @param time since when, epoch nanoseconds */
    public record Halt(Source source, boolean isEverywhere, long time) {

        /** Nothing goes to that venue. */
        public boolean isAt(VenueId venue) {
            return isEverywhere || venue.equals(source.venue());
        }
    }

    /**
     * @param time since when, epoch nanoseconds
     * @param reference the price around which they were worked out; null if they were told
     * @param referenceTime since when that is the reference price, epoch nanoseconds; 0 if they were told
     */
    public record Banded(Bands bands, Source source, long time, @Nullable Price reference, long referenceTime) {
    }

    /**
     * @param day in which it began; null if none had
     * @param trade the last trade that brought it about; null if people did
     * @param close the last close to which that was held; null likewise
     * @param daysLeft in how many trading days it holds, this one included
     * @param time since when, epoch nanoseconds
     */
    public record Restricted(@Nullable LocalDate day, @Nullable Price trade, @Nullable Price close, int daysLeft, Source source, long time) {

        private Restricted aDayLater() {
            return new Restricted(day, trade, close, daysLeft - 1, source, time);
        }
    }

    /** Of one instrument. */
    public static final class Standing {
        final String symbol;
        final List<Halt> halts = new ArrayList<>(1);
        @Nullable
        Banded bands;
        @Nullable
        Restricted shortSales;
        boolean hasNoBandsWorkedOut;

        Standing(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Those in force, oldest first: each venue has one at most, and people have. */
        public List<Halt> halts() {
            return Collections.unmodifiableList(halts);
        }

        /** By which nothing new of it goes anywhere; null if there is none. */
        public @Nullable Halt haltEverywhere() {
            for (int i = 0; i < halts.size(); i++) {
                if (halts.get(i).isEverywhere) {
                    return halts.get(i);
                }
            }
            return null;
        }

        /** Null if it has none. */
        public @Nullable Banded bands() {
            return bands;
        }

        /** Null while they are not. */
        public @Nullable Restricted shortSales() {
            return shortSales;
        }

        /** People have taken away what was worked out: none comes anew on this trading day. */
        public boolean hasNoBandsWorkedOut() {
            return hasNoBandsWorkedOut;
        }

        private void lift() {
            hasNoBandsWorkedOut |= bands != null && bands.reference != null;
            bands = null;
        }

        private void workOut(MarketFact.BandsWorkedOut f, long time) {
            boolean isSame = bands != null && Objects.equals(bands.reference, f.reference());
            bands = f.bands() == null ? null
                    : new Banded(f.bands(), f.source(), time, f.reference(), isSame && bands != null ? bands.referenceTime : time);
        }

        private boolean isAsUsual() {
            return halts.isEmpty() && bands == null && shortSales == null && !hasNoBandsWorkedOut;
        }
    }

    final Map<String, Standing> bySymbol = new LinkedHashMap<>();

    /** All instruments are traded as usual. */
    public boolean isEmpty() {
        return bySymbol.isEmpty();
    }

    /** Null if it is traded as usual. */
    public @Nullable Standing of(String symbol) {
        return bySymbol.isEmpty() ? null : bySymbol.get(symbol);
    }

    /** All that are not traded as usual, in the order in which that began. */
    public Collection<Standing> all() {
        return Collections.unmodifiableCollection(bySymbol.values());
    }

    void after(MarketFact fact, long time) {
        Standing standing = bySymbol.computeIfAbsent(fact.symbol(), Standing::new);
        VenueId venue = fact.source().venue();
        switch (fact) {
            case MarketFact.Halted f -> {
                standing.halts.removeIf(halt -> Objects.equals(halt.source.venue(), venue));
                standing.halts.add(new Halt(f.source(), f.isEverywhere(), time));
            }
            case MarketFact.Resumed f -> standing.halts.removeIf(halt -> venue == null || venue.equals(halt.source.venue()));
            case MarketFact.BandsSet f -> standing.bands = new Banded(f.bands(), f.source(), time, null, 0);
            case MarketFact.BandsLifted _ -> standing.lift();
            case MarketFact.BandsWorkedOut f -> standing.workOut(f, time);
            case MarketFact.ShortSalesRestricted f -> standing.shortSales = new Restricted(f.day(), f.trade(), f.close(), DAYS_RESTRICTED, f.source(), time);
            case MarketFact.ShortSalesFree _ -> standing.shortSales = null;
        }
        if (standing.isAsUsual()) {
            bySymbol.remove(fact.symbol());
        }
    }

    /** What is called otherwise from its ex-date on is halted, and restricted, under its new name, too. */
    void after(CorporateActionFact fact) {
        CorporateAction terms = fact instanceof CorporateActionFact.Started started ? started.terms() : null;
        Standing before = terms == null || terms.newSymbol() == null ? null : bySymbol.get(terms.symbol());
        if (terms == null || before == null) {
            return;
        }
        Standing then = bySymbol.computeIfAbsent(terms.symbolThen(), Standing::new);
        then.halts.addAll(before.halts.stream().filter(halt -> then.halts.stream().noneMatch(each -> Objects.equals(each.source.venue(), halt.source.venue())))
                .toList());
        then.shortSales = then.shortSales == null ? before.shortSales : then.shortSales;
        if (then.isAsUsual()) {
            bySymbol.remove(then.symbol);
        }
    }

    /** Bands are of one trading day, restricted short sales of two; a halt stays until somebody says that it is over. */
    void startDay() {
        for (Standing standing : bySymbol.values()) {
            standing.bands = null;
            standing.hasNoBandsWorkedOut = false;
            Restricted before = standing.shortSales;
            standing.shortSales = before == null || before.daysLeft <= 1 ? null : before.aDayLater();
        }
        bySymbol.values().removeIf(Standing::isAsUsual);
    }
}
