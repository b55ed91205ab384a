package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.dialect.DialectSettings;
import io.portcullis.fix.sessions.dialect.Tolerance;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.oms.types.SessionKey;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One session as agreed with a counterparty. Start from {@link #acceptor} or {@link #initiator} and change by {@link #toBuilder} what differs.
 *
 * @param senderCompId ours, SenderCompID(49) of what we send
 * @param targetCompId the counterparty's
 * @param heartbeat HeartBtInt(108) that an initiator asks for; whole seconds. An acceptor takes the counterparty's
 * @param logonTimeout how long to wait for the answer to a Logon, and for the answer to a Logout
 * @param maxLatency how far SendingTime(52) may be from our clock; zero for no check
 * @param resendChunk most messages to ask for in one ResendRequest(35=2); 0 for no limit
 * @param resends what the counterparty gets again when it asks
 * @param hours when the session is up, and when its numbers begin anew by the clock
 * @param numbering what is agreed about resets of the numbers, and about what was missed
 * @param access from where and with what proof the counterparty may come; of an initiator: what the counterparty must show
 * @param dialect what is agreed beyond the standard
 * @param traffic how much may pass
 * @param conventions what FIX leaves open
 * @param logonFields further fields of our Logon, by tag, such as Username(553)
 */
public record FixSessionSettings(SessionKey key, FixVersion version, Role role, String senderCompId, String targetCompId, Duration heartbeat,
        Duration logonTimeout,
        Duration maxLatency, int resendChunk, ResendLimits resends, Resets resets, Validation validation, SessionHours hours, Numbering numbering,
        AccessRules access,
        DialectSettings dialect, Traffic traffic, Conventions conventions, Map<Integer, String> logonFields) {

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

        /** With what a dialect says of it. */
        Validation with(Tolerance tolerance) {
            return new Validation(or(tolerance.allowUserDefinedTags(), allowUserDefinedTags), or(tolerance.allowUnknownTags(), allowUnknownTags),
                    or(tolerance.checkFieldOrder(), checkFieldOrder), requireOrigSendingTime, rejectInvalid);
        }

        private static boolean or(@Nullable Boolean said, boolean otherwise) {
            return said == null ? otherwise : said;
        }
    }

    public FixSessionSettings {
        if (heartbeat.toSeconds() < 1 || heartbeat.toSeconds() > 3600) {
            throw new IllegalArgumentException("heartbeat must be from 1s to 3600s, was " + heartbeat);
        }
        if (!key.value().matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)?")) {
            throw new IllegalArgumentException(
                    "a session's name must be of letters, digits, - and _, with a dot within for a venue's further session, as it names a directory, was "
                            + key);
        }
        if (senderCompId.isEmpty() || targetCompId.isEmpty()) {
            throw new IllegalArgumentException("session " + key + " needs a SenderCompID and a TargetCompID");
        }
        if (numbering.requests() == Numbering.ResetRequests.REFUSED && role == Role.INITIATOR && !resets.equals(Resets.NEVER)) {
            throw new IllegalArgumentException("session " + key + " has its numbers reset by our Logon, and refuses the answer to that: see its resets");
        }
        if (numbering.saysNextExpected() && version.isBefore(FixVersion.FIX44)) {
            throw new IllegalArgumentException("session " + key + " can't say NextExpectedMsgSeqNum(789) in " + version + ", the field came with FIX44");
        }
        if (conventions.sendingTime() != Conventions.Precision.SECONDS && version.isBefore(FixVersion.FIX42)) {
            throw new IllegalArgumentException(
                    "session " + key + " can't write SendingTime(52) in " + conventions.sendingTime().name().toLowerCase(Locale.ROOT) + " in "
                            + version + ", fractions of a second came with FIX42");
        }
        if (conventions.saysLastProcessed() && version.isBefore(FixVersion.FIX42)) {
            throw new IllegalArgumentException("session " + key + " can't say LastMsgSeqNumProcessed(369) in " + version + ", the field came with FIX42");
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
                0, ResendLimits.DEFAULT, Resets.NEVER, Validation.DEFAULT, SessionHours.ALWAYS,
                role == Role.ACCEPTOR ? Numbering.OF_CLIENTS : Numbering.OF_VENUES, AccessRules.OPEN, DialectSettings.STANDARD, Traffic.UNLIMITED,
                Conventions.of(version), Map.of());
    }

    /** The same with changes. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** What differs from other settings. */
    public static final class Builder {

        private final FixSessionSettings origin;
        private SessionKey key;
        private String targetCompId;
        private Duration heartbeat;
        private Duration logonTimeout;
        private Duration maxLatency;
        private int resendChunk;
        private ResendLimits resends;
        private Resets resets;
        private Validation validation;
        private SessionHours hours;
        private Numbering numbering;
        private AccessRules access;
        private DialectSettings dialect;
        private Traffic traffic;
        private Conventions conventions;
        private Map<Integer, String> logonFields;

        private Builder(FixSessionSettings origin) {
            this.origin = origin;
            key = origin.key;
            targetCompId = origin.targetCompId;
            heartbeat = origin.heartbeat;
            logonTimeout = origin.logonTimeout;
            maxLatency = origin.maxLatency;
            resendChunk = origin.resendChunk;
            resends = origin.resends;
            resets = origin.resets;
            validation = origin.validation;
            hours = origin.hours;
            numbering = origin.numbering;
            access = origin.access;
            dialect = origin.dialect;
            logonFields = origin.logonFields;
            traffic = origin.traffic;
            conventions = origin.conventions;
        }

        /** Another counterparty, with a session of its own. */
        public Builder counterparty(SessionKey name, String compId) {
            key = name;
            targetCompId = compId;
            return this;
        }

        public Builder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        public Builder logonTimeout(Duration value) {
            logonTimeout = value;
            return this;
        }

        public Builder maxLatency(Duration value) {
            maxLatency = value;
            return this;
        }

        public Builder resendChunk(int value) {
            resendChunk = value;
            return this;
        }

        public Builder resends(ResendLimits value) {
            resends = value;
            return this;
        }

        public Builder resets(Resets value) {
            resets = value;
            return this;
        }

        public Builder validation(Validation value) {
            validation = value;
            return this;
        }

        public Builder numbering(Numbering value) {
            numbering = value;
            return this;
        }

        public Builder hours(SessionHours value) {
            hours = value;
            return this;
        }

        public Builder access(AccessRules value) {
            access = value;
            return this;
        }

        public Builder dialect(DialectSettings value) {
            dialect = value;
            return this;
        }

        public Builder logonFields(Map<Integer, String> value) {
            logonFields = value;
            return this;
        }

        public Builder traffic(Traffic value) {
            traffic = value;
            return this;
        }

        public Builder conventions(Conventions value) {
            conventions = value;
            return this;
        }

        /** @throws IllegalArgumentException naming what is out of its range */
        public FixSessionSettings build() {
            return new FixSessionSettings(key, origin.version, origin.role, origin.senderCompId, targetCompId, heartbeat, logonTimeout,
                    maxLatency,
                    resendChunk, resends, resets, validation, hours, numbering, access, dialect, traffic, conventions, logonFields);
        }
    }
}
