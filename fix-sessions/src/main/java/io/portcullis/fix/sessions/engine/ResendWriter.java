package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.OutboundMessage;
import io.portcullis.fix.sessions.wire.ResentMessage;
import java.time.LocalDateTime;
import quickfix.Message.Header;
import quickfix.SystemTime;
import quickfix.UtcTimestampPrecision;
import quickfix.field.BeginString;
import quickfix.field.GapFillFlag;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NewSeqNo;
import quickfix.field.OrigSendingTime;
import quickfix.field.PossDupFlag;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.TargetCompID;

/** Writes what answers a ResendRequest(35=2) of one session: stored messages again, and gaps. */
final class ResendWriter {

    private final FixSessionSettings settings;
    private final ResentMessage message;
    private final OutboundMessage gap;
    private final FixBody gapBody = new FixBody();
    private final UtcTimestampPrecision precision;
    private LocalDateTime now = LocalDateTime.MIN;

    ResendWriter(FixSessionSettings settings, EncodedMessage encoded) {
        this.settings = settings;
        this.message = new ResentMessage(encoded);
        this.gap = new OutboundMessage(encoded);
        this.precision = UtcTimestampPrecision.valueOf(settings.conventions().sendingTime().name());
    }

    /** All that is written until this is called again has this SendingTime(52). */
    void begin() {
        now = SystemTime.now();
    }

    /** @return whether these bytes are the message with that number; then it is the {@link #original} */
    boolean read(byte[] bytes, int length, int msgSeqNum) {
        return message.read(bytes, length, msgSeqNum);
    }

    FixMessage original() {
        return message.original();
    }

    /** The message that was read, to be sent now. */
    String again() {
        return message.again(now);
    }

    /** SequenceReset(35=4) with GapFillFlag(123). @param next NewSeqNo(36), the number behind the gap */
    String gap(int first, int next) {
        OutboundMessage written = gap.with(gapBody.begin(MsgType.SEQUENCE_RESET).put(NewSeqNo.FIELD, next).putBoolean(GapFillFlag.FIELD, true));
        Header header = written.getHeader();
        header.setString(BeginString.FIELD, settings.version().beginString());
        header.setString(SenderCompID.FIELD, settings.senderCompId());
        header.setString(TargetCompID.FIELD, settings.targetCompId());
        header.setInt(MsgSeqNum.FIELD, first);
        header.setUtcTimeStamp(SendingTime.FIELD, now, precision);
        header.setBoolean(PossDupFlag.FIELD, true);
        header.setUtcTimeStamp(OrigSendingTime.FIELD, now, precision);
        return written.toString();
    }
}
