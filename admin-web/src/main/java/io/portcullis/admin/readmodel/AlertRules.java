package io.portcullis.admin.readmodel;

import io.portcullis.admin.readmodel.Alert.Severity;
import io.portcullis.oms.event.Event;
import org.jspecify.annotations.Nullable;

/** Which events a person should see at once, and how urgent they are. */
final class AlertRules {

    private AlertRules() {
    }

    /** Null for the daily run of business, which the blotter shows. */
    static @Nullable Severity severityOf(Event event) {
        return switch (event) {
            case Event.StrayExecution _,Event.ExecutionMissed _,Event.TradingHalted _ -> Severity.ALARM;
            case Event.VenueMessageNoted e -> e.alarm() ? Severity.ALARM : null;
            case Event.OrderRejected _,Event.CancelFailed _,Event.ChildStatusRequested _,Event.FillBusted _,Event.FillCorrected _,Event.SessionLoggedOff _ -> Severity.WARNING;
            case Event.ChildRequestRejected e -> e.why() == Event.RejectedBecause.UNKNOWN_ORDER ? Severity.WARNING : null;
            case Event.TradingResumed _,Event.MessageRefused _,Event.SessionLoggedOn _,Event.CancelOrdered _,Event.DayStarted _ -> Severity.NOTICE;
            case Event.OrderAccepted _,Event.OrderRefused _,Event.CancelRequested _,Event.ReplaceRequested _,Event.RequestRefused _ -> null;
            case Event.OrderReplaced _,Event.OrderCanceled _,Event.ExpiryDue _,Event.OrderExpired _,Event.StatusReported _ -> null;
            case Event.ChildOrderCreated _,Event.ChildOrderAcknowledged _,Event.ChildOrderRejected _,Event.ChildOrderCanceled _ -> null;
            case Event.ChildOrderExpired _,Event.ChildCancelRequested _,Event.ChildReplaceRequested _,Event.ChildOrderReplaced _ -> null;
            case Event.ChildStatusAnswered _,Event.OrderFilled _ -> null;
        };
    }

    /** The session or venue that an event is about which is about no order. */
    static String subjectOf(Event event) {
        return switch (event) {
            case Event.StrayExecution e -> e.venue().value();
            case Event.VenueMessageNoted e -> e.venue().value();
            case Event.MessageRefused e -> e.session().value();
            case Event.SessionLoggedOn e -> e.session().value();
            case Event.SessionLoggedOff e -> e.session().value();
            case Event.TradingHalted _,Event.TradingResumed _,Event.DayStarted _ -> "Trading";
            case Event.OfOrder _,Event.OfChild _ -> "Order";
        };
    }
}
