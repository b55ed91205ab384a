package io.portcullis.fix.sessions.store;

import java.io.IOException;

/** Is shown stored messages one after the other. */
@FunctionalInterface
public interface StoredEntries {

    /**
     * @param sequence MsgSeqNum(34) under which the message was stored
     * @param bytes begin with the message, which is {@code length} long; lent for the call
     * @return whether to show the next one; if not, this one counts as not seen
     */
    boolean show(int sequence, byte[] bytes, int length) throws IOException;
}
