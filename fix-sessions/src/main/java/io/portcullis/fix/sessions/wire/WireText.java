package io.portcullis.fix.sessions.wire;

/** Pieces of a message written into bytes. */
final class WireText {

    private static final byte SOH = 1;

    private WireText() {
    }

    /** Writes characters of ISO 8859-1. @return the position behind them */
    static int write(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[at + i] = (byte) text.charAt(i);
        }
        return at + text.length();
    }

    /** Writes a field and its delimiter. @return the position behind it */
    static int field(byte[] bytes, int at, String tagAndEqualSign, String value) {
        int end = write(bytes, write(bytes, at, tagAndEqualSign), value);
        bytes[end] = SOH;
        return end + 1;
    }

    /** Writes CheckSum(10) of the bytes in [from, at) at {@code at}. @return the position behind it */
    static int checkSum(byte[] bytes, int from, int at) {
        int sum = 0;
        for (int i = from; i < at; i++) {
            sum += bytes[i];
        }
        sum &= 0xFF;
        int end = write(bytes, at, "10=");
        bytes[end] = (byte) ('0' + sum / 100);
        bytes[end + 1] = (byte) ('0' + sum / 10 % 10);
        bytes[end + 2] = (byte) ('0' + sum % 10);
        bytes[end + 3] = SOH;
        return end + 4;
    }
}
