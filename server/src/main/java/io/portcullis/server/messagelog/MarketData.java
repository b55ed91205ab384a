package io.portcullis.server.messagelog;

import org.agrona.DirectBuffer;

/** Which messages say how a market stands: prices that are worth nothing once there are newer ones, and most of what a venue sends. */
final class MarketData {

    private static final byte DELIMITER = 1;
    /** From a delimiter to the one behind a type of one letter. */
    private static final int TYPE_LENGTH = 5;

    private MarketData() {
    }

    /** Whether MsgType(35), the third field, is W or X. */
    static boolean is(DirectBuffer buffer, int from, int length) {
        int end = from + length - TYPE_LENGTH;
        int fields = 0;
        for (int at = from; at < end; at++) {
            if (buffer.getByte(at) == DELIMITER && ++fields == 2) {
                byte type = buffer.getByte(at + 4);
                return buffer.getByte(at + 1) == '3' && buffer.getByte(at + 2) == '5' && (type == 'W' || type == 'X')
                        && buffer.getByte(at + TYPE_LENGTH) == DELIMITER;
            }
        }
        return false;
    }
}
