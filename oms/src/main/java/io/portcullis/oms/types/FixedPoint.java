package io.portcullis.oms.types;

/** Text forms of decimals that are kept as a long with eight decimal places. */
final class FixedPoint {

    static final int SCALE = 8;
    static final long ONE = 100_000_000L;

    private FixedPoint() {
    }

    /**
     * Reads an optional sign, digits and an optional fraction of at most eight significant digits.
     *
     * @throws NumberFormatException if the text is not such a number or does not fit
     */
    static long parse(CharSequence text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int i = negative ? 1 : 0;
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c < '0' || c > '9') {
                throw new NumberFormatException("not a decimal number: " + text);
            } else if (decimals == SCALE) {
                if (c != '0') {
                    throw new NumberFormatException("more than " + SCALE + " decimal places: " + text);
                }
            } else {
                digits++;
                value = Math.addExact(Math.multiplyExact(value, 10L), c - '0');
                decimals += decimals < 0 ? 0 : 1;
            }
        }
        if (digits == 0) {
            throw new NumberFormatException("not a decimal number: " + text);
        }
        for (int d = Math.max(decimals, 0); d < SCALE; d++) {
            value = Math.multiplyExact(value, 10L);
        }
        return negative ? -value : value;
    }

    static long ofUnits(long units) {
        return Math.multiplyExact(units, ONE);
    }

    /** Without trailing zeros and, for whole numbers, without a decimal point. */
    static String format(long raw) {
        long units = raw / ONE;
        long fraction = Math.abs(raw % ONE);
        if (fraction == 0) {
            return Long.toString(units);
        }
        StringBuilder text = new StringBuilder(24);
        if (raw < 0 && units == 0) {
            text.append('-');
        }
        text.append(units).append('.');
        for (long digit = ONE / 10; fraction > 0; digit /= 10) {
            text.append((char) ('0' + fraction / digit));
            fraction %= digit;
        }
        return text.toString();
    }
}
