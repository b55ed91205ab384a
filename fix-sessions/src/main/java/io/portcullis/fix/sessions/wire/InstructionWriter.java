package io.portcullis.fix.sessions.wire;

import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** Writes what few orders say beyond price and quantity, as far as a message of the dictionary has room for it. */
public final class InstructionWriter {

    private static final int EXEC_INST = 18;
    private static final String REINSTATE_ON_HALT = "J";
    private static final String CANCEL_ON_HALT = "K";
    private static final int STOP_PX = 99;
    private static final int LOCATE_REQD = 114;
    private static final int MIN_QTY = 110;
    private static final int MAX_FLOOR = 111;
    private static final int PEG_OFFSET_VALUE = 211;
    private static final int PEG_OFFSET_TYPE = 836;
    private static final int PEGGED_PRICE = 839;
    private static final int DISCRETION_INST = 388;
    private static final int DISCRETION_OFFSET_VALUE = 389;
    private static final int DISCRETION_OFFSET_TYPE = 842;
    private static final int DISCRETION_PRICE = 845;
    private static final int EFFECTIVE_TIME = 168;
    private static final int TRIGGER_TYPE = 1100;
    private static final int TRIGGER_ACTION = 1101;
    private static final int TRIGGER_PRICE = 1102;
    private static final int TRIGGER_SYMBOL = 1103;
    private static final int TRIGGER_PRICE_TYPE = 1107;
    private static final int TRIGGER_PRICE_DIRECTION = 1109;
    private static final char PRICE_MOVEMENT = '4';
    private static final char ACTIVATE = '1';
    private static final int PEG_PRICE_TYPE = 1094;
    private static final int DISPLAY_METHOD = 1084;
    private static final int DISPLAY_LOW_QTY = 1085;
    private static final int DISPLAY_HIGH_QTY = 1086;
    private static final int DISPLAY_QTY = 1138;
    private static final char RANDOM = '3';

    private final Set<Integer> known;
    /** Those that are a value of ExecInst(18). */
    private final Set<Peg.Follows> pegs;
    private final boolean knowsHalts;

    /** @param msgType of the messages that are written */
    public InstructionWriter(DataDictionary dictionary, String msgType) {
        known = IntStream
                .of(EXEC_INST, STOP_PX, LOCATE_REQD, MIN_QTY, MAX_FLOOR, PEG_OFFSET_VALUE, PEG_OFFSET_TYPE, PEGGED_PRICE, PEG_PRICE_TYPE, DISPLAY_METHOD,
                        DISPLAY_LOW_QTY,
                        DISPLAY_HIGH_QTY, DISPLAY_QTY, EFFECTIVE_TIME, TRIGGER_TYPE, DISCRETION_INST, DISCRETION_OFFSET_TYPE, DISCRETION_PRICE)
                .filter(tag -> dictionary.isMsgField(msgType, tag)).boxed().collect(Collectors.toUnmodifiableSet());
        knowsHalts = dictionary.isFieldValue(EXEC_INST, REINSTATE_ON_HALT) && dictionary.isFieldValue(EXEC_INST, CANCEL_ON_HALT);
        pegs = Arrays.stream(Peg.Follows.values()).filter(peg -> dictionary.isFieldValue(EXEC_INST, String.valueOf(peg.code())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Behind what the body has. */
    public void write(Instructions i, FixBody to) {
        if (i.stopPx() != null && known.contains(STOP_PX)) {
            to.putDecimal(STOP_PX, i.stopPx().raw());
        }
        if (i.isLocated() && known.contains(LOCATE_REQD)) {
            to.put(LOCATE_REQD, "N");
        }
        if (i.minQty() != null && known.contains(MIN_QTY)) {
            to.putDecimal(MIN_QTY, i.minQty().raw());
        }
        if (i.display() != null) {
            write(i.display(), to);
        }
        String execInst = execInst(i);
        if (!execInst.isEmpty() && known.contains(EXEC_INST)) {
            to.put(EXEC_INST, execInst);
        }
        if (i.peg() != null) {
            write(i.peg(), i.stopPx(), to);
        }
        if (i.activation() != null) {
            write(i.activation(), to);
        }
        if (i.discretion() != null) {
            write(i.discretion(), to);
        }
    }

    /**
     * DiscretionPrice(845), where the message has it: up to where an order that says so in prices may be executed. Where another unit leads its venue says, as it rounds.
     *
     * @param isBuy of the order
     */
    public void writeDiscretionPrice(Conditions c, boolean isBuy, FixBody to) {
        Discretion discretion = c.instructions().discretion();
        Price limit = c.price();
        if (discretion == null || limit == null || discretion.offsetType() != Peg.OffsetType.PRICE || !known.contains(DISCRETION_PRICE)) {
            return;
        }
        long price = isBuy ? limit.raw() + discretion.distance() : limit.raw() - discretion.distance();
        if (price > 0) {
            to.putDecimal(DISCRETION_PRICE, price);
        }
    }

    /** An offset in units that a version has no word for is left out, with what it belongs to: it would say something else. */
    private void write(Discretion discretion, FixBody to) {
        boolean isSayable = discretion.offsetType() == Peg.OffsetType.PRICE || known.contains(DISCRETION_OFFSET_TYPE);
        if (!known.contains(DISCRETION_INST) || !isSayable) {
            return;
        }
        to.putChar(DISCRETION_INST, Discretion.RELATED_TO_DISPLAYED_PRICE).putDecimal(DISCRETION_OFFSET_VALUE, discretion.offset());
        if (known.contains(DISCRETION_OFFSET_TYPE)) {
            to.putChar(DISCRETION_OFFSET_TYPE, discretion.offsetType().code());
        }
    }

    private void write(Activation activation, FixBody to) {
        Activation.PriceTrigger trigger = activation.trigger();
        if (activation.time() != 0 && known.contains(EFFECTIVE_TIME)) {
            to.putUtcMillis(EFFECTIVE_TIME, activation.time());
        }
        if (trigger != null && known.contains(TRIGGER_TYPE)) {
            to.putChar(TRIGGER_TYPE, PRICE_MOVEMENT).putChar(TRIGGER_ACTION, ACTIVATE).putDecimal(TRIGGER_PRICE, trigger.price().raw())
                    .put(TRIGGER_SYMBOL, trigger.symbol()).putChar(TRIGGER_PRICE_TYPE, trigger.sees().code())
                    .putChar(TRIGGER_PRICE_DIRECTION, trigger.isRising() ? 'U' : 'D');
        }
    }

    private String execInst(Instructions i) {
        Peg peg = i.peg();
        String execInst = (i.allOrNone() ? "G " : "") + (i.postOnly() ? "6 " : "") + (i.adjusting().increases() ? "" : "E ")
                + (i.adjusting().reduces() ? "" : "F ") + onHalt(i.onHalt()) + (peg == null || !pegs.contains(peg.follows()) ? "" : peg.follows().code());
        return execInst.stripTrailing();
    }

    private String onHalt(OnHalt onHalt) {
        return !knowsHalts ? "" : switch (onHalt) {
            case UNSAID -> "";
            case REINSTATE -> REINSTATE_ON_HALT + " ";
            case CANCEL -> CANCEL_ON_HALT + " ";
        };
    }

    /** An offset in units that a version has no word for, or of a peg that it has none for, is left out: it would say something else. */
    private void write(Peg peg, @Nullable Price stopPx, FixBody to) {
        boolean isSayable = pegs.contains(peg.follows()) && (peg.offsetType() == Peg.OffsetType.PRICE || known.contains(PEG_OFFSET_TYPE));
        if (isSayable && known.contains(PEG_OFFSET_VALUE)) {
            to.putDecimal(PEG_OFFSET_VALUE, peg.offset());
        }
        if (isSayable && known.contains(PEG_OFFSET_TYPE)) {
            to.putChar(PEG_OFFSET_TYPE, peg.offsetType().code());
        }
        if (known.contains(PEG_PRICE_TYPE)) {
            to.putChar(PEG_PRICE_TYPE, peg.follows().priceType());
        }
        if (peg.isTrailingStop() && stopPx != null && known.contains(PEGGED_PRICE)) {
            to.putDecimal(PEGGED_PRICE, stopPx.raw());
        }
    }

    private void write(Display display, FixBody to) {
        if (display.isRandom() && known.contains(DISPLAY_METHOD)) {
            to.putChar(DISPLAY_METHOD, RANDOM).putDecimal(DISPLAY_LOW_QTY, display.lowest().raw()).putDecimal(DISPLAY_HIGH_QTY, display.highest().raw());
        }
        int tag = known.contains(DISPLAY_QTY) ? DISPLAY_QTY : MAX_FLOOR;
        if (known.contains(tag)) {
            to.putDecimal(tag, display.highest().raw());
        }
    }
}
