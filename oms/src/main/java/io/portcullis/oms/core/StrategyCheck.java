package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a multi-leg order makes sense: its legs, and what it asks for beyond them. Every objection names the leg, the field and the value. */
final class StrategyCheck {

    private static final Quantity WHOLE = Quantity.of(1);
    private static final TickTable ANY_PRICE = TickTable.of(new Price(1));

    private final OrderTerms terms;
    private final Strategy strategy;
    private final Instruments instruments;
    private final List<Objection> objections;

    private StrategyCheck(OrderTerms terms, Strategy strategy, Instruments instruments, List<Objection> objections) {
        this.terms = terms;
        this.strategy = strategy;
        this.instruments = instruments;
        this.objections = objections;
    }

    /**
     * The strategy as an instrument. Only its legs have to be known: what a client makes of them has no ticks that we could know of, and is traded in whole numbers.
     *
     * @return null, with objections, if its legs are no instruments that we know
     */
    static @Nullable Instrument instrument(OrderTerms terms, Strategy strategy, Instruments instruments, List<Objection> objections) {
        StrategyCheck check = new StrategyCheck(terms, strategy, instruments, objections);
        check.side();
        check.conditions(terms.conditions());
        return check.legs();
    }

    private void side() {
        Side side = terms.side();
        if (side != Side.BUY && side != Side.SELL && !side.isOfStrategies()) {
            object(Refusal.UNSUPPORTED_MULTILEG,
                    "Side(54) of a multi-leg order must be 1, 2, B or C, was " + side.code() + ": which leg is sold short says LegSide(624)");
        }
    }

    private void conditions(Conditions c) {
        if (c.ordType() != OrdType.LIMIT && c.ordType() != OrdType.MARKET) {
            object(Refusal.UNSUPPORTED_MULTILEG, "OrdType(40) of a multi-leg order must be 1 or 2, was " + c.ordType().code());
        }
        if (c.timeInForce().isForAuction()) {
            object(Refusal.UNSUPPORTED_MULTILEG, "TimeInForce(59) of a multi-leg order must be 0, 1, 3, 4 or 6, was " + c.timeInForce().code());
        }
        Instructions i = c.instructions();
        refuse("StopPx(99)", i.stopPx());
        refuse("a peg or trailing stop,", i.peg() == null ? null : ConditionsCheck.text(i.peg()));
        refuse("MaxFloor(111), or DisplayQty(1138),", i.display());
        refuse("MinQty(110)", i.minQty());
        refuse("DiscretionOffsetValue(389)", i.discretion());
        refuse("ExecInst(18)", i.allOrNone() ? "G" : i.postOnly() ? "6" : null);
    }

    private void refuse(String field, @Nullable Object value) {
        if (value != null) {
            object(Refusal.UNSUPPORTED_MULTILEG, field + " must not stand in a multi-leg order, was " + value);
        }
    }

    private @Nullable Instrument legs() {
        String currency = null;
        boolean areKnown = true;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            String place = "leg " + (i + 1) + ": ";
            if (leg.refId() != null && !names.add(leg.refId())) {
                object(Refusal.INVALID_LEG, place + "LegRefID(654) " + leg.refId() + " is that of another leg, too");
            }
            Instrument instrument = instruments.bySymbol(leg.symbol());
            if (instrument == null) {
                object(Refusal.UNKNOWN_LEG_SYMBOL, place + "LegSymbol(600) " + leg.symbol() + " is not known");
                areKnown = false;
            } else {
                leg(place, leg, instrument);
                if (currency != null && !currency.equals(instrument.currency())) {
                    object(Refusal.WRONG_CURRENCY, place + "LegSymbol(600) " + leg.symbol() + " trades in " + instrument.currency() + ", the legs before it in "
                            + currency);
                }
                currency = instrument.currency();
            }
        }
        return areKnown && currency != null ? new Instrument(terms.symbol(), null, "", currency, ANY_PRICE, WHOLE, null) : null;
    }

    private void leg(String place, Leg leg, Instrument instrument) {
        if (!leg.ratio().isPositive()) {
            object(Refusal.INVALID_LEG, place + "LegRatioQty(623) must be positive, was " + leg.ratio());
        } else {
            BigDecimal quantity = leg.quantityOf(terms.orderQty());
            Quantity lot = leg.isOption() || leg.isFuture() ? WHOLE : instrument.lot();
            if (quantity.remainder(new BigDecimal(lot.toString())).signum() != 0) {
                object(Refusal.OFF_LOT, place + "LegRatioQty(623) " + leg.ratio() + " times OrderQty(38) " + terms.orderQty() + " must be a multiple of " + lot
                        + ", was " + quantity.stripTrailingZeros().toPlainString());
            }
        }
    }

    private void object(Refusal refusal, String text) {
        objections.add(new Objection(refusal, text));
    }

    /** Its legs belong together, so it is never at two venues: what one of them has less than the order waits until it lets go. */
    static boolean isWholeAtOneVenue(ParentOrder order) {
        return order.terms().instructions().strategy() != null && order.hasLiveChild();
    }

    /**
     * A multi-leg order is replaced by its own message, and has the legs that it came with.
     *
     * @param asked the legs in the replace; null for one that has none
     * @return null if nothing speaks against it
     */
    static @Nullable Objection objectionToReplace(ParentOrder order, @Nullable Strategy asked) {
        Strategy strategy = order.terms().instructions().strategy();
        if (strategy == null) {
            return asked == null ? null
                    : new Objection(Refusal.LEGS_ARE_FIXED, "MsgType(35) must be G, was AC: the order is no multi-leg order");
        }
        if (asked == null) {
            return new Objection(Refusal.LEGS_ARE_FIXED, "MsgType(35) must be AC, was G: a multi-leg order is replaced by MultilegOrderCancelReplace(35=AC)");
        }
        String difference = strategy.differenceTo(asked);
        return difference == null ? null : new Objection(Refusal.LEGS_ARE_FIXED, difference + "; a replace can't change the legs");
    }
}
