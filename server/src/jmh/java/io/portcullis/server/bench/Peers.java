package io.portcullis.server.bench;

import io.portcullis.server.bench.WireSession.CompIds;

/** Who may log on to an {@link AnsweringEngine}, by SenderCompID(49). */
final class Peers {
    static final String US = "PORTCULLIS";
    /** Whose address is a documentation network's: nobody comes from there. */
    static final String FAR = "FAR";
    static final String NOBODY = "NOBODY";
    static final String PASSWORD = "correct horse battery staple";

    private Peers() {
    }

    /** Trades all the time. */
    static CompIds trader(int number) {
        return new CompIds("TRADER" + number, US);
    }

    /** One of a crowd that logs on at once. */
    static String open(int number) {
        return "OPEN" + number;
    }

    /** The same with a password; its user has this name, too. */
    static String guarded(int number) {
        return "GUARDED" + number;
    }
}
