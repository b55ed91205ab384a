package io.portcullis.venues.ouch;

/** A session's name, up to ten letters and digits, as the number by which the log tells numberings apart, and back. */
final class SoupSessions {

    private static final String DIGITS = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int MOST = 10;

    private SoupSessions() {
    }

    /** 0 if it is empty, too long, or has other characters. */
    static long number(String name) {
        if (name.length() > MOST) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < name.length(); i++) {
            int digit = DIGITS.indexOf(name.charAt(i));
            if (digit <= 0) {
                return 0;
            }
            number = number * DIGITS.length() + digit;
        }
        return number;
    }

    /** Empty for what {@link #number} did not make. */
    static String name(long number) {
        StringBuilder name = new StringBuilder();
        for (long rest = number; rest > 0; rest /= DIGITS.length()) {
            name.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        String text = name.reverse().toString();
        return number(text) == number ? text : "";
    }
}
