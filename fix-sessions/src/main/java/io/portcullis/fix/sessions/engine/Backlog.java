package io.portcullis.fix.sessions.engine;

import java.util.function.IntSupplier;
import quickfix.SystemTime;

/**
 * How many messages wait for the counterparty: stored while it was away, asked for and not sent again yet, or held back before they are stored. What it has not asked for soon
 * after its logon it has, or does not want. Belongs to the session's loop.
 */
final class Backlog {

    private static final long ASKS_WITHIN_MILLIS = 10_000;

    private final IntSupplier stillToResend;
    private int stored;
    private long loggedOnMillis;
    private IntSupplier heldBack = () -> 0;

    /** @param stillToResend messages that were asked for and are still to go out */
    Backlog(IntSupplier stillToResend) {
        this.stillToResend = stillToResend;
    }

    void heldBack(IntSupplier others) {
        heldBack = others;
    }

    /** At the start. @param lacking messages that the counterparty is not known to have */
    void begin(int lacking) {
        stored = lacking;
    }

    /** A message has a number, and nobody was there to get it. */
    void storedOnly() {
        stored++;
    }

    void loggedOn() {
        loggedOnMillis = SystemTime.currentTimeMillis();
    }

    /** The counterparty fetches what it misses. */
    void asked() {
        stored = 0;
    }

    /** What waited under the old numbers is stored again under the new ones, or is gone. */
    void numbersBeganAnew() {
        stored = 0;
    }

    /** Once a second while it is logged on. */
    void turn() {
        if (stored > 0 && SystemTime.currentTimeMillis() - loggedOnMillis >= ASKS_WITHIN_MILLIS) {
            stored = 0;
        }
    }

    /** @param unsent messages that were asked for and did not go out any more */
    void disconnected(int unsent) {
        stored += unsent;
    }

    int count() {
        return stored + stillToResend.getAsInt() + heldBack.getAsInt();
    }
}
