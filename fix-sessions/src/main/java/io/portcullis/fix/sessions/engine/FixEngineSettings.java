package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.MessageLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What holds for all sessions of an engine.
 *
 * @param storeDirectory where each session has a directory of its name
 * @param segmentBytes unit in which a session's store takes disk space
 * @param spareSegments how many of these units are made ready in advance, for all sessions together
 * @param maxMessageBytes longest message that is received
 * @param firstMessageTimeout how long a new connection may stay without a Logon(35=A)
 * @param pauseBytes a session with more than this waiting to be sent isn't read from until it is less
 * @param disconnectBytes a session with more than this waiting to be sent is disconnected: its messages are in the store
 * @param outOfTurnLimit most messages of a session kept while a gap before them is filled
 * @param resendBatch most stored messages that are sent again at one go, before other sessions have their turn
 * @param messageLimits how much a message that is received may hold
 */
public record FixEngineSettings(Path storeDirectory, int segmentBytes, int spareSegments, int maxMessageBytes, Duration firstMessageTimeout, int pauseBytes,
        int disconnectBytes,
        int outOfTurnLimit, int resendBatch, MessageLimits messageLimits) {

    public FixEngineSettings {
        if (maxMessageBytes < 256 || maxMessageBytes > segmentBytes / 4) {
            throw new IllegalArgumentException("max-message-bytes must be from 256 to a quarter of segment-bytes, was " + maxMessageBytes);
        }
        if (pauseBytes < 4096 || disconnectBytes < pauseBytes) {
            throw new IllegalArgumentException("pause-bytes must be at least 4096 and at most disconnect-bytes, was " + pauseBytes);
        }
        if (spareSegments < 1 || outOfTurnLimit < 1 || resendBatch < 1) {
            throw new IllegalArgumentException("spare-segments, out-of-turn-limit and resend-batch must be at least 1");
        }
    }

    public static FixEngineSettings in(Path storeDirectory) {
        return new FixEngineSettings(storeDirectory, 8 << 20, 1, 64 << 10, Duration.ofSeconds(10), 1 << 20, 32 << 20, 10_000, 100, MessageLimits.DEFAULT);
    }

    public FixEngineSettings withSegmentBytes(int value) {
        return new FixEngineSettings(storeDirectory, value, spareSegments, Math.min(maxMessageBytes, value / 4), firstMessageTimeout, pauseBytes,
                disconnectBytes,
                outOfTurnLimit,
                resendBatch, messageLimits);
    }

    public FixEngineSettings withSpareSegments(int value) {
        return new FixEngineSettings(storeDirectory, segmentBytes, value, maxMessageBytes, firstMessageTimeout, pauseBytes, disconnectBytes, outOfTurnLimit,
                resendBatch, messageLimits);
    }

    public FixEngineSettings withMaxMessageBytes(int value) {
        return new FixEngineSettings(storeDirectory, segmentBytes, spareSegments, value, firstMessageTimeout, pauseBytes, disconnectBytes, outOfTurnLimit,
                resendBatch, messageLimits);
    }

    public FixEngineSettings withFirstMessageTimeout(Duration value) {
        return new FixEngineSettings(storeDirectory, segmentBytes, spareSegments, maxMessageBytes, value, pauseBytes, disconnectBytes, outOfTurnLimit,
                resendBatch, messageLimits);
    }

    public FixEngineSettings withWaitingBytes(int pause, int disconnect) {
        return new FixEngineSettings(storeDirectory, segmentBytes, spareSegments, maxMessageBytes, firstMessageTimeout, pause, disconnect, outOfTurnLimit,
                resendBatch, messageLimits);
    }

    public FixEngineSettings withResendBatch(int value) {
        return new FixEngineSettings(storeDirectory, segmentBytes, spareSegments, maxMessageBytes, firstMessageTimeout, pauseBytes, disconnectBytes,
                outOfTurnLimit, value, messageLimits);
    }

    public FixEngineSettings withMessageLimits(MessageLimits value) {
        return new FixEngineSettings(storeDirectory, segmentBytes, spareSegments, maxMessageBytes, firstMessageTimeout, pauseBytes, disconnectBytes,
                outOfTurnLimit, resendBatch, value);
    }
}
