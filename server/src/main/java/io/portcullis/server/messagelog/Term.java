package io.portcullis.server.messagelog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A field that a message has, with exactly that value.
 *
 * @param session whose messages only; null for any
 */
public record Term(@Nullable String session, int tag, String value) {

    public Term(int tag, String value) {
        this(null, tag, value);
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
