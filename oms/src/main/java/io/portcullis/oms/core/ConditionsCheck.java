package io.portcullis.oms.core;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.TimeInForce;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what an order says makes sense: in itself, and for its instrument. Every objection names the field and its value. */
final class ConditionsCheck {

    /** UTCTimestamp as FIX writes it. */
    private static final DateTimeFormatter UTC_TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final long TICK = 100_000_000L;
    /** In basis points times 10<sup>8</sup>. */
    private static final long ALL = 10_000 * TICK;

    private final Conditions conditions;
    private final boolean isBuy;
    private final Instrument instrument;
    private final long time;
    private final List<Objection> objections;

    private ConditionsCheck(Conditions conditions, boolean isBuy, Instrument instrument, long time, List<Objection> objections) {
        this.conditions = conditions;
        this.isBuy = isBuy;
        this.instrument = instrument;
        this.time = time;
        this.objections = objections;
    }

    /** @param time of the request, epoch nanoseconds */
    static void check(Conditions conditions, boolean isBuy, Instrument instrument, long time, List<Objection> objections) {
        ConditionsCheck check = new ConditionsCheck(conditions, isBuy, instrument, time, objections);
        check.quantity();
        check.price("Price(44)", conditions.price(), conditions.ordType().hasPrice(), conditions.ordType().mayHavePrice());
        check.price("StopPx(99)", conditions.instructions().stopPx(), mustHaveStopPx(conditions), conditions.ordType().waitsForTrigger());
        check.timeInForce();
        if (conditions.ordType() == OrdType.PEGGED && conditions.instructions().peg() == null) {
            check.object(Refusal.MISSING_FIELD, "ExecInst(18) R, P or M is missing in a pegged order: what its price follows");
        }
        if (conditions.instructions() != Instructions.NONE) {
            check.instructions(conditions.instructions());
        }
    }

    /** In words, what an order asks for that not every venue does; empty for plain orders. */
    static String asking(Conditions conditions) {
        Instructions i = conditions.instructions();
        StringBuilder text = new StringBuilder();
        OrdType ordType = conditions.ordType();
        text.append(ordType == OrdType.LIMIT || ordType == OrdType.MARKET ? "" : ", OrdType(40) " + ordType.code());
        text.append(conditions.timeInForce() == TimeInForce.DAY ? "" : ", TimeInForce(59) " + conditions.timeInForce().code());
        text.append(i.strategy() == null ? "" : ", SecurityType(167) MLEG").append(i.peg() == null ? "" : ", " + text(i.peg()));
        text.append(i.display() == null ? "" : ", MaxFloor(111) " + i.display()).append(i.minQty() == null ? "" : ", MinQty(110) " + i.minQty());
        text.append(i.allOrNone() ? ", ExecInst(18) G" : "").append(i.postOnly() ? ", ExecInst(18) 6" : "");
        text.append(i.discretion() == null ? "" : ", " + DiscretionCheck.text(i.discretion()));
        text.append(i.wish() == null || i.wish().destination() == null ? "" : ", ExDestination(100) " + i.wish().destination());
        return text.isEmpty() ? "" : " with" + text.substring(1);
    }

    /** Those that follow the market may begin where the market is; but for a limit it has to be said how far that is from the stop price. */
    private static boolean mustHaveStopPx(Conditions conditions) {
        return conditions.ordType().waitsForTrigger() && (!conditions.isTrailing() || conditions.ordType().hasPrice());
    }

    /** Null is written, too. */
    static String text(@Nullable Peg peg) {
        return peg == null ? "no peg" : "ExecInst(18) " + peg.follows().code() + ", PegOffsetValue(211) " + peg.offsetText() + peg.offsetType().unit();
    }

    private void instructions(Instructions i) {
        if (i.peg() != null) {
            peg(i.peg());
        }
        if (i.activation() != null) {
            activation(i.activation());
        }
        if (i.display() != null) {
            display(i.display());
        }
        if (i.discretion() != null) {
            DiscretionCheck.check(conditions, i.discretion(), isBuy, instrument.ticks(), objections);
        }
        Quantity minQty = i.minQty();
        if (minQty != null && (!minQty.isPositive() || minQty.exceeds(conditions.orderQty()))) {
            object(Refusal.INVALID_VALUE, "MinQty(110) must be positive and at most OrderQty(38) " + conditions.orderQty() + ", was " + minQty);
        }
        if (i.postOnly() && (!conditions.ordType().mayHavePrice() || conditions.timeInForce().isImmediate())) {
            object(Refusal.INVALID_VALUE, "ExecInst(18) 6, participate don't initiate, is for limit orders that may rest, was with OrdType(40) "
                    + conditions.ordType().code() + " and TimeInForce(59) " + conditions.timeInForce().code());
        }
    }

    private void activation(Activation activation) {
        if (conditions.expireTime() != 0 && activation.time() >= conditions.expireTime()) {
            object(Refusal.INVALID_VALUE, "EffectiveTime(168) must be before the order's time is over, " + utc(conditions.expireTime()) + ", was "
                    + utc(activation.time()));
        }
        if (activation.trigger() != null && !activation.trigger().price().isPositive()) {
            object(Refusal.INVALID_VALUE, "TriggerPrice(1102) must be positive, was " + activation.trigger().price());
        }
    }

    /** What the order waits for. */
    static String text(Activation activation) {
        Activation.PriceTrigger trigger = activation.trigger();
        String time = activation.time() == 0 ? "" : "EffectiveTime(168) " + utc(activation.time());
        return trigger == null ? time
                : time + (time.isEmpty() ? "" : " and ") + "TriggerPrice(1102) " + trigger.price() + " or " + (trigger.isRising() ? "more" : "less")
                        + ", " + trigger.sees().text() + " of " + trigger.symbol();
    }

    private void peg(Peg peg) {
        boolean fits = peg.isTrailingStop() ? conditions.ordType() == OrdType.STOP || conditions.ordType() == OrdType.STOP_LIMIT
                : conditions.ordType() == OrdType.PEGGED;
        if (!fits) {
            object(Refusal.INVALID_VALUE,
                    "ExecInst(18) " + peg.follows().code() + " goes with OrdType(40) " + (peg.isTrailingStop() ? "3 or 4" : "P") + ", was "
                            + conditions.ordType().code());
        }
        if (peg.offsetType() == Peg.OffsetType.TICKS && peg.offset() % TICK != 0) {
            object(Refusal.INVALID_VALUE, "PegOffsetValue(211) must be whole ticks with PegOffsetType(836) 2, was " + peg.offsetText());
        }
        if (peg.isTrailingStop()) {
            distance(peg);
        }
    }

    /** FIX adds it to the price, so that it is negative for a sell; most clients write the distance. */
    private void distance(Peg peg) {
        long distance = isBuy ? peg.offset() : Math.abs(peg.offset());
        if (distance <= 0) {
            object(Refusal.INVALID_VALUE, "PegOffsetValue(211) of a trailing stop order is its distance from the market and must be "
                    + (isBuy ? "positive" : "other than 0") + (distance == 0 ? ", was 0 or is missing" : ", was " + peg.offsetText()));
        } else if (peg.offsetType() == Peg.OffsetType.BASIS_POINTS && distance >= ALL) {
            object(Refusal.INVALID_VALUE, "PegOffsetValue(211) in basis points must be below 10000, was " + peg.offsetText());
        }
    }

    private void display(Display display) {
        if (!display.lowest().isPositive() || display.lowest().exceeds(display.highest()) || display.highest().exceeds(conditions.orderQty())) {
            object(Refusal.INVALID_VALUE,
                    "MaxFloor(111), or DisplayQty(1138) and its bounds, must be positive and at most OrderQty(38) " + conditions.orderQty()
                            + ", was " + display);
        } else if (!display.lowest().isMultipleOf(instrument.lot()) || !display.highest().isMultipleOf(instrument.lot())) {
            object(Refusal.OFF_LOT, "MaxFloor(111), or DisplayQty(1138) and its bounds, must be multiples of " + instrument.lot() + ", was " + display);
        }
        Instructions i = conditions.instructions();
        if (i.allOrNone() || i.minQty() != null || conditions.timeInForce().isImmediate()) {
            object(Refusal.UNSUPPORTED_ORDER,
                    "MaxFloor(111) and DisplayQty(1138) can't stand beside MinQty(110), ExecInst(18) G or TimeInForce(59) 3 and 4, was "
                            + display);
        }
    }

    private void quantity() {
        Quantity quantity = conditions.orderQty();
        if (!quantity.isPositive()) {
            object(Refusal.INVALID_VALUE, "OrderQty(38) must be positive, was " + quantity);
        } else if (!quantity.isMultipleOf(instrument.lot())) {
            object(Refusal.OFF_LOT, "OrderQty(38) must be a multiple of " + instrument.lot() + ", was " + quantity);
        }
    }

    private void price(String field, @Nullable Price price, boolean isNeeded, boolean belongsToIt) {
        if (!belongsToIt) {
            if (price != null) {
                object(Refusal.INVALID_VALUE, field + " must not stand in a " + conditions.ordType().text() + " order, was " + price);
            }
        } else if (price == null && !isNeeded) {
            return;
        } else if (price == null) {
            object(Refusal.MISSING_FIELD, field + " is missing in a " + conditions.ordType().text() + " order");
        } else if (!price.isPositive() && conditions.instructions().strategy() == null) { // a net price may be zero or less
            object(Refusal.INVALID_VALUE, field + " must be positive, was " + price);
        } else if (!price.isMultipleOf(instrument.ticks().tickAt(price))) {
            object(Refusal.OFF_TICK, field + " must be a multiple of " + instrument.ticks().tickAt(price) + ", was " + price);
        }
    }

    private void timeInForce() {
        TimeInForce timeInForce = conditions.timeInForce();
        if (conditions.ordType() == OrdType.MARKET && (timeInForce == TimeInForce.GOOD_TILL_CANCEL || timeInForce == TimeInForce.GOOD_TILL_DATE)) {
            object(Refusal.UNSUPPORTED_ORDER, "TimeInForce(59) of a market order can't be 1 or 6, was " + timeInForce.code());
        }
        if (timeInForce == TimeInForce.GOOD_TILL_DATE) {
            expireTime();
        } else if (conditions.expireTime() != 0) {
            object(Refusal.INVALID_VALUE, "ExpireTime(126) and ExpireDate(432) are for good-till-date orders, TimeInForce(59)=6, was " + timeInForce.code()
                    + " with " + utc(conditions.expireTime()));
        }
    }

    private void expireTime() {
        if (conditions.expireTime() == 0) {
            object(Refusal.MISSING_FIELD, "ExpireTime(126) or ExpireDate(432) is missing in a good-till-date order");
        } else if (conditions.expireTime() <= time) {
            object(Refusal.EXPIRED_AT_ENTRY, "ExpireTime(126), or the end of ExpireDate(432) in UTC, must be later than " + utc(time)
                    + ", was " + utc(conditions.expireTime()));
        }
    }

    static String utc(long epochNanos) {
        return UTC_TIMESTAMP.format(Instant.ofEpochSecond(0, epochNanos));
    }

    private void object(Refusal refusal, String text) {
        objections.add(new Objection(refusal, text));
    }
}
