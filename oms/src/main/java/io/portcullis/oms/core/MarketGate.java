package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may not go out because of how its instrument may be traded: halts, price bands, restricted short sales (Regulation SHO Rule 201). Asked when an order comes, and again wherever a part of one would
 * go to a venue.
 */
final class MarketGate {

    private final ShardState state;
    private final MarketStates states;
    private final Market market;
    private final AccountHolders holders;
    private final OrdersKeptBack kept;
    private MarketRules rules = MarketRules.DEFAULT;
    private @Nullable ShortSalePricing pricing;

    MarketGate(ShardState state, Market market, AccountHolders holders, OrdersKeptBack kept) {
        this.state = state;
        this.states = state.markets();
        this.market = market;
        this.holders = holders;
        this.kept = kept;
    }

    MarketRules rules() {
        return rules;
    }

    void rules(MarketRules others) {
        rules = others;
    }

    /** Short sales are priced by it, once all is there that it needs. */
    void follow(ShortSalePricing other) {
        pricing = other;
    }

    // When it is asked for

    /**
     * Adds what speaks against an order on such terms. What may wait here until it may go out is not refused.
     *
     * @param order whose terms shall be replaced; null for a new order
     */
    void check(OrderTerms terms, @Nullable ParentOrder order, List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            objectIfLegsAreNotExempt(terms.account(), strategy, objections);
        } else if (terms.side() == Side.SELL_SHORT_EXEMPT) {
            objectIfNotExempt(terms.symbol(), terms.account(), "Side(54)", objections);
        }
        if (states.isEmpty()) {
            return;
        }
        boolean isNoMore = order != null && isNoMore(order.terms(), terms);
        boolean mayWait = order == null && mayWait(terms);
        add(isNoMore || mayWait && rules.holdsInHalts() ? null : ofHalt(terms), objections);
        add(isNoMore || mayWait && rules.holdsOutsideBands() ? null : ofBands(terms, terms.conditions()), objections);
        boolean isPricedLater = pricing != null && pricing.isPricedLater(terms, order);
        add(isPricedLater || order != null && isLessAtItsPrice(order.terms(), terms) ? null : ofShortSale(terms, terms.conditions()), objections);
    }

    private static void add(@Nullable Objection objection, List<Objection> to) {
        if (objection != null) {
            to.add(objection);
        }
    }

    private static boolean mayWait(OrderTerms terms) {
        return !terms.timeInForce().isImmediate() && terms.instructions().onHalt() != OnHalt.CANCEL;
    }

    private void objectIfLegsAreNotExempt(@Nullable String account, Strategy strategy, List<Objection> objections) {
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            if (leg.side() == Side.SELL_SHORT_EXEMPT) {
                objectIfNotExempt(leg.symbol(), account, "leg " + (i + 1) + ": LegSide(624)", objections);
            }
        }
    }

    private void objectIfNotExempt(String symbol, @Nullable String account, String field, List<Objection> objections) {
        if (isTested(symbol) && account != null && !holders.maySellShortExempt(account)) {
            objections.add(new Objection(Refusal.NOT_SHORT_EXEMPT,
                    field + " must be 5 for short sales of account " + account + ", which may not sell short exempt, was 6"));
        }
    }

    /** Whoever wants to have less of it, or no better price, may have that. */
    private static boolean isNoMore(OrderTerms from, OrderTerms to) {
        Price before = from.price();
        Price then = to.price();
        boolean isNoBetter = before == null ? then == null : then != null && (to.side().isBuy() ? then.compareTo(before) <= 0 : then.compareTo(before) >= 0);
        return isNoBetter && isOtherwiseTheSame(from, to);
    }

    static boolean isLessAtItsPrice(OrderTerms from, OrderTerms to) {
        return Objects.equals(from.price(), to.price()) && isOtherwiseTheSame(from, to);
    }

    private static boolean isOtherwiseTheSame(OrderTerms from, OrderTerms to) {
        return !to.orderQty().exceeds(from.orderQty()) && to.ordType() == from.ordType() && to.timeInForce() == from.timeInForce()
                && to.instructions().of(null).equals(from.instructions().of(null)) && Objects.equals(to.account(), from.account());
    }

    /** What speaks against asking venues for such terms of an order; null if nothing does. */
    @Nullable
    Objection objectionToReplace(ParentOrder order, OrderTerms terms) {
        return states.isEmpty() || isNoMore(order.terms(), terms) ? null : ofHalt(terms);
    }

    // When it would go out

    /** What speaks against sending something on such conditions to any venue now; null if nothing does. */
    @Nullable
    Objection objectionTo(OrderTerms terms, Conditions conditions) {
        if (states.isEmpty()) {
            return null;
        }
        Objection objection = ofHalt(terms);
        objection = objection == null ? ofBands(terms, conditions) : objection;
        return objection == null ? ofShortSale(terms, conditions) : objection;
    }

    /** What would go out of it stays here now; it is looked at again when that may be over. */
    boolean keepsBack(ParentOrder order) {
        Objection objection = objectionTo(order.terms(), order.working());
        if (objection == null || objection.refusal() == Refusal.SHORT_SALE_PRICE && pricing != null && pricing.reprice(order)) {
            return false;
        }
        kept.keep(order);
        return true;
    }

    /** A new order on such terms is kept here until it may go out, to whatever venue. */
    boolean waitsHere(OrderTerms terms) {
        return objectionTo(terms, terms.conditions()) != null;
    }

    /** Those of the venues to which something on such conditions may go. */
    List<VenueId> open(List<VenueId> venues, OrderTerms terms, Conditions conditions) {
        if (states.isEmpty()) {
            return venues;
        }
        if (objectionTo(terms, conditions) != null) {
            return List.of();
        }
        return isHaltedSomewhere(terms) ? venues.stream().filter(venue -> haltAt(venue, terms) == null).toList() : venues;
    }

    boolean isOpen(VenueId venue, OrderTerms terms, Conditions conditions) {
        return states.isEmpty() || objectionTo(terms, conditions) == null && haltAt(venue, terms) == null;
    }

    /** No stop price is looked for in it, and none follows it. */
    boolean isHalted(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        return standing != null && standing.haltEverywhere() != null;
    }

    /** It is looked at again when its instrument may be traded otherwise. */
    void keep(ParentOrder order) {
        kept.keep(order);
    }

    private boolean isHaltedSomewhere(OrderTerms terms) {
        if (states.isEmpty()) {
            return false;
        }
        Strategy strategy = terms.instructions().strategy();
        return strategy == null ? hasHalt(terms.symbol()) : strategy.legs().stream().anyMatch(leg -> hasHalt(leg.symbol()));
    }

    private boolean hasHalt(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        return standing != null && !standing.halts().isEmpty();
    }

    /** In words, why nothing of it goes to that venue now; null if something may. */
    @Nullable
    String haltAt(VenueId venue, OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy == null) {
            return haltAt(venue, terms.symbol());
        }
        for (Leg leg : strategy.legs()) {
            String halt = haltAt(venue, leg.symbol());
            if (halt != null) {
                return halt;
            }
        }
        return null;
    }

    private @Nullable String haltAt(VenueId venue, String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        if (standing != null) {
            for (MarketStates.Halt halt : standing.halts()) {
                if (halt.isAt(venue)) {
                    return text(symbol, halt);
                }
            }
        }
        return null;
    }

    // The rules

    private @Nullable Objection ofHalt(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy == null) {
            return ofHalt(terms.symbol());
        }
        for (Leg leg : strategy.legs()) {
            Objection halted = ofHalt(leg.symbol());
            if (halted != null) {
                return halted;
            }
        }
        return null;
    }

    private @Nullable Objection ofHalt(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        MarketStates.Halt halt = standing == null ? null : standing.haltEverywhere();
        return halt == null ? null : new Objection(Refusal.INSTRUMENT_HALTED, text(symbol, halt));
    }

    static String text(String symbol, MarketStates.Halt halt) {
        return "trading in " + symbol + " is halted by " + halt.source().text();
    }

    /**
     * A market order goes: its venue executes it within the bands only. So does what follows the market, and what waits for its stop price, until that is reached. A net price is none of any leg's instrument.
     */
    private @Nullable Objection ofBands(OrderTerms terms, Conditions conditions) {
        if (terms.instructions().strategy() != null) {
            return null;
        }
        MarketStates.Standing standing = states.of(terms.symbol());
        MarketStates.Banded bands = standing == null ? null : standing.bands();
        Price limit = conditions.price();
        if (bands == null || limit == null || !conditions.ordType().hasPrice() || conditions.ordType().waitsForTrigger()
                || !bands.bands().areExceededBy(terms.side().isBuy(), limit)) {
            return null;
        }
        return new Objection(Refusal.OUTSIDE_BANDS, "Price(44) of a " + (terms.side().isBuy() ? "buy must be at most " + bands.bands().high() + ", the upper"
                : "sell must be at least " + bands.bands().low() + ", the lower") + " price band of " + terms.symbol() + ", was " + limit);
    }

    /** Above the best bid of all venues: at it, or where none is seen, it may be executed at what the rule is to prevent. */
    @Nullable
    Objection ofShortSale(OrderTerms terms, Conditions conditions) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            return ofShortLegs(terms, strategy);
        }
        MarketStates.Restricted restricted = terms.side() == Side.SELL_SHORT ? restricted(terms.symbol()) : null;
        if (restricted == null) {
            return null;
        }
        Price bid = market.best(terms.symbol(), true);
        Price limit = conditions.ordType().mayHavePrice() ? conditions.price() : null;
        if (bid != null && limit != null && limit.compareTo(bid) > 0) {
            return null;
        }
        String wanted = bid == null ? "Price(44) must be above the best bid, and none is seen"
                : "Price(44) " + (limit == null ? "" : limit + " ")
                        + "must be above the best bid " + bid;
        return new Objection(Refusal.SHORT_SALE_PRICE, text(terms.symbol(), restricted) + ": " + wanted + (limit == null ? ", was missing" : ""));
    }

    /** A net price says nothing about the price of a leg. */
    private @Nullable Objection ofShortLegs(OrderTerms terms, Strategy strategy) {
        for (Leg leg : strategy.legs()) {
            MarketStates.Restricted restricted = leg.side() == Side.SELL_SHORT ? restricted(leg.symbol()) : null;
            if (restricted != null) {
                return new Objection(Refusal.SHORT_SALE_PRICE, text(leg.symbol(), restricted) + ", and a leg of a multi-leg order has no price of its own");
            }
        }
        return null;
    }

    private MarketStates.@Nullable Restricted restricted(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        return standing == null || standing.shortSales() == null || !isTested(symbol) ? null : standing.shortSales();
    }

    /** Rule 201 is for instruments of its primary market. */
    boolean isTested(String symbol) {
        Instrument instrument = rules.priceTestMarkets().isEmpty() ? null : market.instruments().bySymbol(symbol);
        return instrument != null && rules.testsShortSalesOf(instrument.mic());
    }

    private String text(String symbol, MarketStates.Restricted restricted) {
        return "short sales of " + symbol + " are restricted by Rule 201 until the end of "
                + (restricted.daysLeft() > 1 ? restricted.day() == null ? "the next trading day" : "the trading day after " + restricted.day()
                        : "trading day " + state.tradingDay());
    }
}
