package io.portcullis.fix.sessions.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How strictly the counterparty's messages are held against its dictionary, where that differs from the session's settings of the same names; null: as those say.
 */
public record Tolerance(@Nullable Boolean allowUserDefinedTags, @Nullable Boolean allowUnknownTags, @Nullable Boolean checkFieldOrder) {

    static final Tolerance AS_SET = new Tolerance(null, null, null);
}
