package io.portcullis.venues.lastpoint;

import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.util.Arrays;

/** What was sent to one venue of an order, and what came back, in quantities times 10<sup>8</sup>. Used again for another one when its order is done. */
final class Part {

    private static final int FEW = 4;

    Tally tally;
    long childId;
    /** The venue has been sent it. */
    boolean isSent;
    boolean isEnded;
    /** For which the venue has it, or is to have it. */
    long quantity;
    long executed;
    /** Executed by the venue's count, and not reported. */
    long missed;
    /** For each share of which its venue speaks, so many of the order. */
    Ratio speaks = Ratio.ONE;

    // Its replaces that are not answered
    private long[] pendingIds = new long[FEW];
    private long[] pendingQuantities = new long[FEW];
    private boolean[] isPendingSent = new boolean[FEW];
    private int pending;

    // Its executions that stand
    private long[] execIds = new long[FEW];
    private long[] execQuantities = new long[FEW];
    private int execs;

    // The numbers of its replaces
    private long[] requestIds = new long[FEW];
    private int requests;

    Part(Tally tally, long childId) {
        this.tally = tally;
        this.childId = childId;
    }

    /** As new. */
    Part of(Tally newTally, long newChildId) {
        tally = newTally;
        childId = newChildId;
        isSent = false;
        isEnded = false;
        quantity = 0;
        executed = 0;
        missed = 0;
        speaks = Ratio.ONE;
        pending = 0;
        execs = 0;
        requests = 0;
        return this;
    }

    /** What may still be executed of the order there, or was without our being told. */
    long open() {
        return inItsOrder(Math.addExact(openAtVenue(worst()), missed));
    }

    /** The same, were it for that quantity, too. */
    long openFor(long more) {
        return inItsOrder(Math.addExact(openAtVenue(Math.max(worst(), more)), missed));
    }

    /** The same, were it sent for that quantity. */
    long openOnceSent(long of) {
        return inItsOrder(Math.addExact(Math.max(0, of - executed - missed), missed));
    }

    private long openAtVenue(long of) {
        return isSent && !isEnded ? Math.max(0, of - executed - missed) : 0;
    }

    private long inItsOrder(long atVenue) {
        if (speaks.isOne()) {
            return atVenue;
        }
        Quantity quantityThere = new Quantity(atVenue);
        return speaks.up(quantityThere, quantityThere.isMultipleOf(tally.unit) ? tally.unit : Tally.LEAST).raw();
    }

    /** For which the venue may have it at most, whatever it answers. */
    private long worst() {
        long worst = quantity;
        for (int i = 0; i < pending; i++) {
            worst = isPendingSent[i] ? Math.max(worst, pendingQuantities[i]) : worst;
        }
        return worst;
    }

    // Replaces

    /** It is to be sent one. */
    void addRequest(long requestId, long newQuantity) {
        addName(requestId);
        addPending(requestId, newQuantity, false);
    }

    /** The number of a replace, answered or not. */
    void addName(long requestId) {
        if (requests == requestIds.length) {
            requestIds = Arrays.copyOf(requestIds, 2 * requests);
        }
        requestIds[requests++] = requestId;
    }

    void addPending(long requestId, long newQuantity, boolean wasSent) {
        if (pending == pendingIds.length) {
            pendingIds = Arrays.copyOf(pendingIds, 2 * pending);
            pendingQuantities = Arrays.copyOf(pendingQuantities, 2 * pending);
            isPendingSent = Arrays.copyOf(isPendingSent, 2 * pending);
        }
        pendingIds[pending] = requestId;
        pendingQuantities[pending] = newQuantity;
        isPendingSent[pending++] = wasSent;
    }

    /** With the quantity that is in the message, whatever was decided. */
    void replaceSent(long requestId, long newQuantity) {
        for (int i = 0; i < pending; i++) {
            if (pendingIds[i] == requestId) {
                pendingQuantities[i] = newQuantity;
                isPendingSent[i] = true;
                return;
            }
        }
        addPending(requestId, newQuantity, true);
    }

    void answered(long requestId) {
        for (int i = 0; i < pending; i++) {
            if (pendingIds[i] == requestId) {
                pending--;
                pendingIds[i] = pendingIds[pending];
                pendingQuantities[i] = pendingQuantities[pending];
                isPendingSent[i] = isPendingSent[pending];
                return;
            }
        }
    }

    void end() {
        isEnded = true;
        pending = 0;
    }

    int requests() {
        return requests;
    }

    long request(int index) {
        return requestIds[index];
    }

    int pending() {
        return pending;
    }

    long pendingId(int index) {
        return pendingIds[index];
    }

    long pendingQuantity(int index) {
        return pendingQuantities[index];
    }

    boolean isPendingSent(int index) {
        return isPendingSent[index];
    }

    // Executions

    void executed(long execId, long lastQuantity) {
        if (execs == execIds.length) {
            execIds = Arrays.copyOf(execIds, 2 * execs);
            execQuantities = Arrays.copyOf(execQuantities, 2 * execs);
        }
        execIds[execs] = execId;
        execQuantities[execs++] = lastQuantity;
        executed = Math.addExact(executed, lastQuantity);
        missed -= Math.min(missed, lastQuantity);
    }

    /** @return how much was taken back; 0 if no such execution stands */
    long takenBack(long execId) {
        for (int i = 0; i < execs; i++) {
            if (execIds[i] == execId) {
                long quantityOfIt = execQuantities[i];
                execs--;
                execIds[i] = execIds[execs];
                execQuantities[i] = execQuantities[execs];
                executed -= quantityOfIt;
                return quantityOfIt;
            }
        }
        return 0;
    }

    int execs() {
        return execs;
    }

    long execId(int index) {
        return execIds[index];
    }

    long execQuantity(int index) {
        return execQuantities[index];
    }

    /** As it was when it was written down. */
    void addExecution(long execId, long lastQuantity) {
        long before = executed;
        long missedBefore = missed;
        executed(execId, lastQuantity);
        executed = before;
        missed = missedBefore;
    }
}
