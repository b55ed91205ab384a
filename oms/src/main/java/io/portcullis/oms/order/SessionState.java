package io.portcullis.oms.order;

import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a shard knows of one FIX session: what it has consumed of it, and its orders that are not settled by ClOrdID(11). */
public final class SessionState {

    final SessionKey key;
    final Map<String, ParentOrder> byClOrdId = new HashMap<>();
    long generation;
    int consumed;
    boolean isLoggedOn;
    @Nullable
    VenueId venue;

    SessionState(SessionKey key) {
        this.key = key;
    }

    public SessionKey key() {
        return key;
    }

    /** Of the numbering that {@link #consumed()} belongs to: epoch milliseconds. */
    public long generation() {
        return generation;
    }

    /** The last MsgSeqNum(34) whose message is done; 0 if none is. */
    public int consumed() {
        return consumed;
    }

    public boolean isLoggedOn() {
        return isLoggedOn;
    }

    /** The venue that it leads to; null for clients. */
    public @Nullable VenueId venue() {
        return venue;
    }
}
