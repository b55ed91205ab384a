package io.portcullis.oms.core;

import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an order that may be executed beyond its limit makes sense. Every objection names the field and its value. */
final class DiscretionCheck {

    private static final long ONE = 100_000_000L;

    private final Conditions conditions;
    private final Discretion discretion;
    private final boolean isBuy;
    private final TickTable ticks;

    private DiscretionCheck(Conditions conditions, Discretion discretion, boolean isBuy, TickTable ticks) {
        this.conditions = conditions;
        this.discretion = discretion;
        this.isBuy = isBuy;
        this.ticks = ticks;
    }

    static void check(Conditions conditions, Discretion discretion, boolean isBuy, TickTable ticks, List<Objection> objections) {
        DiscretionCheck check = new DiscretionCheck(conditions, discretion, isBuy, ticks);
        String text = check.objectionToOrder();
        text = text == null ? check.objectionToDistance() : text;
        if (text != null) {
            objections.add(new Objection(Refusal.INVALID_VALUE, text));
        } else {
            check.price(objections);
        }
    }

    static String text(Discretion discretion) {
        return "DiscretionInst(388) " + Discretion.RELATED_TO_DISPLAYED_PRICE + ", DiscretionOffsetValue(389) " + discretion;
    }

    /** There has to be a price at which it is displayed, for a while. */
    private @Nullable String objectionToOrder() {
        OrdType ordType = conditions.ordType();
        if (ordType != OrdType.LIMIT && ordType != OrdType.STOP_LIMIT) {
            return "DiscretionInst(388) goes with OrdType(40) 2 or 4, was " + ordType.code();
        }
        if (!conditions.timeInForce().rests()) {
            return "DiscretionInst(388) goes with TimeInForce(59) 0, 1 or 6, was " + conditions.timeInForce().code();
        }
        return conditions.instructions().postOnly() ? "DiscretionInst(388) can't stand beside ExecInst(18) 6, participate don't initiate, was "
                + Discretion.RELATED_TO_DISPLAYED_PRICE : null;
    }

    /** FIX adds it to the price, so that it is negative for a sell; most clients write the distance. */
    private @Nullable String objectionToDistance() {
        long distance = isBuy ? discretion.offset() : discretion.distance();
        if (distance <= 0) {
            return "DiscretionOffsetValue(389) must be " + (isBuy ? "positive" : "other than 0")
                    + (distance == 0 ? ", was 0 or is missing" : " for a buy, was " + discretion);
        }
        return discretion.offsetType() == Peg.OffsetType.TICKS && discretion.offset() % ONE != 0
                ? "DiscretionOffsetValue(389) must be whole ticks with DiscretionOffsetType(842) 2, was " + discretion.offsetText()
                : null;
    }

    private void price(List<Objection> objections) {
        Price limit = conditions.price();
        if (limit == null || !limit.isPositive()) {
            return; // which is objected to already
        }
        Price worst = DiscretionPrice.worst(conditions, isBuy, ticks);
        if (worst == null) {
            objections.add(new Objection(Refusal.INVALID_VALUE, "DiscretionOffsetValue(389) must leave Price(44) " + limit + " a price that is positive and "
                    + "can be counted with, was " + discretion));
        } else if (discretion.offsetType() == Peg.OffsetType.PRICE && Math.abs(worst.raw() - limit.raw()) != discretion.distance()) {
            objections.add(new Objection(Refusal.OFF_TICK, "DiscretionOffsetValue(389) must take Price(44) " + limit + " to a multiple of "
                    + ticks.tickAt(worst) + ", was " + discretion));
        }
    }
}
