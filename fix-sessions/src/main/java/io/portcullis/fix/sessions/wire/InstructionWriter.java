package io.portcullis.fix.sessions.wire;

import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import quickfix.DataDictionary;

/** Writes what few orders say beyond price and quantity, as far as a message of the dictionary has room for it. */
public final class InstructionWriter {

    private static final int EXEC_INST = 18;
    private static final int STOP_PX = 99;
    private static final int MIN_QTY = 110;
    private static final int MAX_FLOOR = 111;
    private static final int DISPLAY_METHOD = 1084;
    private static final int DISPLAY_LOW_QTY = 1085;
    private static final int DISPLAY_HIGH_QTY = 1086;
    private static final int DISPLAY_QTY = 1138;
    private static final char RANDOM = '3';

    private final Set<Integer> known;

    /** @param msgType of the messages that are written */
    public InstructionWriter(DataDictionary dictionary, String msgType) {
        known = IntStream.of(EXEC_INST, STOP_PX, MIN_QTY, MAX_FLOOR, DISPLAY_METHOD, DISPLAY_LOW_QTY, DISPLAY_HIGH_QTY, DISPLAY_QTY)
                .filter(tag -> dictionary.isMsgField(msgType, tag)).boxed().collect(Collectors.toUnmodifiableSet());
    }

    /** Behind what the body has. */
    public void write(Instructions i, FixBody to) {
        if (i.stopPx() != null && known.contains(STOP_PX)) {
            to.putDecimal(STOP_PX, i.stopPx().raw());
        }
        if (i.minQty() != null && known.contains(MIN_QTY)) {
            to.putDecimal(MIN_QTY, i.minQty().raw());
        }
        if (i.display() != null) {
            write(i.display(), to);
        }
        if ((i.allOrNone() || i.postOnly()) && known.contains(EXEC_INST)) {
            to.put(EXEC_INST, i.allOrNone() ? i.postOnly() ? "G 6" : "G" : "6");
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
