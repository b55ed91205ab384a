package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.wire.FixFields;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import org.jspecify.annotations.Nullable;

/** Reads what few orders say beyond price and quantity. */
final class InstructionReader {

    private static final char ALL_OR_NONE = 'G';
    private static final char DO_NOT_INCREASE = 'E';
    private static final char DO_NOT_REDUCE = 'F';
    private static final char REINSTATE_ON_HALT = 'J';
    private static final char CANCEL_ON_HALT = 'K';
    private static final char PARTICIPATE_DONT_INITIATE = '6';
    /** DisplayMethod(1084). */
    private static final char INITIAL = '1';
    private static final char RANDOM = '3';

    private InstructionReader() {
    }

    /** @throws MalformedField if a value can't be read, or says what we don't do */
    static Instructions read(FixFields m) throws MalformedField {
        Quantity minQty = m.has(Tags.MIN_QTY) ? new Quantity(m.decimal(Tags.MIN_QTY)) : null;
        Price stopPx = m.has(Tags.STOP_PX) ? new Price(m.decimal(Tags.STOP_PX)) : null;
        Display display = display(m);
        Peg peg = PegReader.read(m);
        Activation activation = ActivationReader.read(m);
        Discretion discretion = DiscretionReader.read(m);
        String execInst = m.stringOrNull(Tags.EXEC_INST);
        boolean isAllOrNone = execInst != null && execInst.indexOf(ALL_OR_NONE) >= 0;
        Adjusting adjusting = execInst == null ? Adjusting.ALL
                : Adjusting.of(execInst.indexOf(DO_NOT_REDUCE) < 0, execInst.indexOf(DO_NOT_INCREASE) < 0);
        boolean isPostOnly = execInst != null && execInst.indexOf(PARTICIPATE_DONT_INITIATE) >= 0;
        boolean isLocated = m.character(Tags.LOCATE_REQD, 'Y') == 'N' && isShort(m);
        OnHalt onHalt = execInst == null ? OnHalt.UNSAID
                : execInst.indexOf(CANCEL_ON_HALT) >= 0 ? OnHalt.CANCEL : execInst.indexOf(REINSTATE_ON_HALT) >= 0 ? OnHalt.REINSTATE : OnHalt.UNSAID;
        return stopPx == null && peg == null && minQty == null && display == null && !isAllOrNone && !isPostOnly && adjusting == Adjusting.ALL
                && activation == null && discretion == null && !isLocated && onHalt == OnHalt.UNSAID ? Instructions.NONE
                        : new Instructions(stopPx, peg, display, minQty, isAllOrNone, isPostOnly).with(adjusting).withActivation(activation)
                                .withDiscretion(discretion).withLocated(isLocated).with(onHalt);
    }

    private static boolean isShort(FixFields m) throws MalformedField {
        Side side = Side.of(m.character(Tags.SIDE, ' '));
        return side != null && side.isShort();
    }

    private static @Nullable Display display(FixFields m) throws MalformedField {
        boolean isRandom = m.character(Tags.DISPLAY_METHOD, INITIAL) == RANDOM;
        if (isRandom) {
            return new Display(new Quantity(m.decimal(Tags.DISPLAY_LOW_QTY)), new Quantity(m.decimal(Tags.DISPLAY_HIGH_QTY)));
        }
        int tag = m.has(Tags.DISPLAY_QTY) ? Tags.DISPLAY_QTY : Tags.MAX_FLOOR;
        long each = m.decimal(tag, 0);
        return each == 0 ? null : Display.of(new Quantity(each));
    }
}
