package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/** Reads when an order begins to work: EffectiveTime(168) and, since FIX 5.0, the component TriggeringInstructions as far as it is about a price. */
final class ActivationReader {

    private static final String PRICE_MOVEMENT = "4";
    private static final String ACTIVATE = "1";
    private static final String UP = "U";
    private static final String DOWN = "D";
    /** What else could be triggered by, or done then. */
    private static final int[] UNSUPPORTED = {Tags.TRIGGER_SECURITY_ID, Tags.TRIGGER_PRICE_TYPE_SCOPE, Tags.TRIGGER_NEW_PRICE, Tags.TRIGGER_ORDER_TYPE,
        Tags.TRIGGER_NEW_QTY, Tags.TRIGGER_TRADING_SESSION_ID, Tags.TRIGGER_TRADING_SESSION_SUB_ID};

    private ActivationReader() {
    }

    /** What of it cannot be honoured; null if nothing is asked for that can't. */
    static @Nullable String problemIn(FixFields m) {
        if (!m.has(Tags.TRIGGER_TYPE)) {
            return m.has(Tags.TRIGGER_PRICE) ? "TriggerType(1100) must be 4 beside TriggerPrice(1102), is missing" : null;
        }
        for (int tag : UNSUPPORTED) {
            if (m.has(tag)) {
                return FixDictionary.nameOf(tag) + " is not supported, was " + shown(m, tag);
            }
        }
        String sees = m.stringOrNull(Tags.TRIGGER_PRICE_TYPE);
        if (sees != null && (sees.length() != 1 || Activation.Sees.of(sees.charAt(0)) == null)) {
            return "TriggerPriceType(1107) must be 1, 2 or 3, was " + Violation.shown(sees);
        }
        return !m.is(Tags.TRIGGER_TYPE, PRICE_MOVEMENT) ? "TriggerType(1100) must be 4, was " + shown(m, Tags.TRIGGER_TYPE)
                : !m.is(Tags.TRIGGER_ACTION, ACTIVATE) ? "TriggerAction(1101) must be 1, " + wasOrMissing(m, Tags.TRIGGER_ACTION)
                        : !m.is(Tags.TRIGGER_PRICE_DIRECTION, UP) && !m.is(Tags.TRIGGER_PRICE_DIRECTION, DOWN)
                                ? "TriggerPriceDirection(1109) must be U or D, " + wasOrMissing(m, Tags.TRIGGER_PRICE_DIRECTION)
                                : m.has(Tags.TRIGGER_PRICE) ? null : "TriggerPrice(1102) is missing beside TriggerType(1100) 4";
    }

    private static String wasOrMissing(FixFields m, int tag) {
        return m.has(tag) ? "was " + shown(m, tag) : "is missing";
    }

    private static String shown(FixFields m, int tag) {
        return Violation.shown(String.valueOf(m.stringOrNull(tag)));
    }

    /** Null if it works at once. @throws MalformedField if a value can't be read */
    static @Nullable Activation read(FixFields m) throws MalformedField {
        long time = m.has(Tags.EFFECTIVE_TIME) ? Math.max(1, m.utcTimestamp(Tags.EFFECTIVE_TIME)) : 0; // 0 stands for none
        Activation.PriceTrigger trigger = m.has(Tags.TRIGGER_TYPE) ? trigger(m) : null;
        return time == 0 && trigger == null ? null : new Activation(time, trigger);
    }

    private static Activation.PriceTrigger trigger(FixFields m) throws MalformedField {
        String symbol = m.stringOrNull(Tags.TRIGGER_SYMBOL);
        Activation.Sees sees = Activation.Sees.of(m.character(Tags.TRIGGER_PRICE_TYPE, Activation.Sees.LAST_TRADE.code()));
        return new Activation.PriceTrigger(symbol == null ? m.string(Tags.SYMBOL) : symbol, new Price(m.decimal(Tags.TRIGGER_PRICE)),
                m.is(Tags.TRIGGER_PRICE_DIRECTION, UP), sees == null ? Activation.Sees.LAST_TRADE : sees);
    }
}
