package io.portcullis.fix.sessions.engine;

import java.time.Duration;

/**
 * What a counterparty gets again when it asks by ResendRequest(35=2). For what it does not get, it is told of a gap by SequenceReset(35=4).
 *
 * @param maxMessages most messages for one request, of which the newest are sent; 0 for no limit
 * @param maxAge a message is not sent again that is older by its SendingTime(52); zero for no limit
 * @param perSecond how many messages are sent again each second, while other sessions have their turn; 0 for as fast as the connection takes them
 */
public record ResendLimits(int maxMessages, Duration maxAge, int perSecond) {

    /** Everything that is asked for, at a speed that leaves the other sessions nine tenths of the thread. */
    public static final ResendLimits DEFAULT = new ResendLimits(0, Duration.ZERO, 50_000);

    public ResendLimits {
        if (maxMessages < 0 || maxAge.isNegative() || perSecond < 0) {
            throw new IllegalArgumentException("resend-max-messages, resend-max-age and resend-per-second must not be negative, were " + maxMessages + ", "
                    + maxAge + ", " + perSecond);
        }
    }
}
