package io.portcullis.fix.sessions.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Collection;

/** The tags of secrets, and a look for them that takes little time: every message that is kept passes here. Immutable. */
final class SecretTags {

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_ONE = 0x0101_0101_0101_0101L;
    private static final long EACH_HIGHEST = 0x8080_8080_8080_8080L;
    private static final long EACH_EQUAL_SIGN = '=' * EACH_ONE;
    private static final VarHandle TWO_BYTES = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ENDING = 0x1F0F;
    private static final int MOST_DIGITS = 9;

    private final int[] tags;
    /** By the lower bits of the two bytes before an equal sign, the last one above: most tags are told apart by their last two digits, and those from a bracket. */
    private final boolean[] endings = new boolean[ENDING + 1];

    SecretTags(Collection<Integer> tags) {
        this.tags = tags.stream().mapToInt(Integer::intValue).toArray();
        for (int tag : this.tags) {
            int last = ('0' + tag % 10) << Byte.SIZE & ENDING;
            for (int before = 0; before <= 0x0F; before++) { // where the tag has one digit, anything stands before it
                endings[last | (tag < 10 ? before : tag / 10 % 10)] = true;
            }
        }
        for (int before = 0; before <= 0x0F; before++) {
            endings[')' << Byte.SIZE & ENDING | before] = true;
        }
    }

    boolean contains(int tag) {
        for (int secret : tags) {
            if (secret == tag) {
                return true;
            }
        }
        return false;
    }

    /** Whether a secret's tag and an equal sign stand in [from, to), with or without a bracket between them. */
    boolean areIn(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long different = (long) EIGHT_BYTES.get(bytes, i) ^ EACH_EQUAL_SIGN;
            // the highest bit of each byte that is zero; where it stands above such a byte it may be wrong, which the byte itself tells
            long found = different - EACH_ONE & ~different & EACH_HIGHEST;
            for (; found != 0; found &= found - 1) {
                if (isBehindSecret(bytes, from, i + (Long.numberOfTrailingZeros(found) >> 3))) {
                    return true;
                }
            }
        }
        for (; i < to; i++) {
            if (isBehindSecret(bytes, from, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBehindSecret(byte[] bytes, int from, int at) {
        if (bytes[at] != '=') {
            return false;
        }
        if (at - 2 >= from && !endings[(short) TWO_BYTES.get(bytes, at - 2) & ENDING]) {
            return false;
        }
        int end = at > from && bytes[at - 1] == ')' ? at - 1 : at;
        return contains(numberBefore(bytes, from, end));
    }

    private static int digit(byte[] bytes, int from, int at) {
        int digit = at < from ? -1 : bytes[at] - '0';
        return digit <= 9 ? digit : -1;
    }

    private static int numberBefore(byte[] bytes, int from, int end) {
        int number = 0;
        int factor = 1;
        int digits = 0;
        for (int i = end - 1; digit(bytes, from, i) >= 0; i--, digits++) {
            if (digits == MOST_DIGITS) {
                return 0;
            }
            number += (bytes[i] - '0') * factor;
            factor *= 10;
        }
        return number;
    }
}
