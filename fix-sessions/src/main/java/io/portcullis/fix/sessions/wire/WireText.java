package io.portcullis.fix.sessions.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Pieces of a message written into bytes. */
final class WireText {

    private static final byte SOH = 1;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private WireText() {
    }

    /** Writes characters of ISO 8859-1. @return the position behind them */
    @SuppressWarnings("deprecation") // it takes the lower byte of each character, which is all that there is, and copies them at one go
    static int write(byte[] bytes, int at, String text) {
        int length = text.length();
        text.getBytes(0, length, bytes, at);
        return at + length;
    }

    /** Writes a field and its delimiter. @return the position behind it */
    static int field(byte[] bytes, int at, String tagAndEqualSign, String value) {
        int end = write(bytes, write(bytes, at, tagAndEqualSign), value);
        bytes[end] = SOH;
        return end + 1;
    }

    /** What CheckSum(10) of the bytes in [from, to) is. */
    static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            sum += sumOfBytes((long) EIGHT.get(bytes, i));
        }
        for (; i < to; i++) {
            sum += bytes[i];
        }
        return sum & 0xFF;
    }

    /** Adds the eight bytes of a long, each as 16 bits so that no sum overflows into its neighbour. */
    static int sumOfBytes(long eight) {
        long pairs = (eight & 0x00FF00FF00FF00FFL) + (eight >>> 8 & 0x00FF00FF00FF00FFL);
        return (int) (pairs * 0x0001000100010001L >>> 48);
    }

    /** Writes CheckSum(10) of the bytes in [from, at) at {@code at}. @return the position behind it */
    static int checkSum(byte[] bytes, int from, int at) {
        int sum = sum(bytes, from, at);
        int end = write(bytes, at, "10=");
        bytes[end] = (byte) ('0' + sum / 100);
        bytes[end + 1] = (byte) ('0' + sum / 10 % 10);
        bytes[end + 2] = (byte) ('0' + sum % 10);
        bytes[end + 3] = SOH;
        return end + 4;
    }
}
