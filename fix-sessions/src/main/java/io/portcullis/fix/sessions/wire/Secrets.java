package io.portcullis.fix.sessions.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of logs, screens, stores and exports what only the counterparty and we may know: Password(554), NewPassword(925), EncryptedPassword(1402),
 * EncryptedNewPassword(1404), and what the installation names beyond them. For all threads.
 */
public final class Secrets {

    /** Stands for any secret, however long. */
    public static final String MASK = "***";

    private static final Set<Integer> ALWAYS = Set.of(554, 925, 1402, 1404);
    private static final char SOH = '\u0001';

    private static volatile SecretTags tags = new SecretTags(ALWAYS);
    private static volatile Pattern field = patternOf(ALWAYS);

    private Secrets() {
    }

    /** From now on these are secrets, too, such as RawData(96) where passwords stand in it; those that were named before and are not any more, aren't. */
    public static void alsoMask(Collection<Integer> others) {
        Set<Integer> all = new TreeSet<>(ALWAYS);
        all.addAll(others);
        field = patternOf(all);
        tags = new SecretTags(all);
    }

    /** Tag and equal sign, as a message has them or, with a bracket between, a text about it. */
    private static Pattern patternOf(Set<Integer> secrets) {
        return Pattern.compile("(?<![0-9])(" + secrets.stream().map(String::valueOf).collect(Collectors.joining("|")) + ")\\)?=");
    }

    /** The bytes of a message with secrets as {@value #MASK}; null if it has none. */
    public static byte @Nullable [] masked(byte[] bytes, int from, int to) {
        if (!tags.areIn(bytes, from, to)) {
            return null;
        }
        return masked(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text with delimiters shown as {@code |} and secrets as {@value #MASK}. */
    public static String readable(String text) {
        return masked(text).replace(SOH, '|');
    }

    /** The text, of one message or about it, with secrets as {@value #MASK}. Its lengths and check sum stay those of the original. */
    public static String masked(String text) {
        Matcher secret = field.matcher(text);
        if (!secret.find()) {
            return text;
        }
        char delimiter = text.indexOf(SOH) >= 0 ? SOH : '|';
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        do {
            masked.append(text, at, secret.end()).append(MASK);
            at = endOfValue(text, secret, delimiter);
        } while (at < text.length() && secret.find(at));
        return masked.append(text, at, text.length()).toString();
    }

    /** Data may have delimiters in it: then the field before says how long it is. */
    private static int endOfValue(String text, Matcher secret, char delimiter) {
        int delimited = text.indexOf(delimiter, secret.end());
        int first = delimited < 0 ? text.length() : delimited;
        int fieldBefore = text.lastIndexOf(delimiter, secret.start() - 2) + 1;
        String length = Integer.parseInt(secret.group(1)) - 1 + "=";
        if (secret.start() == 0 || !text.startsWith(length, fieldBefore)) {
            return first;
        }
        String stated = text.substring(fieldBefore + length.length(), secret.start() - 1);
        boolean isNumber = !stated.isEmpty() && stated.length() < 8 && stated.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.max(first, Math.min(text.length(), secret.end() + Integer.parseInt(stated))) : first;
    }
}
