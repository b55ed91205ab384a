package io.portcullis.fix.sessions.wire;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.UtcTimestampPrecision;
import quickfix.field.BeginString;
import quickfix.field.LastMsgSeqNumProcessed;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.OrigSendingTime;
import quickfix.field.PossDupFlag;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.TargetCompID;

/**
 * A message with a ready-made body, for {@link quickfix.Session#send}: QuickFIX/J sets the header's fields, {@link #toString()} writes header, body and trailer in one
 * pass. One per session, used again for every message. QuickFIX/J treats it as an application message whatever its type.
 */
public final class OutboundMessage extends Message {

    private static final long serialVersionUID = 1;
    private static final byte SOH = 1;
    private static final int NONE = -1;
    /** {@code 8=FIXT.1.1|9=nnnnnnn|}: written backwards from where the body begins, when its length is known. */
    static final int PREFIX_ROOM = 32;
    /** Header fields of fixed form, and the trailer. */
    private static final int HEADER_ROOM = 128;

    private final transient EncodedMessage encoded;
    private transient @Nullable FixBody body;

    /** @param encoded is given the bytes that {@link #toString()} makes */
    public OutboundMessage(EncodedMessage encoded) {
        this.encoded = encoded;
    }

    /** The next message: {@code newBody} must stay as it is until it has been sent. */
    public OutboundMessage with(FixBody newBody) {
        body = newBody;
        SendHeader head = (SendHeader) header;
        head.msgType = newBody.msgType();
        head.lastProcessed = NONE;
        return this;
    }

    @Override
    protected Header newHeader() {
        return new SendHeader();
    }

    @Override
    public boolean isAdmin() {
        return false;
    }

    @Override
    public String toString() {
        FixBody content = body;
        if (content == null) {
            return "";
        }
        SendHeader head = (SendHeader) header;
        byte[] bytes = encoded.room(PREFIX_ROOM + HEADER_ROOM + head.textLength() + content.length());
        int at = head.write(bytes, PREFIX_ROOM, content.isPossResend());
        System.arraycopy(content.bytes(), 0, bytes, at, content.length());
        at += content.length();
        int from = writePrefix(bytes, head.beginString, at - PREFIX_ROOM);
        return encoded.written(from, WireText.checkSum(bytes, from, at));
    }

    /** @return where the message begins */
    static int writePrefix(byte[] bytes, String beginString, int bodyLength) {
        int at = PREFIX_ROOM;
        bytes[--at] = SOH;
        int rest = bodyLength;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        bytes[--at] = '=';
        bytes[--at] = '9';
        bytes[--at] = SOH;
        at -= beginString.length();
        WireText.write(bytes, at, beginString);
        bytes[--at] = '=';
        bytes[--at] = '8';
        return at;
    }

    /** What QuickFIX/J sets in every header, as plain fields; whatever else it sets goes into the stock map and is written behind. */
    private static final class SendHeader extends Header {

        private static final long serialVersionUID = 1;

        private String msgType = "";
        private String beginString = "";
        private String sender = "";
        private String target = "";
        private int msgSeqNum;
        private int lastProcessed = NONE;
        private @Nullable LocalDateTime sendingTime;
        private UtcTimestampPrecision precision = UtcTimestampPrecision.MILLIS;

        @Override
        public void setString(int field, String value) {
            switch (field) {
                case BeginString.FIELD -> beginString = value;
                case SenderCompID.FIELD -> sender = value;
                case TargetCompID.FIELD -> target = value;
                default -> super.setString(field, value);
            }
        }

        @Override
        public void setInt(int field, int value) {
            switch (field) {
                case MsgSeqNum.FIELD -> msgSeqNum = value;
                case LastMsgSeqNumProcessed.FIELD -> lastProcessed = value;
                default -> super.setInt(field, value);
            }
        }

        @Override
        public void setUtcTimeStamp(int field, LocalDateTime value, UtcTimestampPrecision valuePrecision) {
            if (field == SendingTime.FIELD) {
                sendingTime = value;
                precision = valuePrecision;
            } else {
                super.setUtcTimeStamp(field, value, valuePrecision);
            }
        }

        @Override
        public String getString(int field) throws FieldNotFound {
            return switch (field) {
                case MsgType.FIELD -> msgType;
                case BeginString.FIELD -> beginString;
                case SenderCompID.FIELD -> sender;
                case TargetCompID.FIELD -> target;
                default -> super.getString(field);
            };
        }

        @Override
        public int getInt(int field) throws FieldNotFound {
            return field == MsgSeqNum.FIELD ? msgSeqNum : super.getInt(field);
        }

        @Override
        public boolean isSetField(int field) {
            return switch (field) {
                case MsgType.FIELD, BeginString.FIELD, SenderCompID.FIELD, TargetCompID.FIELD, MsgSeqNum.FIELD, SendingTime.FIELD -> true;
                case LastMsgSeqNumProcessed.FIELD -> lastProcessed != NONE;
                default -> super.isSetField(field);
            };
        }

        @Override
        public void removeField(int field) {
            if (field != PossDupFlag.FIELD && field != OrigSendingTime.FIELD || super.isSetField(field)) {
                super.removeField(field);
            }
        }

        int textLength() {
            int length = msgType.length() + sender.length() + target.length();
            if (!super.isEmpty()) {
                for (quickfix.Field<?> field : this) {
                    length += field.toString().length() + 1;
                }
            }
            return length;
        }

        int write(byte[] bytes, int start, boolean possResend) {
            int at = WireText.field(bytes, start, "35=", msgType);
            at = WireText.write(bytes, at, "34=");
            at = Decimals.writeLong(bytes, at, msgSeqNum);
            bytes[at++] = SOH;
            if (!super.isEmpty() && super.isSetField(PossDupFlag.FIELD)) {
                at = WireText.field(bytes, at, "43=", "Y");
            }
            at = WireText.field(bytes, at, "49=", sender);
            at = WireText.write(bytes, at, "52=");
            at = writeSendingTime(bytes, at);
            bytes[at++] = SOH;
            at = WireText.field(bytes, at, "56=", target);
            if (possResend) {
                at = WireText.field(bytes, at, "97=", "Y");
            }
            if (!super.isEmpty()) {
                for (quickfix.Field<?> field : this) {
                    at = field.getField() == PossDupFlag.FIELD ? at : WireText.field(bytes, at, "", field.toString());
                }
            }
            if (lastProcessed != NONE) {
                at = WireText.write(bytes, at, "369=");
                at = Decimals.writeLong(bytes, at, lastProcessed);
                bytes[at++] = SOH;
            }
            return at;
        }

        private int writeSendingTime(byte[] bytes, int at) {
            LocalDateTime time = sendingTime;
            if (time == null) {
                throw new IllegalStateException("a message is written before its session stamped it");
            }
            UtcTimestamp.writeDate(bytes, at, time.getYear(), time.getMonthValue(), time.getDayOfMonth());
            bytes[at + 8] = '-';
            int places = switch (precision) {
                case SECONDS -> 0;
                case MILLIS -> 3;
                case MICROS -> 6;
                case NANOS -> 9;
            };
            return UtcTimestamp.writeTime(bytes, at + 9, time.getHour(), time.getMinute(), time.getSecond(), time.getNano(), places);
        }
    }
}
