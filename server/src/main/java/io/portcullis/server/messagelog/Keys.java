package io.portcullis.server.messagelog;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What an entry can be found by, as hashes: its session, whether it is {@link Routine}, its fields but those that say nothing of it, and with the
 * session those that many messages have. */
final class Keys {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SESSION = -1;
    private static final int ROUTINE = -2;

    private Keys() {
    }

    /** Not BeginString(8), BodyLength(9), CheckSum(10) and SendingTime(52). */
    static boolean has(int tag) {
        return tag != 8 && tag != 9 && tag != 10 && tag != 52;
    }

    /** Not ids and times, ClOrdID(11), ExecID(17), ExecRefID(19), MsgSeqNum(34), OrderID(37), OrigClOrdID(41) and TransactTime(60): hardly two messages have the same anyhow. */
    static boolean isShared(int tag) {
        return has(tag) && tag != 11 && tag != 17 && tag != 19 && tag != 34 && tag != 37 && tag != 41 && tag != 60;
    }

    static long ofSession(byte[] array, int from, int to) {
        return of(SESSION, array, from, to);
    }

    static long ofSession(String session) {
        byte[] name = session.getBytes(StandardCharsets.UTF_8);
        return ofSession(name, 0, name.length);
    }

    /** Of messages that are of that routine; null: of none. */
    static long of(@Nullable Routine routine) {
        byte[] name = {(byte) (routine == null ? 'o' : routine.name().charAt(0))};
        return of(ROUTINE, name, 0, 1);
    }

    /** Of a field's value in a message of that session: both may be in every block, and the two together in hardly any. */
    static long within(long session, long field) {
        long hash = (session ^ Long.rotateLeft(field, 32)) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }

    /** Of a field's value. */
    static long of(int tag, byte[] array, int from, int to) {
        long hash = (FNV_OFFSET ^ tag) * FNV_PRIME;
        for (int i = from; i < to; i++) {
            hash = (hash ^ array[i]) * FNV_PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
