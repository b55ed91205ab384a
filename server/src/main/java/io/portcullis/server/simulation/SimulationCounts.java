package io.portcullis.server.simulation;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;

/** How much has happened, by the records that were decided. */
final class SimulationCounts {

    long orders;
    long refused;
    long cancels;
    long replaces;
    long requestsRefused;
    long childOrders;
    long executions;
    long busts;
    long ahead;
    long strays;
    long assigned;
    long disconnects;
    long leftBehind;
    long massCanceled;
    long withdrawn;
    long triggered;
    long trailed;
    long restated;
    long adjusted;
    long adjustedByVenues;
    long sentAnew;
    long lists;
    long released;
    long reduced;
    long linkCanceled;
    long staged;
    long parts;
    long byHand;
    long toldLater;
    long legReports;
    long crosses;
    long crossMessages;
    long entered;
    long changedByDesk;

    void count(Event event) {
        switch (event) {
            case Event.OrderAccepted e -> orders++;
            case Event.OrderRefused e -> refused++;
            case Event.CancelRequested e -> cancels++;
            case Event.ReplaceRequested e -> replaces++;
            case Event.RequestRefused e -> requestsRefused++;
            case Event.ChildOrderCreated e -> childOrders++;
            case Event.OrderFilled e -> executions++;
            case Event.LegReported e -> legReports++;
            case Event.FillBusted e -> busts++;
            case Event.FillCorrected e -> busts++;
            case Event.RevisedFillCame e -> ahead++;
            case Event.StrayExecution e when e.childId() == 0 -> strays++;
            case Event.StrayAssigned e -> assigned++;
            case Event.SessionLoggedOff e -> disconnects++;
            case Event.DisconnectCancelOrdered e -> leftBehind++;
            case Event.MassCancelOrdered e -> massCanceled++;
            case Event.ChildOrderWithdrawn e -> withdrawn++;
            case Event.OrderTriggered e -> triggered++;
            case Event.OrderTrailed e -> trailed++;
            case Event.OrderRestated e -> restated += e.execId() == Event.NOT_TOLD ? 0 : 1;
            case Event.OrderAdjusted e -> adjusted++;
            case Event.ChildOrderAdjusted e -> adjustedByVenues++;
            case Event.OrderReplaced e when e.isSentAnew() -> sentAnew++;
            case Event.OrderListAccepted e -> lists++;
            case Event.CrossChanged e when e.fact() instanceof CrossFact.Accepted -> crosses++;
            case Event.CrossChanged e when e.fact() instanceof CrossFact.Sent -> crossMessages++;
            case Event.OrderReleased e -> released++;
            case Event.OrderReduced e -> reduced++;
            case Event.LinkCancelOrdered e when e.byLink() -> linkCanceled++;
            case Event.FilledByHand e -> byHand++;
            case Event.OrderWorked e when e.fact() instanceof CareFact.Staged -> staged++;
            case Event.OrderWorked e when e.fact() instanceof CareFact.PartRouted -> parts++;
            case Event.OrderWorked e when e.fact() instanceof CareFact.FillsReleased -> toldLater++;
            case Event.DeskActed e when e.fact() instanceof DeskFact.OrderEntered -> entered++;
            case Event.DeskActed e when e.fact() instanceof DeskFact.OrderChanged -> changedByDesk++;
            case Event.ChildOrderTriggered e -> triggered++;
            default -> {
                // not counted
            }
        }
    }
}
