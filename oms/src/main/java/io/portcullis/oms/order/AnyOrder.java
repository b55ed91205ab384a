package io.portcullis.oms.order;

import io.portcullis.oms.event.OrderSummary;

/** A client's order, or the part of it that is at one venue. */
public sealed interface AnyOrder permits ParentOrder, ChildOrder {

    /** How it stands. */
    OrderSummary summary();
}
