package io.portcullis.fix.sessions.traffic;

import org.jspecify.annotations.Nullable;

/**
 * How much may pass over one session.
 *
 * @param throttle of what the counterparty sends; null for none
 * @param sentPerSecond most requests that the counterparty is sent within any second, the others wait; 0 for no limit
 * @param backlogBytes a session with more than this waiting to be sent is disconnected: its messages are in the store; 0 for what holds for all sessions
 */
public record Traffic(@Nullable Throttle throttle, int sentPerSecond, int backlogBytes) {

    public static final Traffic UNLIMITED = new Traffic(null, 0, 0);

    public Traffic {
        if (sentPerSecond < 0) {
            throw new IllegalArgumentException("the most requests per second must not be negative, was " + sentPerSecond);
        }
        if (backlogBytes < 0) {
            throw new IllegalArgumentException("the backlog must not be negative, was " + backlogBytes);
        }
    }
}
