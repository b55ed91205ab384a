package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;

/**
 * Sees every message as it was on the wire, in both directions, with whatever could not be read. It is called on the sessions' loops: it must neither wait nor throw, and what it
 * can't take it counts.
 */
public interface MessageTap {

    /** Looks at nothing. */
    MessageTap NONE = session -> OfSession.NONE;

    /** @param session its key, or {@link #NO_SESSION}. May be called by any thread, and so may what it returns */
    OfSession of(String session);

    /** Where a first message goes that is no session's. */
    String NO_SESSION = "-";

    /** The messages of one session. */
    interface OfSession {

        OfSession NONE = new OfSession() {
            @Override
            public void received(ByteBuf in, int from, int length) {
                // nobody looks
            }

            @Override
            public void unreadable(ByteBuf in, int from, int length) {
                // nobody looks
            }

            @Override
            public void sent(byte[] message, int from, int length) {
                // nobody looks
            }

            @Override
            public void received(String message) {
                // nobody looks
            }

            @Override
            public void missed() {
                // nobody counts
            }
        };

        /** One whole message has come. @param in lent for the call, its indexes stay as they are */
        void received(ByteBuf in, int from, int length);

        /** As {@link #received(ByteBuf, int, int)}, of a message that is at hand as text. */
        void received(String message);

        /** Bytes have come that are no message. @param in lent for the call, its indexes stay as they are */
        void unreadable(ByteBuf in, int from, int length);

        /** One whole message has gone to the connection. @param message lent for the call */
        void sent(byte[] message, int from, int length);

        /** A message has come that is not shown, because there were too many. */
        void missed();
    }
}
