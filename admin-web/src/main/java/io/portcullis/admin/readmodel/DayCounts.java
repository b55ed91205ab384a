package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;

/** Counts what happened since the trading day began. */
final class DayCounts {

    private long since;
    private long ordersAccepted;
    private long ordersRefused;
    private long childOrders;
    private long fills;
    private long requestsRefused;
    private long messagesRefused;

    /** @param since when the day began; 0 if its beginning was not read */
    DayCounts(long since) {
        this.since = since;
    }

    /** Something was read. If the beginning of the day was not, it is counted from the first thing that was. */
    void since(long time) {
        since = since == 0 ? time : since;
    }

    void count(Event event) {
        switch (event) {
            case Event.OrderAccepted _ -> ordersAccepted++;
            case Event.OrderRefused _ -> ordersRefused++;
            case Event.ChildOrderCreated _ -> childOrders++;
            case Event.OrderFilled _ -> fills++;
            case Event.FilledByHand _ -> fills++;
            case Event.RevisedFillCame e -> fills += e.revisedQty() == null ? 0 : 1;
            case Event.RequestRefused _ -> requestsRefused++;
            case Event.MassCancelRefused _ -> requestsRefused++;
            case Event.MessageRefused _ -> messagesRefused++;
            case Event.OfOrder _ -> {
            }
            case Event.OfChild _ -> {
            }
            case Event.ClientMessageNoted _ -> {
            }
            case Event.VenueMessageNoted _ -> {
            }
            case Event.StrayExecution _ -> {
            }
            case Event.OfStray _ -> {
            }
            case Event.SessionLoggedOn _ -> {
            }
            case Event.SessionLoggedOff _ -> {
            }
            case Event.OfDisconnect _ -> {
            }
            case Event.OfMassRequest _ -> {
            }
            case Event.CrossChanged _ -> {
                // its sides count
            }
            case Event.OfList _ -> {
            }
            case Event.SessionSteered _ -> {
            }
            case Event.VenueSteered _ -> {
            }
            case Event.TradingHalted _ -> {
            }
            case Event.TradingResumed _ -> {
            }
            case Event.DayStarted _ -> {
            }
            case Event.DayEnded _ -> {
            }
            case Event.VenueOpened _ -> {
            }
            case Event.VenueReconciled _ -> {
            }
            case Event.VenueClosed _ -> {
            }
            case Event.VenuePhaseBegan _ -> {
            }
            case Event.VenueDayChanged _ -> {
            }
            case Event.CorporateActionTold _ -> {
            }
            case Event.OverridesTold _ -> {
            }
            case Event.LocatesTold _ -> {
            }
            case Event.MarketTold _ -> {
            }
            case Event.LimitsTold _ -> {
            }
            case Event.PositionsTold _ -> {
            }
            case Event.KillTold _ -> {
            }
            case Event.LastPointTold _ -> {
            }
        }
    }

    DeskStatus.DayCounters view() {
        return new DeskStatus.DayCounters(since, ordersAccepted, ordersRefused, childOrders, fills, requestsRefused, messagesRefused);
    }
}
