package io.portcullis.server.settings;

import java.math.BigDecimal;

/** Numbers in plain digits: nothing that one may take for another number, so no exponents and no digits of other scripts. */
final class PlainNumbers {

    private static final String DECIMAL = "[-+]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})";
    private static final String WHOLE = "[-+]?[0-9]{1,10}";

    private PlainNumbers() {
    }

    /** @throws IllegalArgumentException saying what is allowed */
    static BigDecimal decimal(String text) {
        if (!text.matches(DECIMAL)) {
            throw new IllegalArgumentException("must be a decimal number in plain digits, such as 12.5");
        }
        return new BigDecimal(text);
    }

    /** @throws IllegalArgumentException saying what is allowed */
    static int whole(String text) {
        long number = text.matches(WHOLE) ? Long.parseLong(text) : Long.MAX_VALUE;
        if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("must be a whole number in plain digits");
        }
        return (int) number;
    }
}
