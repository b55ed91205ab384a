package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.ScopeIndex;
import io.portcullis.oms.order.Activity;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Open orders told apart by some dimensions, each combination of values in a cell of its own. The values are numbered, and so are their combinations, so that nothing is made to
 * find an order's cell.
 */
final class Projection {

    private static final long NONE = -1;

    private final List<Dimension> dimensions;
    private final Map<String, Long> numbers = new HashMap<>();
    private final Long2LongHashMap combinations = new Long2LongHashMap(NONE);
    private final Long2ObjectHashMap<Cell> cells = new Long2ObjectHashMap<>();
    private final EnumMap<Measure, ScopeIndex<HeldLimit>> limits = new EnumMap<>(Measure.class);
    private final String[] values;
    private long nextCombination;
    private boolean hasBreakers;

    private final Backings backings;

    Projection(List<Dimension> dimensions, Backings backings) {
        this.dimensions = dimensions;
        this.backings = backings;
        this.values = new String[dimensions.size()];
    }

    List<Dimension> dimensions() {
        return dimensions;
    }

    /** Parts of orders are told apart here, and not orders. */
    boolean isOfVenues() {
        return dimensions.contains(Dimension.VENUE);
    }

    Collection<Cell> cells() {
        return cells.values();
    }

    // Limits

    void takeOff() {
        limits.clear();
        hasBreakers = false;
    }

    /** One that holds now. */
    void put(RiskLimits.Standing standing) {
        if (standing.limit() != null) {
            hasBreakers |= standing.key().measure().isOfRecent();
            limits.computeIfAbsent(standing.key().measure(), _ -> new ScopeIndex<>()).put(standing.key().scope(),
                    HeldLimit.of(standing.number(), standing.limit()));
        }
    }

    /** Whether some limit on that holds now. */
    boolean has(Measure measure) {
        return limits.containsKey(measure);
    }

    /** Whether some limit on margin, leverage or concentration holds now. */
    boolean hasPortfolioLimits() {
        return has(Measure.MARGIN) || has(Measure.LEVERAGE) || has(Measure.CONCENTRATION);
    }

    /** Whether something is said of whether orders may be at all. */
    boolean restricts() {
        return has(Measure.RESTRICTED);
    }

    /** Of the limits on one measure that say something of a cell, the one that says most holds. */
    private List<HeldLimit> holdingAt(Cell cell) {
        List<HeldLimit> holding = new ArrayList<>();
        limits.values().forEach(index -> index.about(cell.values()).stream().findFirst().ifPresent(holding::add));
        return List.copyOf(holding);
    }

    // Cells

    /**
     * The cell of an order; null if nothing is known of it by which its cell could be found.
     *
     * @param limitsVersion the limits at the cell are those of that version then
     */
    @Nullable
    Cell of(OrderTerms terms, @Nullable Account account, InstrumentClass kind, int limitsVersion) {
        return of(terms, terms.symbol(), terms.side(), account, kind, limitsVersion);
    }

    /** The cell of a part of an order; null likewise. @param terms for the account that the part is for, which is the one given */
    @Nullable
    Cell ofPart(OrderTerms terms, VenueId venue, @Nullable Account account, InstrumentClass kind, int limitsVersion) {
        for (int i = 0; i < values.length; i++) {
            Dimension dimension = dimensions.get(i);
            String value = dimension == Dimension.VENUE ? venue.value() : value(dimension, terms, terms.symbol(), terms.side(), account, kind);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return cell(limitsVersion);
    }

    /** The same as if it was for that instrument alone. */
    @Nullable
    Cell of(OrderTerms terms, String symbol, Side side, @Nullable Account account, InstrumentClass kind, int limitsVersion) {
        for (int i = 0; i < values.length; i++) {
            String value = value(dimensions.get(i), terms, symbol, side, account, kind);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return cell(limitsVersion);
    }

    /** The cell of what was executed, or of what is held; null likewise, or if orders are told apart there by what positions have not. @param of whose session and side don't count if it is held */
    @Nullable
    Cell of(Ledger.Of of, boolean isHeld, @Nullable Account account, InstrumentClass kind, int limitsVersion) {
        for (int i = 0; i < values.length; i++) {
            Dimension dimension = dimensions.get(i);
            String value = switch (dimension) {
                case GROUP, CLIENT, DESK -> value(dimension, account);
                case ACCOUNT -> of.account();
                case SESSION -> isHeld ? null : of.session().value();
                case TRADER, ALGORITHM -> isHeld ? null : value(dimension, of.originator());
                case CURRENCY -> kind.currency();
                case SECTOR -> kind.sector();
                case ASSET_CLASS -> kind.assetClass();
                case SYMBOL -> of.symbol();
                case SIDE -> isHeld ? null : text(of.side());
                case VENUE -> isHeld || of.venue() == null ? null : of.venue().value();
            };
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return cell(limitsVersion);
    }

    /** The cell of what has come about lately; null likewise. */
    @Nullable
    Cell of(Activity.Of of, @Nullable Account account, InstrumentClass kind, int limitsVersion) {
        for (int i = 0; i < values.length; i++) {
            Dimension dimension = dimensions.get(i);
            String value = switch (dimension) {
                case GROUP, CLIENT, DESK -> value(dimension, account);
                case ACCOUNT -> account == null ? null : account.name();
                case SESSION -> of.session().value();
                case TRADER, ALGORITHM -> value(dimension, of.originator());
                case CURRENCY -> kind.currency().isEmpty() ? null : kind.currency();
                case SECTOR -> kind.sector();
                case ASSET_CLASS -> kind.assetClass();
                case SYMBOL -> kind.currency().isEmpty() ? null : of.symbol();
                case SIDE -> of.side() == null ? null : text(of.side());
                case VENUE -> null;
            };
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return cell(limitsVersion);
    }

    /** Whether some limit on what comes about within a time holds now. */
    boolean hasBreakers() {
        return hasBreakers;
    }

    /** The cell of such values, in the order of the dimensions. */
    Cell of(List<String> given, int limitsVersion) {
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i);
        }
        return cell(limitsVersion);
    }

    private Cell cell(int limitsVersion) {
        long combination = 0;
        for (String value : values) {
            combination = combination(combination, number(value));
        }
        Cell cell = cells.get(combination);
        if (cell == null) {
            cell = new Cell(text(), List.of(values.clone()));
            cells.put(combination, cell);
        }
        if (!cell.isOf(limitsVersion)) {
            cell.hold(holdingAt(cell), limitsVersion);
            if (has(Measure.LEVERAGE) || has(Measure.CONCENTRATION)) {
                cell.backedBy(backings.of(dimensions, cell.values(), limitsVersion));
            }
        }
        return cell;
    }

    private long number(String value) {
        Long number = numbers.get(value);
        if (number == null) {
            number = (long) numbers.size() + 1;
            numbers.put(value, number);
        }
        return number;
    }

    private long combination(long before, long number) {
        long key = before << Integer.SIZE | number;
        long combination = combinations.get(key);
        if (combination == NONE) {
            combination = ++nextCombination;
            combinations.put(key, combination);
        }
        return combination;
    }

    private String text() {
        StringJoiner text = new StringJoiner(" ").setEmptyValue(Scope.FIRM.toString());
        for (int i = 0; i < values.length; i++) {
            text.add(dimensions.get(i).text() + "=" + values[i]);
        }
        return text.toString();
    }

    private static @Nullable String value(Dimension dimension, OrderTerms terms, String symbol, Side side, @Nullable Account account, InstrumentClass kind) {
        return switch (dimension) {
            case GROUP, CLIENT, DESK -> value(dimension, account);
            case ACCOUNT -> terms.account();
            case SESSION -> terms.session().value();
            case TRADER, ALGORITHM -> value(dimension, terms.instructions().originator());
            case CURRENCY -> kind.currency();
            case SECTOR -> kind.sector();
            case ASSET_CLASS -> kind.assetClass();
            case SYMBOL -> symbol;
            case SIDE -> text(side);
            case VENUE -> null; // an order has none, only its parts have
        };
    }

    private static @Nullable String value(Dimension dimension, @Nullable Account account) {
        return account == null ? null : switch (dimension) {
            case GROUP -> account.group();
            case CLIENT -> account.client();
            case DESK -> account.desk();
            default -> null;
        };
    }

    private static @Nullable String value(Dimension dimension, @Nullable Originator originator) {
        return originator == null ? null : dimension == Dimension.TRADER ? originator.trader() : originator.algorithm();
    }

    private static String text(Side side) {
        return switch (side) {
            case BUY, AS_DEFINED -> "buy";
            case SELL, OPPOSITE -> "sell";
            case SELL_SHORT, SELL_SHORT_EXEMPT -> "sell-short";
        };
    }
}
