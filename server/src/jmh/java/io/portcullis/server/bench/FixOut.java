package io.portcullis.server.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Writes FIX 4.4 messages one behind the other into one buffer, without an object per message. Not for two threads at a time. */
final class FixOut {
    static final byte SOH = 1;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final byte[] BEGIN = ascii("8=FIX.4.4|9=");
    /** BeginString(8) and a BodyLength(9) of three digits, as almost all our messages have. */
    private static final int HEAD = BEGIN.length + 4;

    private final byte[] bytes = new byte[1 << 19];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private int start;
    private int end;

    /** The text in bytes, each {@code |} as the field delimiter. */
    static byte[] ascii(String text) {
        return text.replace('|', (char) SOH).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether another message fits; if not, {@link #writeTo} first. */
    boolean hasRoom() {
        return bytes.length - end > LONGEST_MESSAGE;
    }

    boolean isEmpty() {
        return end == 0;
    }

    void begin() {
        start = end;
        end += HEAD;
    }

    FixOut raw(byte[] from) {
        return raw(from, 0, from.length);
    }

    FixOut raw(byte[] from, int begin, int until) {
        System.arraycopy(from, begin, bytes, end, until - begin);
        end += until - begin;
        return this;
    }

    FixOut raw(byte single) {
        bytes[end++] = single;
        return this;
    }

    /** Appends a number of 0 or more in as many digits as it has. */
    FixOut number(long value) {
        return number(value, digits(value));
    }

    /** Appends a number of 0 or more in {@code width} digits, with zeros in front. */
    FixOut number(long value, int width) {
        var rest = value;
        for (var at = end + width - 1; at >= end; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        end += width;
        return this;
    }

    FixOut endOfField() {
        return raw(SOH);
    }

    /** Completes the message with BodyLength(9) and CheckSum(10). */
    void finish() {
        var bodyLength = end - start - HEAD;
        if (bodyLength > 999)
            throw new IllegalStateException("a body of " + bodyLength + " bytes; at most 999 are provided for");
        var width = bodyLength < 100 ? 2 : 3;
        if (width == 2) {
            System.arraycopy(bytes, start + HEAD, bytes, start + HEAD - 1, bodyLength);
            end--;
        }
        var until = end;
        end = start;
        raw(BEGIN).number(bodyLength, width).endOfField();
        end = until;
        checkSum();
    }

    /** Hands all finished messages to the channel in one write, as far as the channel takes it, and begins anew. */
    void writeTo(WritableByteChannel channel) throws IOException {
        view.limit(end).position(0);
        while (view.hasRemaining())
            channel.write(view);
        end = 0;
    }

    private void checkSum() {
        var sum = 0;
        for (var at = start; at < end; at++)
            sum += bytes[at];
        raw((byte) '1').raw((byte) '0').raw((byte) '=').number(sum & 0xff, 3).endOfField();
    }

    private static int digits(long value) {
        var digits = 1;
        for (var rest = value; rest >= 10; rest /= 10)
            digits++;
        return digits;
    }
}
