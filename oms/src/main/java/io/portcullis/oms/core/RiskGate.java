package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Activity;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.PartWorth;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Port: the pre-trade checks, and the exposure that they count with. Exposure is the sum of what each order contributes: the core takes an order out before
 * a fact changes what it contributes and puts it back afterwards, so it can always be recomputed from the orders.
 */
public interface RiskGate {

    /** To whom accounts belong. */
    default AccountHolders holders() {
        return AccountHolders.NONE;
    }

    /** The limits, what was executed, and what accounts hold, as the state has them, now and later. Called once, before anything is put in. */
    void follow(RiskLimits limits, Ledger ledger, Market market);

    /** They are others now. @return whether orders are told apart in a new way by them, so that exposure has to be cleared and put in anew */
    boolean limitsChanged();

    /**
     * What the time is from now on: some limits hold at certain times only.
     *
     * @param time of the command or of the record, epoch nanoseconds
     */
    void at(long time);

    /** Something was restricted since {@link #affected} was last asked for. */
    boolean hasNewRestrictions();

    /**
     * How many of these open orders are of what was restricted since this was last asked for, by each limit that restricts some.
     *
     * @param open all open orders, or none if nobody wants to know
     */
    List<LimitFact.Affected> affected(List<ParentOrder> open);

    /** What was located and sold short, as the state has it, now and later. Called once, before anything is put in. */
    void follow(ShortSales shortSales);

    /** What has come about lately, as the state has it, now and later. Called once, before anything is put in. */
    default void follow(Activity activity) {
    }

    /** What else there is to be seen of the state: which venues are there, what is halted, what is open. Called once, before anything is put in. */
    default void follow(ShardState state) {
    }

    /**
     * When the last prices have come.
     *
     * @param byVenue of any instrument, of the venues that have shown any since the hub was started, epoch nanoseconds
     * @param bySymbol of those instruments that some limit names, likewise
     */
    default void pricesSeen(Map<VenueId, Long> byVenue, Map<String, Long> bySymbol) {
    }

    /** Whether what a limit has killed for is still out: prices don't come, a venue is away, instruments are halted. */
    default boolean lasts(KillFact.Ordered kill) {
        return false;
    }

    /** What has been seen of what is out, for a limit that is reached; empty for others. */
    default String seen(LimitFact.Warned reached) {
        return "";
    }

    /**
     * Which corporate actions were applied until now. Called once, before anything is put in.
     *
     * @param dayBefore the trading day that was before this one; null before the first, too
     * @param today the trading day; null before the first
     */
    default void follow(CorporateActions actions, @Nullable LocalDate dayBefore, @Nullable LocalDate today) {
    }

    /** How much of an account was sold short in a symbol on this trading day, as far as it needs our locates. */
    Quantity executedShort(String account, String symbol);

    /** Nothing is open. */
    void clear();

    /** Time has passed: what is held may be worth something else. */
    void timePassed();

    /** A limit that is nearly used up, or leaves something out, since the last time this was asked; null if there is none more. */
    @Nullable
    LimitFact nextWarning();

    /**
     * Evaluates every check on a new order or on new terms of an order.
     *
     * @param terms what is asked for
     * @param order whose terms shall be replaced; null for a new order
     * @param objections each failed check is added to them
     * @return what was used; null if something objects
     */
    @Nullable
    RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market market, List<Objection> objections);

    /**
     * The same, where some of what speaks against it may be let pass.
     *
     * @param mayPass is asked once, with all that speaks against it, if something does; what it lets pass is not added to the objections
     */
    default @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market market, List<Objection> objections,
            Predicate<List<Objection>> mayPass) {
        return check(terms, order, instrument, market, objections);
    }

    /**
     * The same for what the hub asks for itself: nobody has sent a request, so none counts.
     *
     * @see #check
     */
    default @Nullable RiskFacts checkUnasked(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market market, List<Objection> objections,
            Predicate<List<Objection>> mayPass) {
        return check(terms, order, instrument, market, objections, mayPass);
    }

    /** An order that was checked counts as if it were there, until it is given back: those that come with it are checked with it. */
    void reserve(OrderTerms terms, RiskFacts facts);

    /** @see #reserve */
    void giveBack(OrderTerms terms, RiskFacts facts);

    /** The order's contribution leaves the exposure, because the order is about to change. */
    void takeOut(ParentOrder order);

    /** The order's contribution, as the order now stands, enters the exposure. */
    void putIn(ParentOrder order);

    // What is at venues

    /** Some limit is on what is at a venue: from now on the parts of orders count there, too, and what goes out is asked for before. */
    default boolean limitsVenues() {
        return false;
    }

    /**
     * How much of a part its venue may have by the limits on what is there.
     *
     * @param instead that part as it is there now, whose terms it is to get; null for a new one. What asks for no more than there is already may be there
     * @param objections each limit that lets not all of it pass is added to them
     * @return at most what the part is for
     */
    default Quantity room(Part part, @Nullable ChildOrder instead, List<Objection> objections) {
        return part.quantity();
    }

    /** A part counts as if it were at its venue, until it is given back: those that go out with it are checked with it. @param sign -1 to give it back */
    default void reserve(Part part, int sign) {
    }

    /** A part leaves what is at its venue for a moment, because others are to be there in its place, or returns. @param sign -1 to leave */
    default void put(ChildOrder child, int sign) {
    }

    /**
     * A part of an order that is to be at a venue.
     *
     * @param terms of its order, for the account that the part is for
     * @param price at which a share of it counts
     * @see PartWorth#price
     */
    record Part(OrderTerms terms, VenueId venue, Quantity quantity, Price price) {
    }
}
