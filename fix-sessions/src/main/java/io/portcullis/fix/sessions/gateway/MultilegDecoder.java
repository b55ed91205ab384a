package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.gateway.RequestDecoder.Unreadable;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/**
 * Reads NewOrderMultileg(35=AB) and MultilegOrderCancelReplace(35=AC). What a leg says is passed on or, where we can't, refused with its name: a leg that says less than its
 * client meant would be another one.
 */
final class MultilegDecoder {

    private static final int NO_LEGS = 555;
    private static final int LEG_SYMBOL = 600;
    private static final int LEG_RATIO_QTY = 623;
    private static final int LEG_SIDE = 624;
    private static final int LEG_REF_ID = 654;
    private static final int LEG_PRICE = 566;
    private static final int SECURITY_TYPE = 167;
    private static final int REPORTS_WANTED = 563;
    private static final int MODEL = 1377;
    private static final int PRICE_METHOD = 1378;
    private static final int PRICE_TYPE = 423;
    private static final int PER_UNIT = 2;
    private static final int POSITION_EFFECT = 77;
    private static final int COVERED_OR_UNCOVERED = 203;
    private static final int LONGEST_TEXT = 64;

    private final FixVersion version;
    private int @Nullable [] legTags;

    /** @param version of the session, whose dictionary says where the legs of a message end */
    MultilegDecoder(FixVersion version) {
        this.version = version;
    }

    /** NewOrderMultileg(35=AB). @param defaultAccount of orders without Account(1); null if the session has none */
    Command.NewOrderSingle newOrder(FixMessage m, Origin origin, @Nullable String defaultAccount) throws MalformedField, Unreadable {
        ClOrdId clOrdId = RequestDecoder.clOrdId(m, Tags.CL_ORD_ID);
        String symbol = RequestDecoder.printable(m, Tags.SYMBOL);
        Side side = side(m, RejectAs.EXECUTION_REPORT);
        String account = RequestDecoder.printableOrNull(m, Tags.ACCOUNT);
        return new Command.NewOrderSingle(origin, clOrdId, account == null ? defaultAccount : account, symbol, RequestDecoder.printableOrNull(m, Tags.CURRENCY),
                side, conditions(m, RejectAs.EXECUTION_REPORT), m.isYes(Tags.POSS_RESEND), null);
    }

    /** MultilegOrderCancelReplace(35=AC). */
    Command.OrderCancelReplaceRequest replace(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        return new Command.OrderCancelReplaceRequest(origin, RequestDecoder.clOrdId(m, Tags.CL_ORD_ID), RequestDecoder.clOrdId(m, Tags.ORIG_CL_ORD_ID),
                RequestDecoder.printableOrNull(m, Tags.ACCOUNT), RequestDecoder.printable(m, Tags.SYMBOL), RequestDecoder.printableOrNull(m, Tags.CURRENCY),
                side(m, RejectAs.CANCEL_REJECT), conditions(m, RejectAs.CANCEL_REJECT));
    }

    private static Side side(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        Side side = Side.of(m.character(Tags.SIDE));
        if (side == null) {
            throw new Unreadable(rejectAs, Tags.SIDE, 0, Refusal.UNSUPPORTED_MULTILEG,
                    "Side(54) must be 1, 2, B or C in a multi-leg order, was " + m.string(Tags.SIDE));
        }
        return side;
    }

    private Conditions conditions(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        RequestDecoder.checkSupported(m, rejectAs);
        RequestDecoder.checkThatNoVenueIsNamed(m, rejectAs);
        checkMessage(m, rejectAs);
        Conditions conditions = RequestDecoder.conditions(m, rejectAs);
        return conditions.with(conditions.instructions().with(strategy(m, rejectAs)));
    }

    private static void checkMessage(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        must(!m.has(SECURITY_TYPE) || m.is(SECURITY_TYPE, "MLEG"), m, SECURITY_TYPE, " must be MLEG in a multi-leg order", rejectAs);
        must(!m.is(Tags.HANDL_INST, "3"), m, Tags.HANDL_INST, " must be 1 or 2 in a multi-leg order", rejectAs);
        must(m.integer(PRICE_METHOD, 0) == 0, m, PRICE_METHOD, " must be 0, Price(44) is a net price", rejectAs);
        must(m.integer(PRICE_TYPE, PER_UNIT) == PER_UNIT, m, PRICE_TYPE, " must be 2, per unit, in a multi-leg order", rejectAs);
        must(!m.has(POSITION_EFFECT), m, POSITION_EFFECT, " must not stand in a multi-leg order: each leg has LegPositionEffect(564)", rejectAs);
        must(!m.has(COVERED_OR_UNCOVERED), m, COVERED_OR_UNCOVERED, " must not stand in a multi-leg order: each leg has LegCoveredOrUncovered(565)", rejectAs);
        int wanted = m.integer(REPORTS_WANTED, 1);
        must(wanted == 0 || wanted == 1, m, REPORTS_WANTED, " must be 0 or 1: the order itself is always reported", rejectAs);
    }

    private static void must(boolean isSo, FixFields m, int tag, String what, RejectAs rejectAs) throws Unreadable {
        if (!isSo) {
            throw new Unreadable(rejectAs, tag, 0, Refusal.UNSUPPORTED_MULTILEG, FixDictionary.nameOf(tag) + what + ", was " + shown(m, tag));
        }
    }

    private static String shown(FixFields m, int tag) {
        String value = m.stringOrNull(tag);
        return value == null ? "missing" : Violation.shown(value);
    }

    private Strategy strategy(FixMessage m, RejectAs rejectAs) throws MalformedField, Unreadable {
        int count = m.integer(NO_LEGS);
        if (count < Strategy.FEWEST_LEGS || count > Strategy.MOST_LEGS) {
            throw new Unreadable(rejectAs, NO_LEGS, 0, Refusal.INVALID_LEG,
                    "NoLegs(555) must be " + Strategy.FEWEST_LEGS + " to " + Strategy.MOST_LEGS + ", was " + count);
        }
        List<Leg> legs = new ArrayList<>(count);
        for (FixGroup group = m.group(NO_LEGS); legs.size() < count && group.next();) {
            legs.add(leg(group, legs.size() + 1, count, rejectAs));
        }
        return new Strategy(legs, m.has(REPORTS_WANTED) ? Integer.valueOf(m.integer(REPORTS_WANTED)) : null,
                m.has(MODEL) ? Integer.valueOf(m.integer(MODEL)) : null);
    }

    private Leg leg(FixGroup leg, int place, int count, RejectAs rejectAs) throws Unreadable {
        try {
            checkKnown(leg, place == count, rejectAs);
            return leg(leg, rejectAs);
        } catch (Unreadable e) {
            throw new Unreadable(rejectAs, e.tag(), 0, Refusal.INVALID_LEG, "leg " + place + ": " + e.text());
        } catch (MalformedField e) {
            throw new Unreadable(rejectAs, e.tag(), 0, Refusal.INVALID_LEG, "leg " + place + ": " + e.getMessage());
        }
    }

    private static Leg leg(FixGroup leg, RejectAs rejectAs) throws MalformedField, Unreadable {
        Map<LegField, String> fields = new EnumMap<>(LegField.class);
        for (LegField field : LegField.values()) {
            if (leg.has(field.tag())) {
                fields.put(field, text(leg, field.tag(), rejectAs));
            }
        }
        int multiplier = LegField.CONTRACT_MULTIPLIER.tag();
        must(!leg.has(multiplier) || leg.decimal(multiplier) > 0, leg, multiplier, " must be positive", rejectAs);
        char code = leg.character(LEG_SIDE);
        Side side = Side.of(code);
        if (side == null || side.isOfStrategies()) {
            throw new Unreadable(rejectAs, LEG_SIDE, 0, Refusal.INVALID_LEG, "LegSide(624) must be 1, 2, 5 or 6, was " + code);
        }
        return new Leg(text(leg, LEG_SYMBOL, rejectAs), side, new Quantity(leg.decimal(LEG_RATIO_QTY)),
                leg.has(LEG_REF_ID) ? text(leg, LEG_REF_ID, rejectAs) : null, leg.has(LEG_PRICE) ? new Price(leg.decimal(LEG_PRICE)) : null, fields);
    }

    private static String text(FixGroup leg, int tag, RejectAs rejectAs) throws MalformedField, Unreadable {
        String text = RequestDecoder.printable(leg, tag);
        if (text.length() > LONGEST_TEXT) {
            throw new Unreadable(rejectAs, tag, 0, Refusal.INVALID_LEG,
                    FixDictionary.nameOf(tag) + " must have at most " + LONGEST_TEXT + " characters, has " + text.length());
        }
        return text;
    }

    /** Behind the last leg the message goes on: there, only the dictionary says what belongs to the leg. */
    private void checkKnown(FixGroup leg, boolean isLast, RejectAs rejectAs) throws Unreadable {
        for (int tag : leg.tags()) {
            if (!isPassedOn(tag) && (!isLast || isOfLeg(tag))) {
                throw new Unreadable(rejectAs, tag, 0, Refusal.INVALID_LEG, FixDictionary.nameOf(tag) + " is not supported in a leg, was " + shown(leg, tag));
            }
        }
    }

    private static boolean isPassedOn(int tag) {
        return switch (tag) {
            case LEG_SYMBOL, LEG_RATIO_QTY, LEG_SIDE, LEG_REF_ID, LEG_PRICE -> true;
            default -> LegField.of(tag) != null;
        };
    }

    private boolean isOfLeg(int tag) {
        int[] known = legTags;
        if (known == null) {
            DataDictionary.GroupInfo group = FixDictionary.of(version).application().getGroup("AB", NO_LEGS);
            known = group == null ? new int[0] : group.getDataDictionary().getOrderedFields().clone();
            Arrays.sort(known);
            legTags = known;
        }
        return Arrays.binarySearch(known, tag) >= 0;
    }
}
