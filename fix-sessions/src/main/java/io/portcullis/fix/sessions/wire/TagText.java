package io.portcullis.fix.sessions.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A field's tag and equal sign, written at one go: every message has dozens. */
final class TagText {

    /** Bytes behind the place where a tag is written that must be there, whatever they are then. */
    static final int ROOM = Long.BYTES;

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_SHIFT = 56;
    /** Tags below are the standard's up to FIX 5.0 SP2. */
    private static final long[] KNOWN = known(2048);

    private TagText() {
    }

    /** @return the position behind the equal sign */
    static int write(byte[] bytes, int at, int tag) {
        if (tag >= 0 && tag < KNOWN.length) {
            long text = KNOWN[tag];
            EIGHT_BYTES.set(bytes, at, text);
            return at + (int) (text >>> LENGTH_SHIFT);
        }
        int end = Decimals.writeLong(bytes, at, tag);
        bytes[end] = '=';
        return end + 1;
    }

    /** The characters from the lowest byte on, their number in the highest. */
    private static long[] known(int count) {
        long[] all = new long[count];
        for (int tag = 0; tag < count; tag++) {
            byte[] text = (tag + "=").getBytes(StandardCharsets.US_ASCII);
            long packed = (long) text.length << LENGTH_SHIFT;
            for (int i = 0; i < text.length; i++) {
                packed |= (long) text[i] << i * Byte.SIZE;
            }
            all[tag] = packed;
        }
        return all;
    }
}
