package io.portcullis.venues.ouch;

import io.portcullis.oms.types.Ids;

/**
 * The order token of a number: the log's identity, six characters as in ClOrdID(11), and the number in digits and letters, both cases, in eight. So it is unique over days and
 * logs as ClOrdID(11) is, and names its order without a table.
 */
public final class OuchTokens {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LOG = 6;
    private static final int NUMBER = 8;
    /** Of numbers: 62<sup>8</sup>, the first 53 thousand million records of a log. */
    private static final long MOST = 218_340_105_584_896L;

    private final String log;

    public OuchTokens(Ids ids) {
        this.log = ids.log();
    }

    /** @throws IllegalStateException if the log has grown beyond what a token holds */
    public String token(long number) {
        if (number < 0 || number >= MOST) {
            throw new IllegalStateException("an order token holds numbers below " + MOST + ", this one is " + number);
        }
        char[] text = new char[LOG + NUMBER];
        log.getChars(0, LOG, text, 0);
        long rest = number;
        for (int i = text.length - 1; i >= LOG; i--, rest /= DIGITS.length()) {
            text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
        }
        return new String(text);
    }

    /** 0 if it is not one of this log. */
    public long number(String token) {
        if (token.length() != LOG + NUMBER || !token.startsWith(log)) {
            return 0;
        }
        long number = 0;
        for (int i = LOG; i < token.length(); i++) {
            int digit = DIGITS.indexOf(token.charAt(i));
            if (digit < 0) {
                return 0;
            }
            number = number * DIGITS.length() + digit;
        }
        return number;
    }
}
