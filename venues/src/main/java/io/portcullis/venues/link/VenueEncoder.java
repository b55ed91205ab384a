package io.portcullis.venues.link;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.InstructionWriter;
import io.portcullis.fix.sessions.wire.LegWriter;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** Writes child orders and requests in the words of a version of FIX; from 4.2 on they are the same. The body that is returned is used again for the next message. */
final class VenueEncoder {

    /** HandlInst(21): automated, no intervention. */
    private static final char AUTOMATED = '1';

    /** CxlType(125) of FIX 4.0: all that is left. */
    private static final char FULL_CANCEL = 'F';

    private final boolean isBefore41;
    private final boolean isBefore42;
    private final boolean isBefore44;
    private final Ids ids;
    private final InstructionWriter instructions;
    private final LegWriter legs;
    private final CrossWriter crosses;
    private final FixBody body = new FixBody();

    VenueEncoder(FixVersion version, Ids ids) {
        this.isBefore41 = version.isBefore(FixVersion.FIX41);
        this.isBefore42 = version.isBefore(FixVersion.FIX42);
        this.isBefore44 = version.isBefore(FixVersion.FIX44);
        this.ids = ids;
        this.instructions = new InstructionWriter(FixDictionary.of(version).application(), "D");
        this.legs = new LegWriter(FixDictionary.of(version).application(), "AB");
        this.crosses = new CrossWriter(version, ids);
    }

    FixBody encode(Effect.ToVenue effect) {
        return switch (effect) {
            case Effect.NewOrderSingle e -> {
                body.begin(e.conditions().instructions().strategy() == null ? "D" : "AB").carry(e.carried()).put(11, ids.venueClOrdId(e.requestId()));
                account(e.account());
                instrument(e.symbol(), e.side(), e.transactTime());
                yield conditions(e.conditions());
            }
            case Effect.OrderCancelRequest e -> {
                request("F", e.requestId(), e.origRequestId(), e.venueOrderId());
                if (isBefore41) {
                    body.putChar(125, FULL_CANCEL);
                }
                instrument(e.symbol(), e.side(), e.transactTime());
                yield body.putDecimal(38, e.orderQty().raw());
            }
            case Effect.OrderCancelReplaceRequest e -> {
                request(e.conditions().instructions().strategy() == null ? "G" : "AC", e.requestId(), e.origRequestId(), e.venueOrderId());
                body.carry(e.carried());
                account(e.account());
                instrument(e.symbol(), e.side(), e.transactTime());
                yield conditions(e.conditions());
            }
            case Effect.OrderStatusRequest e -> {
                body.begin("H").put(11, ids.venueClOrdId(e.requestId()));
                orderId(e.venueOrderId());
                yield body.put(55, e.symbol()).putChar(54, e.side().code());
            }
            case Effect.CrossRequest e -> crosses.write(e, body);
            case Effect.DontKnowTrade e -> dontKnowTrade(e);
        };
    }

    /** What the venue told of it, in its own words. Before FIX 4.4 there is no reason F, and FIX 4.0 wants an OrderQty(38), of which we know the part that is executed. */
    private FixBody dontKnowTrade(Effect.DontKnowTrade e) {
        body.begin("Q");
        body.put(37, orNone(e.venueOrderId())).put(17, orNone(e.venueExecId())).putChar(127,
                isBefore44 && e.dkReason() == DkReason.CALCULATION_DIFFERENCE ? DkReason.OTHER.code() : e.dkReason().code());
        if (!e.symbol().isEmpty()) {
            body.put(55, e.symbol());
        }
        if (e.side() != null) {
            body.putChar(54, e.side().code());
        }
        if (isBefore41) {
            body.putDecimal(38, e.lastQty().raw());
        }
        body.putDecimal(32, e.lastQty().raw());
        if (e.lastPx() != null) {
            body.putDecimal(31, e.lastPx().raw());
        }
        return body.put(58, e.text());
    }

    private static String orNone(String id) {
        return id.isEmpty() ? "NONE" : id;
    }

    private void request(String msgType, long requestId, long origRequestId, @Nullable String venueOrderId) {
        body.begin(msgType).put(11, ids.venueClOrdId(requestId)).put(41, ids.venueClOrdId(origRequestId));
        orderId(venueOrderId);
    }

    private void orderId(@Nullable String venueOrderId) {
        if (venueOrderId != null && !venueOrderId.isEmpty()) {
            body.put(37, venueOrderId);
        }
    }

    private void account(@Nullable String account) {
        if (account != null) {
            body.put(1, account);
        }
    }

    private void instrument(String symbol, Side side, long transactTime) {
        body.put(55, symbol).putChar(54, side.code());
        if (!isBefore42) {
            body.putUtcMillis(60, transactTime);
        }
    }

    private FixBody conditions(Conditions c) {
        body.putChar(21, AUTOMATED).putDecimal(38, c.orderQty().raw()).putChar(40, c.ordType().code());
        if (c.price() != null) {
            body.putDecimal(44, c.price().raw());
        }
        if (c.instructions() != Instructions.NONE) {
            instructions.write(c.instructions(), body);
        }
        body.putChar(59, c.timeInForce().code());
        expiry(c);
        Strategy strategy = c.instructions().strategy();
        if (strategy != null) {
            legs.write(strategy, body);
        }
        return body;
    }

    private FixBody expiry(Conditions c) {
        if (c.timeInForce() != TimeInForce.GOOD_TILL_DATE) {
            return body;
        }
        return isBefore42 ? body.putUtcSeconds(126, c.expireTime()) : body.putUtcMillis(126, c.expireTime());
    }
}
