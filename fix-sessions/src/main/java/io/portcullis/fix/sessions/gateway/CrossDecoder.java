package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.gateway.RequestDecoder.Unreadable;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Command.SideOfCross;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads NewOrderCross(35=s), CrossOrderCancelReplaceRequest(35=t) and CrossOrderCancelRequest(35=u): what is common to both sides, and each side. */
final class CrossDecoder {

    private static final int OTHER = 0;
    private static final int MOST_SIDES = 2;
    private static final int LONGEST = 4_000;
    private static final char DELIMITER = '\u0001';
    /** Of a side, as in FIX's order: OrderCapacity, OrderRestrictions, CustOrderCapacity, PositionEffect, CoveredOrUncovered, CashMargin, ClearingFeeIndicator, SolicitedFlag, SideComplianceID. */
    private static final int[] PASSED_ON = {528, 529, 582, 77, 203, 544, 635, 377, 659};

    private CrossDecoder() {
    }

    /** How many orders the message has, at least 1. */
    static int sideCount(FixMessage m) {
        try {
            return Math.clamp(m.integer(Tags.NO_SIDES, 1), 1, MOST_SIDES);
        } catch (MalformedField e) {
            return 1; // the cross is refused for it
        }
    }

    /** @param defaultAccount of sides without Account(1); null if the session has none */
    static Command.NewOrderCross newOrderCross(FixMessage m, Origin origin, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        return new Command.NewOrderCross(origin, name(m, Tags.CROSS_ID), terms(m), symbol(m), RequestDecoder.printableOrNull(m, Tags.CURRENCY),
                sides(m, conditions(m), defaultAccount), m.isYes(Tags.POSS_RESEND), objection(m));
    }

    static Command.CrossOrderCancelReplaceRequest cancelReplaceRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        return new Command.CrossOrderCancelReplaceRequest(origin, name(m, Tags.CROSS_ID), name(m, Tags.ORIG_CROSS_ID), terms(m), symbol(m),
                RequestDecoder.printableOrNull(m, Tags.CURRENCY), sides(m, conditions(m), null), objection(m));
    }

    static Command.CrossOrderCancelRequest cancelRequest(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        Conditions none = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.ZERO, null, 0);
        return new Command.CrossOrderCancelRequest(origin, name(m, Tags.CROSS_ID), name(m, Tags.ORIG_CROSS_ID), terms(m), symbol(m), sides(m, none, null),
                null);
    }

    private static String name(FixMessage m, int tag) throws MalformedField, Unreadable {
        return RequestDecoder.clOrdId(m, tag).value();
    }

    private static String symbol(FixMessage m) throws MalformedField, Unreadable {
        return RequestDecoder.printable(m, Tags.SYMBOL);
    }

    private static CrossTerms terms(FixMessage m) throws MalformedField, Unreadable {
        int type = m.integer(Tags.CROSS_TYPE);
        int prioritization = m.integer(Tags.CROSS_PRIORITIZATION);
        CrossType knownType = CrossType.of(type);
        CrossPrioritization known = CrossPrioritization.of(prioritization);
        if (knownType == null) {
            throw unreadable(Tags.CROSS_TYPE, "CrossType(549) must be 1, 2, 3 or 4, was " + type);
        }
        if (known == null) {
            throw unreadable(Tags.CROSS_PRIORITIZATION, "CrossPrioritization(550) must be 0, 1 or 2, was " + prioritization);
        }
        return new CrossTerms(knownType, known);
    }

    /** Of both sides, for the quantity of the first one that has any. */
    private static Conditions conditions(FixMessage m) throws MalformedField, Unreadable {
        RequestDecoder.checkSupported(m, RejectAs.BUSINESS_REJECT);
        RequestDecoder.checkThatNoVenueIsNamed(m, RejectAs.BUSINESS_REJECT);
        return RequestDecoder.conditions(m, RejectAs.BUSINESS_REJECT);
    }

    private static List<SideOfCross> sides(FixMessage m, Conditions conditions, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        int count = m.integer(Tags.NO_SIDES);
        if (count < 1 || count > MOST_SIDES) {
            throw unreadable(Tags.NO_SIDES, "NoSides(552) must be 1 or 2, was " + count);
        }
        List<SideOfCross> sides = new ArrayList<>(count);
        for (FixGroup group = m.group(Tags.NO_SIDES); sides.size() < count && group.next();) {
            sides.add(side(group, sides.size() + 1, conditions, defaultAccount));
        }
        return sides;
    }

    private static SideOfCross side(FixGroup side, int place, Conditions conditions, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        try {
            String account = RequestDecoder.printableOrNull(side, Tags.ACCOUNT);
            return new SideOfCross(RequestDecoder.side(side), RequestDecoder.clOrdId(side, Tags.CL_ORD_ID),
                    side.has(Tags.ORIG_CL_ORD_ID) ? RequestDecoder.clOrdId(side, Tags.ORIG_CL_ORD_ID) : null, account == null ? defaultAccount : account,
                    conditions.withQty(new Quantity(side.decimal(Tags.ORDER_QTY))).of(OriginatorReader.read(side)), fields(side));
        } catch (Unreadable e) {
            throw unreadable(e.tag(), "side " + place + " of the cross: " + e.text());
        } catch (MalformedField e) {
            throw unreadable(e.tag(), "side " + place + " of the cross: " + e.getMessage());
        }
    }

    private static Unreadable unreadable(int tag, String text) {
        return new Unreadable(RejectAs.BUSINESS_REJECT, tag, OTHER, Refusal.UNSUPPORTED_CROSS, text);
    }

    /** What we do not do. */
    private static @Nullable Objection objection(FixMessage m) {
        String handlInst = m.stringOrNull(Tags.HANDL_INST);
        if (handlInst != null && handlInst.equals("3")) {
            return unsupported(Tags.HANDL_INST, " must be 1 or 2 in a cross, was 3");
        }
        String time = m.stringOrNull(Tags.SIDE_TIME_IN_FORCE);
        return time == null ? null : unsupported(Tags.SIDE_TIME_IN_FORCE, " is not supported, was " + Violation.shown(time));
    }

    private static Objection unsupported(int tag, String text) {
        return new Objection(Refusal.UNSUPPORTED_CROSS, FixDictionary.nameOf(tag) + text);
    }

    // What goes to the venue as it came

    private static @Nullable String fields(FixGroup side) throws MalformedField, Unreadable {
        StringBuilder fields = new StringBuilder();
        int parties = side.integer(Tags.NO_PARTY_IDS, 0);
        if (parties > 0) {
            fields.append(Tags.NO_PARTY_IDS).append('=').append(parties).append(DELIMITER);
            FixGroup party = side.group(Tags.NO_PARTY_IDS);
            for (int i = 0; i < parties && party.next(); i++) {
                party(party, fields);
            }
        }
        for (int tag : PASSED_ON) {
            append(side, tag, fields);
        }
        if (fields.length() > LONGEST) {
            throw unreadable(Tags.NO_PARTY_IDS,
                    "the fields that go to the venue as they came may have " + LONGEST + " characters together, have " + fields.length());
        }
        return fields.isEmpty() ? null : fields.toString();
    }

    private static void party(FixGroup party, StringBuilder fields) throws MalformedField, Unreadable {
        append(party, Tags.PARTY_ID, fields);
        append(party, Tags.PARTY_ID_SOURCE, fields);
        append(party, Tags.PARTY_ROLE, fields);
        int parts = party.integer(Tags.NO_PARTY_SUB_IDS, 0);
        if (parts == 0) {
            return;
        }
        fields.append(Tags.NO_PARTY_SUB_IDS).append('=').append(parts).append(DELIMITER);
        FixGroup part = party.group(Tags.NO_PARTY_SUB_IDS);
        for (int i = 0; i < parts && part.next(); i++) {
            append(part, Tags.PARTY_SUB_ID, fields);
            append(part, Tags.PARTY_SUB_ID_TYPE, fields);
        }
    }

    private static void append(FixFields from, int tag, StringBuilder fields) throws MalformedField, Unreadable {
        if (from.has(tag)) {
            fields.append(tag).append('=').append(RequestDecoder.printable(from, tag)).append(DELIMITER);
        }
    }
}
