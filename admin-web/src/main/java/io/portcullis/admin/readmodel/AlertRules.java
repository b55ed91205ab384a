package io.portcullis.admin.readmodel;

import io.portcullis.admin.readmodel.Alert.Severity;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which events a person should see at once, and how urgent they are. */
final class AlertRules {

    private AlertRules() {
    }

    /** Null for the daily run of business, which the blotter shows. */
    static @Nullable Severity severityOf(Event event) {
        return switch (event) {
            case Event.StrayExecution _ -> Severity.ALARM;
            case Event.ExecutionMissed _ -> Severity.ALARM;
            case Event.TradingHalted _ -> Severity.ALARM;
            case Event.VenueMessageNoted e -> e.alarm() ? Severity.ALARM : null;
            case Event.ClientMessageNoted e -> e.alarm() ? Severity.ALARM : null;
            case Event.OrderRejected _ -> Severity.WARNING;
            case Event.CancelFailed _ -> Severity.WARNING;
            case Event.ChildStatusRequested e -> e.isRoutine() ? null : Severity.WARNING;
            case Event.FillBusted _ -> Severity.WARNING;
            case Event.FillCorrected _ -> Severity.WARNING;
            case Event.SessionLoggedOff _ -> Severity.WARNING;
            case Event.MassCancelRefused _ -> Severity.WARNING;
            case Event.ChildRequestRejected e -> e.why() == Event.RejectedBecause.UNKNOWN_ORDER ? Severity.WARNING : null;
            case Event.SessionSteered _ -> Severity.NOTICE;
            case Event.VenueSteered _ -> Severity.NOTICE;
            case Event.TradingResumed _ -> Severity.NOTICE;
            case Event.MessageRefused _ -> Severity.NOTICE;
            case Event.SessionLoggedOn _ -> Severity.NOTICE;
            case Event.OrderWorked e -> e.fact() instanceof CareFact.Staged ? Severity.NOTICE : null;
            case Event.FilledByHand _ -> null;
            case Event.DeskActed e -> switch (e.fact()) {
                case DeskFact.ChangeFailed _ -> Severity.WARNING;
                case DeskFact.OrderEntered _,DeskFact.ChangeOrdered _ -> Severity.NOTICE;
                case DeskFact.DeskCancelOrdered _ -> e.user() == null ? null : Severity.NOTICE;
                case DeskFact.OrderChanged _ -> null;
            };
            case Event.CancelOrdered _ -> Severity.NOTICE;
            case Event.MassCancelAccepted _ -> Severity.NOTICE;
            case Event.DisconnectCancelPlanned _ -> Severity.NOTICE;
            case Event.DisconnectCancelDue _ -> Severity.NOTICE;
            case Event.DayStarted _ -> Severity.NOTICE;
            case Event.DayEnded _ -> Severity.NOTICE;
            case Event.VenueOpened _ -> Severity.NOTICE;
            case Event.VenueReconciled e -> e.unanswered() > 0 ? Severity.WARNING : Severity.NOTICE;
            case Event.VenueClosed _ -> Severity.NOTICE;
            case Event.VenuePhaseBegan _ -> Severity.NOTICE;
            case Event.VenueDayChanged _ -> Severity.NOTICE;
            case Event.DisconnectCancelOrdered _ -> null;
            case Event.DisconnectCancelDone _ -> null;
            case Event.MassCancelOrdered _ -> null;
            case Event.MassCancelDone _ -> null;
            case Event.MassStatusAccepted _ -> null;
            case Event.MassStatusRefused _ -> null;
            case Event.MassStatusReported _ -> null;
            case Event.MassStatusDone _ -> null;
            case Event.ChildOrderMoved _ -> null;
            case Event.ChildOrderWithdrawn _ -> Severity.NOTICE;
            case Event.OrderAccepted _ -> null;
            case Event.OrderParked _ -> null;
            case Event.OrderTriggered _ -> null;
            case Event.OrderTrailed _ -> null;
            case Event.OrderRestated _ -> null;
            case Event.CrossChanged _ -> null;
            case Event.OrderListRefused _ -> Severity.NOTICE;
            case Event.OrderListAccepted _ -> null;
            case Event.ListCancelRequested _ -> null;
            case Event.ListExecuted _ -> null;
            case Event.ListReported _ -> null;
            case Event.OrderReleased _ -> null;
            case Event.OrderReduced _ -> null;
            case Event.LinkCancelOrdered _ -> null;
            case Event.ChildOrderTriggered _ -> null;
            case Event.OrderRefused e -> isBlocked(e.objections()) ? Severity.WARNING : null;
            case Event.CancelRequested _ -> null;
            case Event.ReplaceQueued _ -> null;
            case Event.ReplaceRequested _ -> null;
            case Event.RequestRefused e -> e.responseTo() == Event.ResponseTo.REPLACE && isBlocked(List.of(e.objection())) ? Severity.WARNING : null;
            case Event.OrderReplaced _ -> null;
            case Event.OrderCanceled _ -> null;
            case Event.ExpiryDue _ -> null;
            case Event.OrderRouted _ -> null;
            case Event.OrderExpired _ -> null;
            case Event.OrderDoneForDay _ -> null;
            case Event.StatusReported _ -> null;
            case Event.ChildOrderCreated _ -> null;
            case Event.ChildOrderAcknowledged _ -> null;
            case Event.ChildOrderRejected _ -> null;
            case Event.ChildOrderCanceled _ -> null;
            case Event.ChildOrderExpired _ -> null;
            case Event.ChildOrderDoneForDay _ -> null;
            case Event.ChildCancelRequested _ -> null;
            case Event.ChildReplaceRequested _ -> null;
            case Event.ChildOrderReplaced _ -> null;
            case Event.ChildStatusAnswered _ -> null;
            case Event.OrderFilled _ -> null;
            case Event.LegReported e -> e.fact() instanceof LegFact.Busted ? Severity.WARNING : null;
            case Event.StrayRevised _ -> Severity.WARNING;
            case Event.StrayAssigned _ -> Severity.NOTICE;
            case Event.StraySettled _ -> Severity.NOTICE;
            case Event.StrayDenied _ -> Severity.NOTICE;
            case Event.ChildOrderFound _ -> Severity.WARNING;
            case Event.RevisedFillCame _ -> Severity.WARNING;
            case Event.TradeDenied _ -> Severity.ALARM;
            case Event.LookAlikeNoticed _ -> Severity.WARNING;
            case Event.CorporateActionTold _ -> Severity.NOTICE;
            case Event.LocatesTold _ -> Severity.NOTICE;
            case Event.MarketTold e -> switch (e.fact()) {
                case MarketFact.Halted _,MarketFact.ShortSalesRestricted _ -> Severity.WARNING;
                case MarketFact.BandsSet f -> f.source().venue() == null ? Severity.NOTICE : null;
                case MarketFact.BandsWorkedOut _ -> null;
                case MarketFact.Resumed _,MarketFact.BandsLifted _,MarketFact.ShortSalesFree _ -> Severity.NOTICE;
            };
            case Event.LimitsTold e -> switch (e.fact()) {
                case LimitFact.Warned _,LimitFact.LeftOut _,LimitFact.Restricting _ -> Severity.WARNING;
                default -> Severity.NOTICE;
            };
            case Event.PositionsTold e -> e.fact() instanceof PositionFact.Entered ? Severity.NOTICE : null;
            case Event.KillTold e -> switch (e.fact()) {
                case KillFact.Ordered _ -> Severity.ALARM;
                case KillFact.ReleaseProposed _,KillFact.Released _ -> Severity.WARNING;
                case KillFact.WorkedOff _,KillFact.Flat _,KillFact.ReleaseEnded _,KillFact.Rehearsed _ -> Severity.NOTICE;
                case KillFact.SymbolsAdded _,KillFact.Awaited _,KillFact.Completed _ -> null;
                case KillFact.Answered f -> f.objection() == null ? null : Severity.WARNING;
            };
            case Event.OrderKilled _ -> null;
            case Event.OverridesTold _ -> Severity.WARNING;
            case Event.OrderOverridden _ -> Severity.WARNING;
            case Event.LastPointTold _ -> Severity.ALARM;
            case Event.OrderAdjusted e -> e.to().isCanceled() ? Severity.NOTICE : null;
            case Event.ChildOrderAdjusted _ -> null;
        };
    }

    /** A control has done its work, which somebody should know of. */
    private static boolean isBlocked(List<Objection> objections) {
        return objections.stream().anyMatch(objection -> objection.refusal().fault() == Refusal.Fault.RISK && !isOfWhatIsAlerted(objection.refusal()));
    }

    /** It follows from a halt or a kill, which was an alert by itself. */
    private static boolean isOfWhatIsAlerted(Refusal refusal) {
        return refusal == Refusal.HALTED || refusal == Refusal.INSTRUMENT_HALTED || refusal == Refusal.KILLED;
    }

    /** What was blocked, without what differs from one order to the next: a storm of them is one alert. Null if nothing was. */
    static @Nullable String blocked(Event event) {
        return switch (event) {
            case Event.OrderRefused e -> "orders" + (isOfKnownAccount(e) ? " of " + e.terms().account() : "") + " are refused: " + names(e.objections());
            case Event.RequestRefused e -> "replaces are refused: " + names(List.of(e.objection()));
            default -> null;
        };
    }

    /** Whoever makes names up makes no alerts by it. */
    private static boolean isOfKnownAccount(Event.OrderRefused e) {
        return e.terms().account() != null && e.objections().stream()
                .noneMatch(objection -> objection.refusal() == Refusal.UNKNOWN_ACCOUNT || objection.refusal() == Refusal.ACCOUNT_NOT_ALLOWED);
    }

    private static String names(List<Objection> objections) {
        return objections.stream().filter(objection -> !isOfWhatIsAlerted(objection.refusal()))
                .map(objection -> objection.refusal().number() + " " + objection.refusal().name()).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    /** The session or venue that an event is about which is about no order. */
    static String subjectOf(Event event) {
        return switch (event) {
            case Event.StrayExecution e -> e.venue().value();
            case Event.VenueMessageNoted e -> e.venue().value();
            case Event.ClientMessageNoted e -> e.session().value();
            case Event.MessageRefused e -> e.session().value();
            case Event.SessionLoggedOn e -> e.session().value();
            case Event.SessionLoggedOff e -> e.session().value();
            case Event.OfDisconnect e -> e.session().value();
            case Event.OfMassRequest e -> e.session().value();
            case Event.OfList e -> e.session().value();
            case Event.CrossChanged e -> e.session().value();
            case Event.SessionSteered e -> e.session().value();
            case Event.VenueSteered e -> e.venue().value();
            case Event.TradingHalted _ -> "Trading";
            case Event.TradingResumed _ -> "Trading";
            case Event.DayStarted _ -> "Trading";
            case Event.DayEnded _ -> "Trading";
            case Event.VenueOpened e -> e.venue().value();
            case Event.VenueReconciled e -> e.venue().value();
            case Event.VenueClosed e -> e.venue().value();
            case Event.VenuePhaseBegan e -> e.venue().value();
            case Event.VenueDayChanged e -> e.venue().value();
            case Event.CorporateActionTold _ -> "Corporate action";
            case Event.LimitsTold _ -> "Limits";
            case Event.PositionsTold _ -> "Positions";
            case Event.KillTold _ -> "Kill";
            case Event.OverridesTold _ -> "Overrides";
            case Event.LastPointTold e -> e.fact() instanceof LastPointFact.Stopped f ? f.venue().value() : "Orders out";
            case Event.LocatesTold _ -> "Locates";
            case Event.MarketTold e -> e.fact().symbol();
            case Event.OfStray _ -> "Stray execution";
            case Event.TradeDenied e when e.orderId() == 0 -> e.session().value();
            case Event.OfOrder _ -> "Order";
            case Event.OfChild _ -> "Order";
        };
    }
}
