package io.portcullis.fix.sessions.wire;

import java.nio.charset.StandardCharsets;

/** One string for each MsgType(35) of one character, so that reading it makes no object. */
final class MsgTypes {

    private static final String[] ONE_CHARACTER = new String[128];

    static {
        for (int c = 0; c < ONE_CHARACTER.length; c++) {
            ONE_CHARACTER[c] = String.valueOf((char) c).intern();
        }
    }

    private MsgTypes() {
    }

    static String of(byte[] bytes, int start, int end) {
        return end - start == 1 && bytes[start] >= 0 ? ONE_CHARACTER[bytes[start]] : new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
