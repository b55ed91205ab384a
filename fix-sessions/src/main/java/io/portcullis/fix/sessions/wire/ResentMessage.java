package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.Violation;
import java.time.LocalDateTime;

/**
 * A message as it was sent first, to be sent once more: the same but for PossDupFlag(43), SendingTime(52) and OrigSendingTime(122). Its bytes are copied, not parsed into
 * field maps and written anew. Used again for message after message.
 */
public final class ResentMessage {

    private static final byte SOH = 1;
    /** {@code 8=FIXT.1.1|9=nnnnnnn|} in front; PossDupFlag, a second timestamp and the trailer behind. */
    private static final int MORE_ROOM = OutboundMessage.PREFIX_ROOM + 64;
    private static final int MSG_SEQ_NUM = 34;
    private static final int POSS_DUP_FLAG = 43;
    private static final int SENDING_TIME = 52;
    private static final int ORIG_SENDING_TIME = 122;
    private static final int CHECK_SUM = 10;

    private final FieldIndex index = new FieldIndex();
    private final FixMessage view = new FixMessage(index);
    private final EncodedMessage encoded;

    /** @param encoded is given the bytes that {@link #again} makes */
    public ResentMessage(EncodedMessage encoded) {
        this.encoded = encoded;
    }

    /** Takes a message from the store. @return whether it is one, and has that MsgSeqNum(34): nothing else may go out under the number */
    public boolean read(byte[] bytes, int length, int msgSeqNum) {
        System.arraycopy(bytes, 0, index.room(length), 0, length);
        Violation malformed = index.scan();
        int last = index.count() - 1;
        if (malformed != null || last < 3 || index.tag(0) != 8 || index.tag(1) != 9 || index.tag(2) != 35 || index.tag(last) != CHECK_SUM) {
            return false;
        }
        view.scanned();
        return numberIs(msgSeqNum) && index.find(SENDING_TIME, 0, endOfHeader()) >= 0;
    }

    private boolean numberIs(int msgSeqNum) {
        int i = index.find(MSG_SEQ_NUM, 0, endOfHeader());
        return i >= 0 && Decimals.parseLong(index.bytes(), index.start(i), index.end(i)) == msgSeqNum;
    }

    private int endOfHeader() {
        int i = 0;
        while (i < index.count() && HeaderTags.contains(index.tag(i))) {
            i++;
        }
        return i;
    }

    /** As it was sent first. */
    public FixMessage original() {
        return view;
    }

    /** The message to send now. @param now its SendingTime(52), written as precisely as the first one */
    public String again(LocalDateTime now) {
        byte[] from = index.bytes();
        byte[] to = encoded.room(index.length() + MORE_ROOM);
        int at = OutboundMessage.PREFIX_ROOM;
        int body = endOfHeader();
        for (int i = 2; i < body; i++) {
            at = switch (index.tag(i)) {
                case POSS_DUP_FLAG, ORIG_SENDING_TIME -> at;
                case MSG_SEQ_NUM -> WireText.field(to, copy(from, fieldStart(i), index.end(i) + 1, to, at), "43=", "Y");
                case SENDING_TIME -> sendingTime(to, at, now, places(index.end(i) - index.start(i)));
                default -> copy(from, fieldStart(i), index.end(i) + 1, to, at);
            };
        }
        at = origSendingTime(to, at, from, body);
        at = copy(from, fieldStart(body), fieldStart(index.count() - 1), to, at);
        int start = OutboundMessage.writePrefix(to, view.text(0), at - OutboundMessage.PREFIX_ROOM);
        return encoded.written(start, WireText.checkSum(to, start, at));
    }

    private int fieldStart(int i) {
        return index.end(i - 1) + 1;
    }

    private static int copy(byte[] from, int start, int end, byte[] to, int at) {
        System.arraycopy(from, start, to, at, end - start);
        return at + end - start;
    }

    private static int sendingTime(byte[] to, int start, LocalDateTime now, int places) {
        int at = WireText.write(to, start, "52=");
        UtcTimestamp.writeDate(to, at, now.getYear(), now.getMonthValue(), now.getDayOfMonth());
        to[at + 8] = '-';
        at = UtcTimestamp.writeTime(to, at + 9, now.getHour(), now.getMinute(), now.getSecond(), now.getNano(), places);
        to[at] = SOH;
        return at + 1;
    }

    /** The first SendingTime(52). */
    private int origSendingTime(byte[] to, int start, byte[] from, int body) {
        int i = index.find(SENDING_TIME, 0, body);
        int at = copy(from, index.start(i), index.end(i), to, WireText.write(to, start, "122="));
        to[at] = SOH;
        return at + 1;
    }

    private static int places(int timestampLength) {
        return switch (timestampLength) {
            case 17 -> 0;
            case 24 -> 6;
            case 27 -> 9;
            default -> 3;
        };
    }
}
