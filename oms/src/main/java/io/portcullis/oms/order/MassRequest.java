package io.portcullis.oms.order;

import java.util.Arrays;

/** What is still to be done of a client's request about many orders: they are a list of their own, made when it came, because it takes many records to work it off. */
public final class MassRequest {

    private final String id;
    private final int orders;
    private final long[] orderIds;
    private int done;

    MassRequest(String id, int orders, long[] orderIds) {
        this.id = id;
        this.orders = orders;
        this.orderIds = orderIds;
    }

    /** ClOrdID(11) or MassStatusReqID(584). */
    public String id() {
        return id;
    }

    /** How many orders it was about when it came. */
    public int orders() {
        return orders;
    }

    /** The index of the first order that is still to be looked at. */
    public int next() {
        return done;
    }

    /** The index behind the last one. */
    public int end() {
        return orderIds.length;
    }

    /** @param index from {@link #next()} to below {@link #end()}, by age */
    public long orderId(int index) {
        return orderIds[index];
    }

    /** Whether that order's turn is still to come. */
    boolean awaits(long orderId) {
        return Arrays.binarySearch(orderIds, done, orderIds.length, orderId) >= 0;
    }

    /** That order's turn is over. Those before it were passed over. */
    void doneUpTo(long orderId) {
        while (done < orderIds.length && orderIds[done] <= orderId) {
            done++;
        }
    }
}
