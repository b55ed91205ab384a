package io.portcullis.server.messagelog;

import io.portcullis.fix.sessions.wire.Secrets;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Keeps secrets out of the files. */
final class Masking {

    private static final int MOST_DIGITS = 9;

    private Masking() {
    }

    /** The message with its secrets masked; null if it has none. */
    static byte @Nullable [] masked(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '=' && Secrets.isSecret(tagBefore(bytes, from, i))) {
                return Secrets.masked(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return null;
    }

    /** The number that ends there, with or without a bracket behind it: wherever {@link Secrets} would see a secret's tag. */
    private static int tagBefore(byte[] bytes, int from, int equalSign) {
        int i = equalSign > from && bytes[equalSign - 1] == ')' ? equalSign - 1 : equalSign;
        int tag = 0;
        int factor = 1;
        for (int digits = 0; i > from && bytes[i - 1] >= '0' && bytes[i - 1] <= '9'; i--, digits++) {
            if (digits == MOST_DIGITS) {
                return 0;
            }
            tag += (bytes[i - 1] - '0') * factor;
            factor *= 10;
        }
        return tag;
    }
}
