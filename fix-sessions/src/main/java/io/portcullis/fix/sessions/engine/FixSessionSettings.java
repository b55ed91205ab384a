package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.SessionKey;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One session as agreed with a counterparty. Start from {@link #acceptor} or {@link #initiator} and change what differs.
 *
 * @param senderCompId ours, SenderCompID(49) of what we send
 * @param targetCompId the counterparty's
 * @param heartbeat HeartBtInt(108) that an initiator asks for; whole seconds. An acceptor takes the counterparty's
 * @param logonTimeout how long to wait for the answer to a Logon, and for the answer to a Logout
 * @param maxLatency how far SendingTime(52) may be from our clock; zero for no check
 * @param resendChunk most messages to ask for in one ResendRequest(35=2); 0 for no limit
 * @param schedule when the session is up; null for always
 * @param logonFields further fields of our Logon, by tag, such as Username(553)
 */
public record FixSessionSettings(SessionKey key, FixVersion version, Role role, String senderCompId, String targetCompId, Duration heartbeat,
        Duration logonTimeout,
        Duration maxLatency, int resendChunk, Resets resets, Validation validation, @Nullable Schedule schedule, Map<Integer, String> logonFields) {

    /** Who opens the connection. */
    public enum Role {
        ACCEPTOR, INITIATOR
    }

    /** When both sequence numbers go back to 1. */
    public record Resets(boolean onLogon, boolean onLogout, boolean onDisconnect) {
        public static final Resets NEVER = new Resets(false, false, false);
    }

    /**
     * How strictly received messages are held against the dictionary.
     *
     * @param allowUserDefinedTags tags from 5000 on may come where the dictionary doesn't know them
     * @param allowUnknownTags tags below 5000, too
     * @param checkFieldOrder header, body and trailer, and the fields of repeating groups, must come in order
     * @param requireOrigSendingTime OrigSendingTime(122) must come with PossDupFlag(43)
     * @param rejectInvalid what the dictionary does not allow is answered with Reject(35=3) and not handed on; without it, it is logged and handed on
     */
    public record Validation(boolean allowUserDefinedTags, boolean allowUnknownTags, boolean checkFieldOrder, boolean requireOrigSendingTime,
            boolean rejectInvalid) {
        public static final Validation DEFAULT = new Validation(true, false, true, true, true);

        /** For venues: an execution counts however the report of it is written, and one that was rejected would be lost. */
        public static final Validation OF_VENUES = new Validation(true, false, true, true, false);
    }

    /** Every day from start to end; sequence numbers are reset between. An end before the start is on the next day. */
    public record Schedule(LocalTime start, LocalTime end, ZoneId zone) {
    }

    public FixSessionSettings {
        if (heartbeat.toSeconds() < 1 || heartbeat.toSeconds() > 3600) {
            throw new IllegalArgumentException("heartbeat must be from 1s to 3600s, was " + heartbeat);
        }
        if (!key.value().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("a session's name must be of letters, digits, - and _ as it names a directory, was " + key);
        }
        if (senderCompId.isEmpty() || targetCompId.isEmpty()) {
            throw new IllegalArgumentException("session " + key + " needs a SenderCompID and a TargetCompID");
        }
        logonFields = Map.copyOf(logonFields);
    }

    /** A session that the counterparty opens. */
    public static FixSessionSettings acceptor(SessionKey key, FixVersion version, String senderCompId, String targetCompId) {
        return defaults(key, version, Role.ACCEPTOR, senderCompId, targetCompId);
    }

    /** A session that we open. */
    public static FixSessionSettings initiator(SessionKey key, FixVersion version, String senderCompId, String targetCompId) {
        return defaults(key, version, Role.INITIATOR, senderCompId, targetCompId);
    }

    private static FixSessionSettings defaults(SessionKey key, FixVersion version, Role role, String senderCompId, String targetCompId) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(120),
                0,
                Resets.NEVER, Validation.DEFAULT, null, Map.of());
    }

    public FixSessionSettings withHeartbeat(Duration value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, value, logonTimeout, maxLatency, resendChunk, resets, validation,
                schedule,
                logonFields);
    }

    public FixSessionSettings withLogonTimeout(Duration value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, value, maxLatency, resendChunk, resets, validation, schedule,
                logonFields);
    }

    public FixSessionSettings withMaxLatency(Duration value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, value, resendChunk, resets, validation, schedule,
                logonFields);
    }

    public FixSessionSettings withResendChunk(int value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, maxLatency, value, resets, validation, schedule,
                logonFields);
    }

    public FixSessionSettings withResets(Resets value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, maxLatency, resendChunk, value, validation,
                schedule,
                logonFields);
    }

    public FixSessionSettings withValidation(Validation value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, maxLatency, resendChunk, resets, value, schedule,
                logonFields);
    }

    public FixSessionSettings withSchedule(@Nullable Schedule value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, maxLatency, resendChunk, resets, validation,
                value,
                logonFields);
    }

    public FixSessionSettings withLogonFields(Map<Integer, String> value) {
        return new FixSessionSettings(key, version, role, senderCompId, targetCompId, heartbeat, logonTimeout, maxLatency, resendChunk, resets, validation,
                schedule,
                value);
    }
}
