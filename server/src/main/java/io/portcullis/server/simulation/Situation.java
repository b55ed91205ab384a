package io.portcullis.server.simulation;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no kind of event tells by itself, because several things have to meet. */
enum Situation {

    EXECUTION_BEHIND_A_CORPORATE_ACTION("an order is executed that a corporate action has changed"),
    REVISION_BEHIND_A_CORPORATE_ACTION("an execution is busted or corrected of an order that a corporate action has changed"),
    REPLACE_BEHIND_A_CORPORATE_ACTION("an order is replaced that a corporate action has changed"),
    CROSS_WAITS("a cross waits for its venue to open"),
    WAITING_CROSS_GOES_OUT("a cross goes out that has waited"),
    WAITING_CROSS_ENDS("a cross ends that was never sent"),
    CROSS_IS_REPLACED("a venue is sent another one instead of a cross"),
    CROSS_IS_CANCELED("a venue is asked to cancel a cross"),
    ONE_SIDE_ENDS_THE_OTHER("the end of one side of a cross ends the other one"),
    TIME_HAS_COME("an order begins at its time"),
    PRICE_HAS_COME("an order begins at the price that it has waited for"),
    BLOCK_IS_BOOKED("one execution is booked on several care orders"),
    REPLACE_HAD_ITS_TURN("a replace that waited for another one has its turn"),
    LEG_IS_REVISED("an execution of a leg is busted or corrected"),
    DESK_CHANGE_IS_DONE("an order is changed in its client's place"),
    PRICES_ARE_TOO_OLD("there is no price young enough to value an order without a limit with"),
    VENUES_ARE_FULL("venues have no room for a new order"),
    FULL_FOR_A_REPLACE("venues have no room for what a replace asks for"),
    MORE_BECAUSE_OF_A_BUST("what a venue takes back of an order lets it go on");

    private final String text;

    Situation(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Those that a record has brought about. @param state behind it */
    static Set<Situation> in(EventRecord record, ShardState state) {
        Set<Situation> all = EnumSet.noneOf(Situation.class);
        boolean isCrossSent = record.events().stream().anyMatch(event -> event instanceof Event.CrossChanged e && isSent(e, CrossFact.Message.NEW));
        boolean isCrossAccepted = record.events().stream().anyMatch(event -> event instanceof Event.CrossChanged e && e.fact() instanceof CrossFact.Accepted);
        int byHand = 0;
        for (Event event : record.events()) {
            Situation situation = of(event, record, state);
            if (situation != null) {
                all.add(situation);
            }
            byHand += event instanceof Event.FilledByHand ? 1 : 0;
        }
        if (byHand > 1) {
            all.add(BLOCK_IS_BOOKED);
        }
        if (isCrossAccepted != isCrossSent) {
            all.add(isCrossAccepted ? CROSS_WAITS : WAITING_CROSS_GOES_OUT);
        }
        return all;
    }

    private static boolean isSent(Event.CrossChanged e, CrossFact.Message message) {
        return e.fact() instanceof CrossFact.Sent sent && sent.message() == message;
    }

    private static @Nullable Situation of(Event event, EventRecord record, ShardState state) {
        return switch (event) {
            case Event.OrderFilled e -> isAdjusted(e.childId(), state) ? EXECUTION_BEHIND_A_CORPORATE_ACTION : null;
            case Event.FillBusted e -> revised(e.childId(), state);
            case Event.FillCorrected e -> revised(e.childId(), state);
            case Event.OrderRefused e when isRefusedBy(Refusal.VENUE_LIMIT, e) -> VENUES_ARE_FULL;
            case Event.OrderRefused e when isRefusedBy(Refusal.NO_REFERENCE_PRICE, e) -> PRICES_ARE_TOO_OLD;
            case Event.RequestRefused e when e.objection().refusal() == Refusal.VENUE_LIMIT -> FULL_FOR_A_REPLACE;
            case Event.ReplaceRequested e when record.consumed() == null -> REPLACE_HAD_ITS_TURN;
            case Event.OrderReplaced e -> isAdjusted(state.order(e.orderId())) ? REPLACE_BEHIND_A_CORPORATE_ACTION : null;
            case Event.CrossChanged e when isSent(e, CrossFact.Message.REPLACE) -> CROSS_IS_REPLACED;
            case Event.CrossChanged e when isSent(e, CrossFact.Message.CANCEL) -> CROSS_IS_CANCELED;
            case Event.OrderCanceled e -> ended(e, state);
            case Event.OrderReleased e -> begun(state.order(e.orderId()));
            case Event.LegReported e when e.fact() instanceof LegFact.Busted || e.fact() instanceof LegFact.Corrected -> LEG_IS_REVISED;
            case Event.DeskActed e when e.fact() instanceof DeskFact.OrderChanged -> DESK_CHANGE_IS_DONE;
            default -> null;
        };
    }

    private static boolean isRefusedBy(Refusal refusal, Event.OrderRefused e) {
        return e.objections().stream().anyMatch(objection -> objection.refusal() == refusal);
    }

    private static boolean isAdjusted(@Nullable ParentOrder order) {
        return order != null && order.adjusted() != null;
    }

    private static boolean isAdjusted(long childId, ShardState state) {
        ChildOrder child = state.childByRequest(childId);
        return child != null && isAdjusted(child.parent());
    }

    private static @Nullable Situation revised(long childId, ShardState state) {
        ChildOrder child = state.childByRequest(childId);
        return isAdjusted(childId, state) ? REVISION_BEHIND_A_CORPORATE_ACTION
                : child != null && child.parent().leavesQty().isPositive() ? MORE_BECAUSE_OF_A_BUST : null;
    }

    private static @Nullable Situation ended(Event.OrderCanceled e, ShardState state) {
        ParentOrder order = state.crosses().of(e.orderId()) == null ? null : state.order(e.orderId());
        return order == null ? null : order.children().isEmpty() ? WAITING_CROSS_ENDS : e.clOrdId() == null ? ONE_SIDE_ENDS_THE_OTHER : null;
    }

    private static @Nullable Situation begun(@Nullable ParentOrder order) {
        Activation activation = order == null ? null : order.terms().instructions().activation();
        return activation == null ? null : activation.trigger() == null ? TIME_HAS_COME : PRICE_HAS_COME;
    }
}
