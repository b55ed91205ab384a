package io.portcullis.venues.ouch;

import io.portcullis.oms.types.OrdStatus;
import org.jspecify.annotations.Nullable;

/** How an order stands, as the host has told it: a fold of its messages, in whole shares. A replacement is the same order under another token. */
final class OuchOrder {

    final char side;
    final String stock;
    String token;
    long reference;
    int price;
    /** Executed, what was taken back left out. */
    int cum;
    int open;
    /** Null while it lives, and when it is executed whole. */
    @Nullable
    OrdStatus ended;

    OuchOrder(OuchMessage.Accepted accepted) {
        this.side = accepted.terms().side();
        this.stock = accepted.terms().stock();
        this.token = accepted.token();
        this.reference = accepted.reference();
        this.price = accepted.terms().price();
        this.open = accepted.terms().shares();
        endIfDead(accepted.state());
    }

    void replaced(OuchMessage.Replaced replaced) {
        token = replaced.token();
        reference = replaced.reference();
        price = replaced.terms().price();
        open = replaced.terms().shares();
        endIfDead(replaced.state());
    }

    private void endIfDead(char state) {
        if (state == 'D') {
            open = 0;
            ended = OrdStatus.CANCELED;
        }
    }

    void executed(int shares) {
        cum += shares;
        open = Math.max(0, open - shares);
    }

    /** @return whether nothing of it is open any more */
    boolean canceled(int shares, char reason) {
        open = Math.max(0, open - shares);
        if (open == 0) {
            ended = OuchReasons.isExpiry(reason) ? OrdStatus.EXPIRED : OrdStatus.CANCELED;
        }
        return open == 0;
    }

    /** An execution does not count any more, or for another number of shares. What is over does not open again. */
    void corrected(int before, int after) {
        cum = Math.max(0, cum - before + after);
        if (open == 0 && ended == null && after < before) {
            ended = OrdStatus.CANCELED;
        }
    }

    /** OrderQty(38): what is executed or open. */
    int total() {
        return cum + open;
    }

    OrdStatus ordStatus() {
        OrdStatus end = ended;
        return end != null ? end : open == 0 ? OrdStatus.FILLED : cum > 0 ? OrdStatus.PARTIALLY_FILLED : OrdStatus.NEW;
    }

    boolean isOpen() {
        return open > 0;
    }
}
