package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;

/** Counts what happened since the trading day began. */
final class DayCounts {

    private long ordersAccepted;
    private long ordersRefused;
    private long childOrders;
    private long fills;
    private long requestsRefused;
    private long messagesRefused;

    void count(Event event) {
        switch (event) {
            case Event.OrderAccepted _ -> ordersAccepted++;
            case Event.OrderRefused _ -> ordersRefused++;
            case Event.ChildOrderCreated _ -> childOrders++;
            case Event.OrderFilled _ -> fills++;
            case Event.RequestRefused _ -> requestsRefused++;
            case Event.MessageRefused _ -> messagesRefused++;
            case Event.OfOrder _,Event.OfChild _,Event.VenueMessageNoted _,Event.StrayExecution _,Event.SessionLoggedOn _,Event.SessionLoggedOff _,Event.TradingHalted _,Event.TradingResumed _,Event.DayStarted _ -> {
                // Not counted.
            }
        }
    }

    DeskStatus.DayCounters view() {
        return new DeskStatus.DayCounters(ordersAccepted, ordersRefused, childOrders, fills, requestsRefused, messagesRefused);
    }
}
