package io.portcullis.server.messagelog;

import java.time.Duration;

/**
 * The message log's part of {@code portcullis.ini}.
 *
 * @param hasMarketData whether snapshots and refreshes of market data (35=W, X) are kept
 * @param keep how long a message is kept at least, unless {@code mostBytes} is reached before
 * @param mostBytes of all files; the oldest go first
 * @param bufferBytes of messages that wait to be written; a power of two
 */
public record MessageLogSettings(boolean isOn, boolean hasMarketData, Duration keep, long mostBytes, int bufferBytes) {

    public static final MessageLogSettings DEFAULT = new MessageLogSettings(true, true, Duration.ofDays(7), 10L << 30, 32 << 20);

    /** A segment is the unit in which messages are released. */
    static final int SEGMENT_BYTES = 64 << 20;

    public MessageLogSettings {
        if (Integer.bitCount(bufferBytes) != 1) {
            throw new IllegalArgumentException("the buffer's size must be a power of two, was " + bufferBytes);
        }
    }
}
