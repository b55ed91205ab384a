package io.portcullis.fix.sessions.engine;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.SystemTime;
import quickfix.field.BeginSeqNo;
import quickfix.field.EndSeqNo;
import quickfix.field.MsgSeqNum;

/**
 * Answers a long ResendRequest(35=2) in batches. QuickFIX/J would read all that was asked for into memory and send it at one go, while every other session waits. Here the
 * session sees a request for the first batch; when that has been sent and the connection takes more, it is asked for the next.
 */
final class Resends {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int INFINITY_BEFORE_FIX42 = 999_999;

    private final FixSessionSettings settings;
    private final int batch;
    private int next;
    private int last;

    Resends(FixSessionSettings settings, int batch) {
        this.settings = settings;
        this.batch = batch;
    }

    /**
     * Takes down what a request asks for and leaves the first batch in it. A request that comes while an earlier one is being answered replaces what is left of that.
     *
     * @param nextSender the number that was not given to a message yet
     */
    void begin(Message request, int nextTarget, int nextSender) throws FieldNotFound {
        int begin = request.getInt(BeginSeqNo.FIELD);
        int end = request.getInt(EndSeqNo.FIELD);
        if (request.getHeader().getInt(MsgSeqNum.FIELD) < nextTarget || begin < 1 || begin >= nextSender) {
            return; // the session has its own answer to that
        }
        int lastSent = nextSender - 1;
        int wanted = end == 0 || end == INFINITY_BEFORE_FIX42 || end > lastSent ? lastSent : end;
        stop();
        if (wanted - begin >= batch) {
            request.setInt(EndSeqNo.FIELD, begin + batch - 1);
            next = begin + batch;
            last = wanted;
        }
    }

    boolean isUnfinished() {
        return next > 0;
    }

    void stop() {
        next = 0;
        last = 0;
    }

    /** A request for the next batch, as if the counterparty had sent it with the number that is expected now. */
    String nextRequest(int nextTarget) {
        int end = Math.min(last, next + batch - 1);
        String content = "35=2|34=" + nextTarget + "|49=" + settings.targetCompId() + "|52="
                + TIMESTAMP.format(LocalDateTime.ofEpochSecond(SystemTime.currentTimeMillis() / 1000, 0, ZoneOffset.UTC)) + "|56=" + settings.senderCompId()
                + "|7="
                + next + "|16=" + end + "|";
        next = end == last ? 0 : end + 1;
        String wire = content.replace('|', '\u0001');
        String message = "8=" + settings.version().beginString() + "\u00019=" + wire.length() + "\u0001" + wire;
        int sum = MessageUtils.checksum(message);
        return message + "10=" + sum / 100 + sum / 10 % 10 + sum % 10 + "\u0001";
    }
}
