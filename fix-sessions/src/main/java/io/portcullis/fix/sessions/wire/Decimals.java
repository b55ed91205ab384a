package io.portcullis.fix.sessions.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** FIX's numbers to and from longs, without an object in between. */
final class Decimals {

    /** Decimal places of a price or quantity that is kept as a long. */
    static final int SCALE = 8;

    static final long NOT_A_NUMBER = Long.MIN_VALUE;
    static final long TOO_LARGE = Long.MIN_VALUE + 1;
    static final long TOO_PRECISE = Long.MIN_VALUE + 2;

    private static final long ONE = 100_000_000L;
    private static final long BEFORE_OVERFLOW = Long.MAX_VALUE / 10;
    private static final int LAST_DIGIT = (int) (Long.MAX_VALUE % 10);
    private static final long LEAST_VALUE = -Long.MAX_VALUE + 1;

    private static final VarHandle TWO_BYTES = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    /** 00 to 99, each as its two characters, the first in the lower byte. */
    private static final short[] TWO_DIGITS = twoDigits();

    private Decimals() {
    }

    /** @return the number, {@link #NOT_A_NUMBER} or {@link #TOO_LARGE} */
    static long parseLong(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        int i = negative ? start + 1 : start;
        if (i == end) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        boolean large = false;
        for (; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            large |= value > BEFORE_OVERFLOW || value == BEFORE_OVERFLOW && digit > LAST_DIGIT;
            value = large ? 0 : value * 10 + digit;
        }
        return large ? TOO_LARGE : negative ? -value : value;
    }

    /** @return the number times 10<sup>8</sup>, {@link #NOT_A_NUMBER}, {@link #TOO_LARGE} or {@link #TOO_PRECISE}: never rounded */
    static long parseDecimal(byte[] bytes, int start, int end) {
        boolean negative = start < end && bytes[start] == '-';
        long value = 0;
        int digits = 0;
        int places = -1;
        boolean large = false;
        boolean precise = false;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (bytes[i] == '.' && places < 0) {
                places = 0;
            } else if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            } else if (places == SCALE) {
                precise |= digit != 0;
            } else {
                digits++;
                large |= value > BEFORE_OVERFLOW || value == BEFORE_OVERFLOW && digit > LAST_DIGIT;
                value = large ? 0 : value * 10 + digit;
                places += places < 0 ? 0 : 1;
            }
        }
        if (digits == 0) {
            return NOT_A_NUMBER;
        }
        for (int p = Math.max(places, 0); p < SCALE; p++) {
            large |= value > BEFORE_OVERFLOW;
            value = large ? 0 : value * 10;
        }
        return large ? TOO_LARGE : precise ? TOO_PRECISE : negative ? -value : value;
    }

    /** Writes a whole number. @return the position behind it */
    static int writeLong(byte[] bytes, int at, long value) {
        if (value < LEAST_VALUE) {
            throw new IllegalArgumentException("out of range: " + value);
        }
        int i = at;
        long rest = value;
        if (value < 0) {
            bytes[i++] = '-';
            rest = -value;
        }
        int end = i + digits(rest);
        int p = end;
        while (rest >= 100) {
            long hundredth = rest / 100;
            p -= 2;
            TWO_BYTES.set(bytes, p, TWO_DIGITS[(int) (rest - hundredth * 100)]);
            rest = hundredth;
        }
        if (p - i == 2) {
            TWO_BYTES.set(bytes, i, TWO_DIGITS[(int) rest]);
        } else {
            bytes[i] = (byte) ('0' + (int) rest);
        }
        return end;
    }

    /** Writes a number that is kept times 10<sup>8</sup>, without trailing zeros. @return the position behind it */
    static int writeDecimal(byte[] bytes, int at, long raw) {
        long units = raw / ONE;
        long fraction = Math.abs(raw % ONE);
        int i = at;
        if (raw < 0 && units == 0) {
            bytes[i++] = '-';
        }
        i = writeLong(bytes, i, units);
        if (fraction != 0) {
            bytes[i++] = '.';
            for (long digit = ONE / 10; fraction != 0; digit /= 10) {
                bytes[i++] = (byte) ('0' + (int) (fraction / digit));
                fraction %= digit;
            }
        }
        return i;
    }

    private static short[] twoDigits() {
        short[] all = new short[100];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) ('0' + i / 10 | '0' + i % 10 << 8);
        }
        return all;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }
}
