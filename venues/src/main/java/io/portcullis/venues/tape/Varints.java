package io.portcullis.venues.tape;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers of seven bits a byte, the lowest first, and what is made of them. */
final class Varints {

    static final int MOST_BYTES = 10;
    private static final int PAYLOAD = 0x7F;
    private static final int MORE = 0x80;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Varints() {
    }

    /** Any number; those that are not negative and small are short. */
    static void put(ByteBuffer to, long value) {
        long left = value;
        while ((left & ~PAYLOAD) != 0) {
            to.put((byte) (left & PAYLOAD | MORE));
            left >>>= 7;
        }
        to.put((byte) left);
    }

    static long get(ByteBuffer from) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = from.get();
            value |= (long) (next & PAYLOAD) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than " + MOST_BYTES + " bytes");
    }

    /** Those near zero are short. */
    static void putSigned(ByteBuffer to, long value) {
        put(to, value << 1 ^ value >> Long.SIZE - 1);
    }

    static long getSigned(ByteBuffer from) throws IOException {
        long value = get(from);
        return value >>> 1 ^ -(value & 1);
    }

    static void putText(ByteBuffer to, byte[] utf8) {
        put(to, utf8.length);
        to.put(utf8);
    }

    static String getText(ByteBuffer from) throws IOException {
        long length = get(from);
        if (length < 0 || length > from.remaining()) {
            throw new IOException("a text of " + length + " bytes, where " + from.remaining() + " are left");
        }
        byte[] utf8 = new byte[(int) length];
        from.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** By which power of ten it may be divided without a rest, up to 8. */
    static int scale(long value) {
        int scale = 0;
        while (scale < POWERS.length - 1 && value != 0 && value % POWERS[scale + 1] == 0) {
            scale++;
        }
        return scale;
    }

    static long power(int scale) throws IOException {
        if (scale >= POWERS.length) {
            throw new IOException("a scale of " + scale);
        }
        return POWERS[scale];
    }
}
