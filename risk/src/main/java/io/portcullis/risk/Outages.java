package io.portcullis.risk;

import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Limits on what is out: prices that don't come, venues that are away, instruments that venues have halted. Says which of them are reached. When prices came it is told, the rest it sees in the state, once a second; since
 * when something is out it does not know from before the process began, and then counts from its first look at it.
 */
final class Outages {

    /** Ticks come each second, and faster while there is much to do. */
    private static final long BETWEEN_LOOKS_NANOS = 900_000_000;
    private static final long SECOND = 1_000_000_000;
    /** It is said each second when prices came: later than that, the hub has paused. */
    private static final long IN_TIME_NANOS = 1_250_000_000;
    private static final String HALTED = "halted: ";
    private static final String AND = ", ";
    private static final int MOST_NAMED = 20;
    private static final Set<Measure> OF_PRICES = EnumSet.of(Measure.STALE_PRICES);
    private static final Set<Measure> OF_ORDERS = EnumSet.of(Measure.VENUE_AWAY, Measure.VENUE_HALTS);
    /** Of all instruments. */
    private static final String ANY = "";

    /** @param since epoch nanoseconds */
    private record Away(VenueId venue, long since) {
    }

    private record Told(int limit, Cell cell) {
    }

    private final List<Projection> projections;
    private final InForce limits;
    private final InstrumentClasses kinds;
    private final Function<String, @Nullable Account> accountOf;
    private final Supplier<CurrencyRates> rates;
    private final Deque<LimitFact> warnings;
    /** Since when they hold. */
    private final Map<Integer, Long> heldSince = new HashMap<>();
    private final Set<Told> warnedOf = new HashSet<>();
    private Map<VenueId, Long> byVenue = Map.of();
    private Map<String, Long> bySymbol = Map.of();
    /** Of an instrument, or of any, since when prices are to be expected. */
    private final Map<String, Long> expectedSince = new HashMap<>();
    private final Set<VenueId> wereConnected = new HashSet<>();
    private final Map<VenueId, Long> awaySince = new LinkedHashMap<>();
    private final Map<Cell, Away> away = new LinkedHashMap<>();
    /** Of each scope that had orders open in them, since when they are halted. */
    private final Map<Cell, Map<String, Long>> halted = new LinkedHashMap<>();
    /** Where it was seen since the process began that as much was halted as a limit allows. */
    private final Set<Cell> reachedByHalts = new HashSet<>();
    private @Nullable ShardState state;
    private long now;
    private long lastLooked;
    /** Since when it is known when prices came: what came since is not told yet. */
    private long pricesKnownAt;
    private long pricesToldAt;
    /** Until when prices that came during a pause may still wait to be read. */
    private long catchesUpUntil;
    private boolean hasNewsOfPrices;

    /** @param warnings to which is added what is to be told */
    Outages(List<Projection> projections, InForce limits, InstrumentClasses kinds, Function<String, @Nullable Account> accountOf, Supplier<CurrencyRates> rates,
            Deque<LimitFact> warnings) {
        this.projections = projections;
        this.limits = limits;
        this.kinds = kinds;
        this.accountOf = accountOf;
        this.rates = rates;
        this.warnings = warnings;
    }

    void follow(ShardState followed) {
        state = followed;
    }

    void at(long time) {
        now = time;
    }

    /** Other limits hold, or they are at other cells. */
    void anew() {
        Set<Integer> holding = new HashSet<>();
        for (RiskLimits.Standing standing : limits.holding()) {
            if (standing.key().measure().isOfOutages()) {
                holding.add(standing.number());
                heldSince.putIfAbsent(standing.number(), now);
            }
        }
        heldSince.keySet().retainAll(holding);
        warnedOf.removeIf(told -> !holding.contains(told.limit));
    }

    /** Null if no limit wants to know when prices come; else the instruments of which it is to be known by itself. */
    @Nullable
    Set<String> wantsPrices() {
        Set<String> symbols = null;
        for (RiskLimits.Standing standing : limits.holding()) {
            if (standing.key().measure() == Measure.STALE_PRICES) {
                symbols = symbols == null ? new HashSet<>() : symbols;
                String symbol = standing.key().scope().value(Dimension.SYMBOL);
                if (symbol != null) {
                    symbols.add(symbol);
                }
            }
        }
        return symbols;
    }

    /** After a pause the next second counts as the pause does, once: what came meanwhile is read only then. */
    void pricesSeen(Map<VenueId, Long> ofVenues, Map<String, Long> ofSymbols) {
        byVenue = ofVenues;
        bySymbol = ofSymbols;
        if (now - pricesToldAt > IN_TIME_NANOS && pricesToldAt >= catchesUpUntil) {
            catchesUpUntil = now + BETWEEN_LOOKS_NANOS;
        }
        pricesToldAt = now;
        if (now >= catchesUpUntil) {
            pricesKnownAt = now;
        }
        hasNewsOfPrices = true;
    }

    // Questions

    boolean isOn(HeldLimit limit) {
        return limit.measure().isOfOutages();
    }

    /** How much of a limit is used there. What was released there counts anew. */
    Money used(Cell cell, HeldLimit limit) {
        Long released = state == null ? null : state.activity().anewSince(cell.toString());
        return used(cell, limit.number(), limit.limit().key(), released == null ? Long.MIN_VALUE : released);
    }

    /** The same of the limit that holds there; null if there is none. */
    @Nullable
    Money used(Cell cell, Measure measure) {
        for (HeldLimit limit : cell.limits()) {
            if (limit.measure() == measure) {
                return used(cell, limit);
            }
        }
        return null;
    }

    private Money used(Cell cell, int number, LimitKey key, long anewSince) {
        return switch (key.measure()) {
            case STALE_PRICES -> stale(key.scope(), Math.max(anewSince, heldSince.getOrDefault(number, now)));
            case VENUE_AWAY -> {
                Away there = away.get(cell);
                yield there == null ? Money.ZERO : seconds(Math.max(there.since, Math.max(anewSince, heldSince.getOrDefault(number, now))), now);
            }
            case VENUE_HALTS -> Money.of(BigDecimal.valueOf(halted.getOrDefault(cell, Map.of()).values().stream().filter(since -> since > anewSince).count()));
            default -> Money.ZERO;
        };
    }

    private Money stale(Scope scope, long from) {
        Long last = lastPrice(scope);
        Long expected = expectedSince.get(Objects.requireNonNullElse(scope.value(Dimension.SYMBOL), ANY));
        return last == null || expected == null ? Money.ZERO : seconds(Math.max(Math.max(last, expected), from), pricesKnownAt);
    }

    /** Null if none has come since the process began. */
    private @Nullable Long lastPrice(Scope scope) {
        String symbol = scope.value(Dimension.SYMBOL);
        return symbol == null ? byVenue.values().stream().max(Long::compare).orElse(null) : bySymbol.get(symbol);
    }

    private static Money seconds(long since, long until) {
        return Money.of(BigDecimal.valueOf(Math.max(0, (until - since) / SECOND)));
    }

    /** What asks for no more shares passes: as a replace that takes some of an order back. @param own what the order counts with there already; null if nothing */
    void check(HeldLimit limit, Cell cell, Contribution asked, @Nullable Contribution own, List<Objection> objections) {
        if (own != null && !asked.quantity().exceeds(own.quantity())) {
            return;
        }
        Money used = used(cell, limit);
        if (used.compareTo(limit.most()) >= 0) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used " + limit.measure().text(used)
                    + ": " + seen(cell, limit.limit().key())));
        }
    }

    /** Whether a limit at exactly that scope, by which it was killed, would be reached, whatever was released there. Where no price has come since the process began, none has come back. */
    boolean lasts(KillFact.Ordered kill) {
        Scope scope = kill.subset().scope();
        if (kill.subset().venue() != null) {
            return false;
        }
        for (Projection projection : projections) {
            if (projection.dimensions().equals(scope.dimensions())) {
                Cell cell = projection.of(List.copyOf(scope.values().values()), limits.version());
                for (HeldLimit limit : cell.limits()) {
                    if (isOn(limit) && kill.reason().contains(" " + limit.measure().text() + " is ") && lasts(kill, cell, limit)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean lasts(KillFact.Ordered kill, Cell cell, HeldLimit limit) {
        LimitKey key = limit.limit().key();
        return key.measure() == Measure.STALE_PRICES && lastPrice(key.scope()) == null
                || used(cell, limit.number(), key, Long.MIN_VALUE).compareTo(limit.most()) >= 0
                || key.measure() == Measure.VENUE_HALTS && !reachedByHalts.contains(cell) && haltedSince(kill).compareTo(limit.most()) >= 0;
    }

    /** In which instruments that the kill names the halt lasts that was there then: whose orders it has canceled is not seen after a restart. Where it does not name all, any may be one. */
    private Money haltedSince(KillFact.Ordered ordered) {
        Kill kill = state == null ? null : state.kills().kill(ordered.killId());
        int from = ordered.reason().lastIndexOf(HALTED);
        if (state == null || kill == null || from < 0) {
            return Money.ZERO;
        }
        List<String> named = List.of(ordered.reason().substring(from + HALTED.length()).split(AND, -1));
        return Money.of(BigDecimal.valueOf(haltedByVenues(state.markets().all()).entrySet().stream()
                .filter(halt -> halt.getValue() <= kill.since() && (named.contains(halt.getKey()) || named.size() > MOST_NAMED)).count()));
    }

    String seen(LimitFact.Warned reached) {
        for (RiskLimits.Standing standing : limits.holding()) {
            if (standing.number() == reached.limit() && standing.key().measure().isOfOutages()) {
                Scope of = Scope.of(reached.of());
                Projection projection = projections.stream().filter(each -> each.dimensions().equals(of.dimensions())).findAny().orElseThrow();
                return seen(projection.of(List.copyOf(of.values().values()), limits.version()), standing.key());
            }
        }
        return "";
    }

    private String seen(Cell cell, LimitKey key) {
        return switch (key.measure()) {
            case STALE_PRICES -> {
                Long last = lastPrice(key.scope());
                yield "the last price of " + Objects.requireNonNullElse(key.scope().value(Dimension.SYMBOL), "any instrument") + " came at "
                        + (last == null ? "no time" : Instant.ofEpochSecond(0, last));
            }
            case VENUE_AWAY -> {
                Away there = away.get(cell);
                yield there == null ? "" : "venue " + there.venue + " has been away since " + Instant.ofEpochSecond(0, there.since);
            }
            case VENUE_HALTS -> HALTED + named(halted.getOrDefault(cell, Map.of()).keySet());
            default -> "";
        };
    }

    /** Whatever texts it stands in have bounds. */
    private static String named(Set<String> symbols) {
        String first = symbols.stream().limit(MOST_NAMED).collect(Collectors.joining(AND));
        return symbols.size() > MOST_NAMED ? first + AND + "and " + (symbols.size() - MOST_NAMED) + " more" : first;
    }

    // Once a second

    /** What is reached is told again, as somebody may have to do something about it still. Prices are looked at once for each time that is told when they came, whenever else it is looked. */
    void timePassed() {
        ShardState seen = state;
        if (seen == null) {
            return;
        }
        boolean isOpen = seen.tradingDay() != null && seen.dayEnded() == null;
        if (hasNewsOfPrices) {
            hasNewsOfPrices = false;
            lookAtHours(seen, isOpen);
            tell(OF_PRICES);
        }
        if (now - lastLooked < BETWEEN_LOOKS_NANOS) {
            return;
        }
        lastLooked = now;
        lookAtVenues(seen, isOpen);
        if (heldSince.isEmpty()) {
            away.clear();
            halted.clear();
            return;
        }
        lookAtOrders(seen);
        tell(OF_ORDERS);
    }

    private void tell(Set<Measure> measures) {
        for (Projection projection : projections) {
            if (measures.stream().anyMatch(projection::has)) {
                projection.cells().forEach(cell -> tell(projection.of(cell.values(), limits.version()), measures));
            }
        }
    }

    /** Also while no limit wants to know: since when one is away. */
    private void lookAtVenues(ShardState seen, boolean isOpen) {
        wereConnected.addAll(seen.venues().connected());
        awaySince.keySet().removeIf(venue -> !isOpen || isBack(seen, venue));
        for (VenueId venue : wereConnected) {
            if (isOpen && !isBack(seen, venue)) {
                awaySince.putIfAbsent(venue, now);
            }
        }
    }

    /** It is there, or nobody expects it to be. */
    private static boolean isBack(ShardState seen, VenueId venue) {
        VenueDay day = seen.venues().day(venue);
        return seen.venues().isConnected(venue) || seen.venues().outOfHours().containsKey(venue) || day != null && day.isOver();
    }

    private void lookAtHours(ShardState seen, boolean isOpen) {
        boolean isExpected = isOpen && byVenue.keySet().stream().anyMatch(venue -> {
            VenueDay day = seen.venues().day(venue);
            return !seen.venues().outOfHours().containsKey(venue) && (day == null || !day.isOver());
        });
        if (!isExpected) {
            expectedSince.clear();
            return;
        }
        expectedSince.putIfAbsent(ANY, now);
        for (String symbol : bySymbol.keySet()) {
            MarketStates.Standing standing = seen.markets().of(symbol);
            if (standing != null && !standing.halts().isEmpty()) {
                expectedSince.remove(symbol);
            } else {
                expectedSince.putIfAbsent(symbol, now);
            }
        }
    }

    private void lookAtOrders(ShardState seen) {
        Map<String, Long> halts = haltedByVenues(seen.markets().all());
        away.clear();
        halted.values().forEach(each -> each.keySet().retainAll(halts.keySet()));
        halted.values().removeIf(Map::isEmpty);
        boolean isOnAway = !awaySince.isEmpty() && projections.stream().anyMatch(each -> each.has(Measure.VENUE_AWAY));
        boolean isOnHalts = !halts.isEmpty() && projections.stream().anyMatch(each -> each.has(Measure.VENUE_HALTS));
        if (!isOnAway && !isOnHalts) {
            return;
        }
        seen.eachUnsettled(order -> {
            Away longest = isOnAway ? longestAway(order) : null;
            Map<String, Long> of = isOnHalts && order.leavesQty().isPositive() ? haltedOf(order, halts) : Map.of();
            if (longest != null || !of.isEmpty()) {
                note(order, longest, of);
            }
        });
    }

    /** For all venues: what one says of itself alone stops nothing elsewhere, and what people have halted they know. */
    private static Map<String, Long> haltedByVenues(Collection<MarketStates.Standing> standings) {
        Map<String, Long> halts = new TreeMap<>();
        for (MarketStates.Standing standing : standings) {
            standing.halts().stream().filter(halt -> halt.isEverywhere() && halt.source().venue() != null).mapToLong(MarketStates.Halt::time).min()
                    .ifPresent(since -> halts.put(standing.symbol(), since));
        }
        return halts;
    }

    private @Nullable Away longestAway(ParentOrder order) {
        Away longest = null;
        for (ChildOrder child : order.children()) {
            Long since = child.isLive() ? awaySince.get(child.venue()) : null;
            longest = since == null ? longest : longer(longest, new Away(child.venue(), since));
        }
        return longest;
    }

    /** Of two that are away as long, the one whose name comes first: whichever is seen first. */
    private static Away longer(@Nullable Away one, Away other) {
        boolean isOne = one != null && (one.since < other.since || one.since == other.since && one.venue.value().compareTo(other.venue.value()) <= 0);
        return isOne && one != null ? one : other;
    }

    private static Map<String, Long> haltedOf(ParentOrder order, Map<String, Long> halts) {
        Strategy strategy = order.terms().instructions().strategy();
        if (strategy == null) {
            Long since = halts.get(order.terms().symbol());
            return since == null ? Map.of() : Map.of(order.terms().symbol(), since);
        }
        Map<String, Long> of = new TreeMap<>();
        strategy.legs().stream().map(Leg::symbol).filter(halts::containsKey).forEach(symbol -> of.put(symbol, halts.get(symbol)));
        return of;
    }

    private void note(ParentOrder order, @Nullable Away longest, Map<String, Long> of) {
        String account = order.terms().account();
        for (Projection projection : projections) {
            boolean isOnAway = longest != null && projection.has(Measure.VENUE_AWAY);
            boolean isOnHalts = !of.isEmpty() && projection.has(Measure.VENUE_HALTS);
            Cell cell = isOnAway || isOnHalts
                    ? projection.of(order.terms(), account == null ? null : accountOf.apply(account), kinds.of(order.terms()), limits.version())
                    : null;
            if (cell != null && isOnAway && longest != null) {
                away.merge(cell, longest, Outages::longer);
            }
            if (cell != null && isOnHalts) {
                halted.computeIfAbsent(cell, _ -> new TreeMap<>()).putAll(of);
            }
        }
    }

    private void tell(Cell cell, Set<Measure> measures) {
        for (HeldLimit limit : cell.limits()) {
            if (!measures.contains(limit.measure())) {
                continue;
            }
            Money used = used(cell, limit);
            boolean isReached = used.compareTo(limit.most()) >= 0 && hasOrders(cell);
            if (isReached && limit.measure() == Measure.VENUE_HALTS) {
                reachedByHalts.add(cell);
            }
            if (isDue(limit, cell, used) || isReached) {
                warnings.add(new LimitFact.Warned(limit.number(), 0, cell.toString(), used));
            }
        }
    }

    /** Where nothing is open, nothing is killed: new orders are refused as long as it lasts. */
    private boolean hasOrders(Cell cell) {
        Money open = cell.used(Measure.OPEN_ORDERS, null, rates.get());
        return open != null && !open.isZero();
    }

    private boolean isDue(HeldLimit limit, Cell cell, Money used) {
        Told told = new Told(limit.number(), cell);
        if (used.compareTo(limit.warnAgainBelow()) < 0) {
            warnedOf.remove(told);
        }
        Money from = limit.warnFrom();
        return from != null && used.compareTo(from) >= 0 && used.compareTo(limit.most()) < 0 && warnedOf.add(told);
    }
}
