package io.portcullis.fix.sessions.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds whole messages in a stream of bytes by BeginString(8), BodyLength(9) and CheckSum(10). What is no message or is garbled is skipped and counted, as FIX wants
 * it: the sequence number shows the gap and the session asks again. One framer per connection.
 */
public final class FixFramer {

    private static final byte SOH = 1;
    private static final byte[] START = "8=FIX".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_BEGIN_STRING = 12;
    private static final int MAX_LENGTH_DIGITS = 7;
    /** {@code 10=nnn} and its delimiter. */
    private static final int TRAILER_LENGTH = 7;
    private static final int INCOMPLETE = -1;
    private static final int GARBLED = -2;

    private final int maxMessageBytes;
    private long garbled;
    private int skippedInARow;
    private int frameLength;
    private boolean takesWrongCheckSums;
    private boolean isCheckSumWrong;
    /** From where the next message is looked for behind a garbled one; 0 for behind its first byte. */
    private int resumeAt;

    /** @param maxMessageBytes longest body that is taken; also how many bytes may come without a message among them */
    public FixFramer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** What {@link #next} found. */
    public enum Result {
        /** The next {@link #frameLength()} bytes are a message. */
        FRAME,
        /** More bytes are needed. */
        INCOMPLETE,
        /** The counterparty doesn't speak FIX, or a message exceeds the limit: close the connection. */
        TOO_LONG
    }

    /** After {@link Result#FRAME}: length of the message that starts at the reader index. */
    public int frameLength() {
        return frameLength;
    }

    /** From the next message on: one whose CheckSum(10) is wrong is found, too, if its BodyLength(9) is right. */
    public void takeWrongCheckSums(boolean taken) {
        takesWrongCheckSums = taken;
    }

    /** After {@link Result#FRAME}: whether the message has a wrong CheckSum(10); only if such are taken. */
    public boolean isCheckSumWrong() {
        return isCheckSumWrong;
    }

    /** How often something was skipped since the connection was made. */
    public long garbledCount() {
        return garbled;
    }

    /** Looks for a message at the reader index; moves it only over what is skipped. */
    public Result next(ByteBuf in) {
        while (in.readableBytes() >= START.length) {
            resumeAt = 0;
            int length = startsAt(in, in.readerIndex()) ? frameLength(in) : GARBLED;
            if (length > maxMessageBytes) {
                return Result.TOO_LONG;
            }
            if (length > 0) {
                frameLength = length;
                skippedInARow = 0;
                return Result.FRAME;
            }
            if (length == INCOMPLETE) {
                return in.readableBytes() > maxMessageBytes + TRAILER_LENGTH ? Result.TOO_LONG : Result.INCOMPLETE;
            }
            garbled++;
            skipToNextStart(in, Math.max(in.readerIndex() + 1, resumeAt));
            if (skippedInARow > maxMessageBytes) {
                return Result.TOO_LONG;
            }
        }
        return Result.INCOMPLETE;
    }

    private int frameLength(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        int afterVersion = in.indexOf(start, Math.min(end, start + MAX_BEGIN_STRING + 1), SOH) + 1;
        if (afterVersion == 0) {
            return end - start > MAX_BEGIN_STRING ? GARBLED : INCOMPLETE;
        }
        if (afterVersion + 2 > end) {
            return INCOMPLETE;
        }
        if (in.getByte(afterVersion) != '9' || in.getByte(afterVersion + 1) != '=') {
            return GARBLED;
        }
        int bodyLength = 0;
        int i = afterVersion + 2;
        for (; i < end && in.getByte(i) != SOH; i++) {
            int digit = in.getByte(i) - '0';
            if (digit < 0 || digit > 9 || i - afterVersion - 2 >= MAX_LENGTH_DIGITS) {
                return GARBLED;
            }
            bodyLength = bodyLength * 10 + digit;
        }
        if (i == end) {
            return INCOMPLETE;
        }
        int trailer = i + 1 + bodyLength;
        int length = trailer + TRAILER_LENGTH - start;
        if (length > maxMessageBytes) {
            return length;
        }
        if (trailer + TRAILER_LENGTH > end) {
            return INCOMPLETE;
        }
        if (bodyLength > 0 && isTrailer(in, start, trailer)) {
            return length;
        }
        return skipping(garbledEnd(in, start, trailer));
    }

    private int skipping(int end) {
        resumeAt = Math.max(0, end);
        return end < 0 ? INCOMPLETE : GARBLED;
    }

    /**
     * Where a message ends whose BodyLength(9) or CheckSum(10) is wrong: with the first CheckSum behind where its length says, as other engines see it. So a length that is too
     * great costs the message behind, too; but if it spans whole messages, or one begins just where it should, it costs only the one that it stands in.
     *
     * @return negative if more bytes are needed to tell
     */
    private static int garbledEnd(ByteBuf in, int start, int trailer) {
        int next = nextStart(in, start + 1);
        if (next == trailer + TRAILER_LENGTH) {
            return next;
        }
        int afterNext = next < 0 || next >= trailer ? -1 : nextStart(in, next + 1);
        return afterNext >= 0 && afterNext < trailer ? next : behindCheckSum(in, trailer - 1);
    }

    private static int behindCheckSum(ByteBuf in, int from) {
        for (int i = in.indexOf(from, in.writerIndex(), SOH); i >= 0 && i + 3 < in.writerIndex(); i = in.indexOf(i + 1, in.writerIndex(), SOH)) {
            if (in.getByte(i + 1) == '1' && in.getByte(i + 2) == '0' && in.getByte(i + 3) == '=') {
                int end = in.indexOf(i + 1, in.writerIndex(), SOH);
                return end < 0 ? INCOMPLETE : end + 1;
            }
        }
        return INCOMPLETE;
    }

    private boolean isTrailer(ByteBuf in, int start, int trailer) {
        if (in.getByte(trailer - 1) != SOH || in.getByte(trailer) != '1' || in.getByte(trailer + 1) != '0' || in.getByte(trailer + 2) != '='
                || in.getByte(trailer + 6) != SOH) {
            return false;
        }
        int stated = 0;
        for (int i = trailer + 3; i < trailer + 6; i++) {
            int digit = in.getByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            stated = stated * 10 + digit;
        }
        isCheckSumWrong = stated != checkSum(in, start, trailer);
        return !isCheckSumWrong || takesWrongCheckSums;
    }

    private static int checkSum(ByteBuf in, int start, int end) {
        if (in.hasArray()) {
            return WireText.sum(in.array(), in.arrayOffset() + start, in.arrayOffset() + end);
        }
        int sum = 0;
        int i = start;
        for (; i + 8 <= end; i += 8) {
            sum += WireText.sumOfBytes(in.getLong(i));
        }
        for (; i < end; i++) {
            sum += in.getByte(i);
        }
        return sum & 0xFF;
    }

    /** To the next place where a message might begin; keeps what may be the first bytes of one. */
    private void skipToNextStart(ByteBuf in, int from) {
        int found = nextStart(in, from);
        int to = found >= 0 ? found : Math.max(from, in.writerIndex() - START.length + 1);
        skippedInARow += to - in.readerIndex();
        in.readerIndex(to);
    }

    private static int nextStart(ByteBuf in, int from) {
        int last = in.writerIndex() - START.length;
        for (int i = in.indexOf(from, in.writerIndex(), START[0]); i >= 0 && i <= last; i = in.indexOf(i + 1, in.writerIndex(), START[0])) {
            if (startsAt(in, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsAt(ByteBuf in, int at) {
        for (int i = 0; i < START.length; i++) {
            if (in.getByte(at + i) != START[i]) {
                return false;
            }
        }
        return true;
    }
}
