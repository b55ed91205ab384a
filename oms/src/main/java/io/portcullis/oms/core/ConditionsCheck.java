package io.portcullis.oms.core;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
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

    private final Conditions conditions;
    private final Instrument instrument;
    private final long time;
    private final List<Objection> objections;

    private ConditionsCheck(Conditions conditions, Instrument instrument, long time, List<Objection> objections) {
        this.conditions = conditions;
        this.instrument = instrument;
        this.time = time;
        this.objections = objections;
    }

    /** @param time of the request, epoch nanoseconds */
    static void check(Conditions conditions, Instrument instrument, long time, List<Objection> objections) {
        ConditionsCheck check = new ConditionsCheck(conditions, instrument, time, objections);
        check.quantity();
        check.price("Price(44)", conditions.price(), conditions.ordType().hasPrice());
        check.price("StopPx(99)", conditions.instructions().stopPx(), conditions.ordType().waitsForTrigger());
        check.timeInForce();
    }

    private void quantity() {
        Quantity quantity = conditions.orderQty();
        if (!quantity.isPositive()) {
            object(Refusal.INVALID_VALUE, "OrderQty(38) must be positive, was " + quantity);
        } else if (!quantity.isMultipleOf(instrument.lot())) {
            object(Refusal.OFF_LOT, "OrderQty(38) must be a multiple of " + instrument.lot() + ", was " + quantity);
        }
    }

    private void price(String field, @Nullable Price price, boolean belongsToIt) {
        if (!belongsToIt) {
            if (price != null) {
                object(Refusal.INVALID_VALUE, field + " must not stand in a " + conditions.ordType().text() + " order, was " + price);
            }
        } else if (price == null) {
            object(Refusal.MISSING_FIELD, field + " is missing in a " + conditions.ordType().text() + " order");
        } else if (!price.isPositive()) {
            object(Refusal.INVALID_VALUE, field + " must be positive, was " + price);
        } else if (!price.isMultipleOf(instrument.ticks().tickAt(price))) {
            object(Refusal.OFF_TICK, field + " must be a multiple of " + instrument.ticks().tickAt(price) + ", was " + price);
        }
    }

    private void timeInForce() {
        TimeInForce timeInForce = conditions.timeInForce();
        if (conditions.ordType() == OrdType.MARKET && (timeInForce == TimeInForce.GOOD_TILL_CANCEL || timeInForce == TimeInForce.GOOD_TILL_DATE)) {
            object(Refusal.UNSUPPORTED_ORDER, "TimeInForce(59) of a market order must be 0, 3 or 4, was " + timeInForce.code());
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

    private static String utc(long epochNanos) {
        return UTC_TIMESTAMP.format(Instant.ofEpochSecond(0, epochNanos));
    }

    private void object(Refusal refusal, String text) {
        objections.add(new Objection(refusal, text));
    }
}
