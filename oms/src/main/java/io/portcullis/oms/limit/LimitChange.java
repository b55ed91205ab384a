package io.portcullis.oms.limit;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one limit.
 *
 * @param before as it stood when the change was asked for; null if there was none
 * @param after null if there is to be none any more
 */
public record LimitChange(LimitKey key, @Nullable Limit before, @Nullable Limit after) {

    /** @throws IllegalArgumentException if it changes nothing, or is about another limit */
    public LimitChange {
        if (before == null && after == null) {
            throw new IllegalArgumentException(key + ": there is no such limit");
        }
        if (before != null && !before.key().equals(key) || after != null && !after.key().equals(key)) {
            throw new IllegalArgumentException(key + ": the change is about another limit, " + before + " to " + after);
        }
    }

    @Override
    public String toString() {
        return key + ": " + (before == null ? "none" : before) + " to " + (after == null ? "none" : after);
    }
}
