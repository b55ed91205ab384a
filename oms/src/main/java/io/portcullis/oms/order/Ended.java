package io.portcullis.oms.order;

/** How an order ended otherwise than by being filled. */
public enum Ended {
    NOT, CANCELED, EXPIRED, REJECTED, DONE_FOR_DAY
}
