package io.portcullis.fix.sessions.wire;

import java.util.regex.Pattern;

/** Keeps Password(554) and NewPassword(925) out of logs. */
public final class Secrets {

    private static final Pattern PASSWORD = Pattern.compile("(?<![0-9])(554|925|1402|1404)=[^\u0001|]*");

    private Secrets() {
    }

    /** The text with delimiters shown as {@code |} and passwords as {@code ***}. */
    public static String readable(String text) {
        String masked = text.contains("554=") || text.contains("925=") || text.contains("1402=") || text.contains("1404=")
                ? PASSWORD.matcher(text).replaceAll("$1=***")
                : text;
        return masked.replace('\u0001', '|');
    }
}
