package io.portcullis.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

/** Logons(35=A) one after the other. Not for two threads at a time. */
final class LogonText {
    private final FixOut out = new FixOut();
    private final UtcStamp stamp = new UtcStamp();

    /**
     * A whole message.
     *
     * @param sender SenderCompID(49)
     * @param number MsgSeqNum(34)
     * @param password of the user with the sender's name; empty for none
     */
    byte[] of(String sender, int number, String password) {
        out.begin();
        out.raw(FixOut.ascii("35=A|49=" + sender + "|56=" + Peers.US + "|34=" + number + "|52=")).raw(stamp.now());
        out.raw(FixOut.ascii("|98=0|108=30|"));
        if (!password.isEmpty())
            out.raw(FixOut.ascii("553=" + sender + "|554=" + password + "|"));
        out.finish();
        var bytes = new ByteArrayOutputStream();
        try {
            out.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
