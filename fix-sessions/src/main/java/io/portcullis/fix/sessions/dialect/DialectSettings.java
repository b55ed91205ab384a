package io.portcullis.fix.sessions.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What a session's settings say of its dialect.
 *
 * @param name of the dialect; null: the session speaks as the standard says
 */
public record DialectSettings(@Nullable String name) {

    public static final DialectSettings STANDARD = new DialectSettings(null);
}
