package io.portcullis.venues.soup;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** The packets of SoupBinTCP 3.00 and 4.x: two bytes length of what follows, one byte type, payload. Numbers and names are ASCII of a fixed width. */
final class SoupPacket {

    static final int LENGTH_BYTES = 2;
    static final int HEAD_BYTES = LENGTH_BYTES + 1;
    static final int USERNAME = 6;
    static final int PASSWORD = 10;
    static final int SESSION = 10;
    static final int NUMBER = 20;
    /** Of payload: two bytes can say no more. */
    static final int MOST_PAYLOAD = 0xFFFF - 1;

    static final byte DEBUG = '+';
    // by the server
    static final byte LOGIN_ACCEPTED = 'A';
    static final byte LOGIN_REJECTED = 'J';
    static final byte SEQUENCED_DATA = 'S';
    static final byte SERVER_HEARTBEAT = 'H';
    static final byte END_OF_SESSION = 'Z';
    // by the client
    static final byte LOGIN_REQUEST = 'L';
    static final byte UNSEQUENCED_DATA = 'U';
    static final byte CLIENT_HEARTBEAT = 'R';
    static final byte LOGOUT_REQUEST = 'O';

    /** Login Rejected: username and password are not those that were agreed. */
    static final char NOT_AUTHORIZED = 'A';
    /** Login Rejected: there is no such session, or no such number in it. */
    static final char NO_SUCH_SESSION = 'S';

    private SoupPacket() {
    }

    /** A text with blanks behind it. */
    static void writeText(ByteBuf to, String text, int width) {
        requireWidth(text, width);
        ByteBufUtil.writeAscii(to, text);
        blanks(to, width - text.length());
    }

    /** A text with blanks before it, as sessions and numbers have them. */
    static void writeRight(ByteBuf to, String text, int width) {
        requireWidth(text, width);
        blanks(to, width - text.length());
        ByteBufUtil.writeAscii(to, text);
    }

    private static void requireWidth(String text, int width) {
        if (text.length() > width) {
            throw new IllegalArgumentException(text + " has more than " + width + " characters");
        }
    }

    private static void blanks(ByteBuf to, int count) {
        for (int i = 0; i < count; i++) {
            to.writeByte(' ');
        }
    }

    /** Without the blanks around it. */
    static String readText(ByteBuf from, int width) {
        return from.readCharSequence(width, StandardCharsets.US_ASCII).toString().strip();
    }

    /** @throws SoupException naming what stands there, if it is no number */
    static long readNumber(ByteBuf from) throws SoupException {
        String text = readText(from, NUMBER);
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw new SoupException("a sequence number must be decimal, was " + text, e);
        }
    }
}
