package io.portcullis.oms.core;

import java.time.Duration;

/**
 * How limits are changed.
 *
 * @param needsSecondPerson what lets more pass waits until somebody else has approved it
 * @param proposalsExpire after which time a proposal that nobody has approved comes to nothing
 */
public record LimitRules(boolean needsSecondPerson, Duration proposalsExpire) {

    public static final Duration DEFAULT_EXPIRY = Duration.ofHours(24);
    public static final LimitRules DEFAULT = new LimitRules(true, DEFAULT_EXPIRY);
}
