package io.portcullis.server.orderlog;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.projection.EventJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes lines of records: one for each event, with the order's names by the client, by us and at the venue, and how the order stood afterwards. */
final class OrderLines {

    private final Ids ids;
    private final String log;
    private final OrderNames names;
    private final EventJson json;
    private final Line line;

    OrderLines(String log, OrderNames names, Line line) {
        this.log = log;
        this.ids = new Ids(log);
        this.names = names;
        this.json = new EventJson(ids);
        this.line = line;
    }

    /** Writes the lines of a record's events from that one on. */
    void write(EventRecord record, int firstIndex) {
        List<Event> events = record.events();
        for (int i = 0; i < events.size(); i++) {
            names.learn(events.get(i));
        }
        for (int i = firstIndex; i < events.size(); i++) {
            Event event = events.get(i);
            line.begin().plain("time", Instant.ofEpochSecond(0, record.time()).toString()).plain("place", new Place(log, record.position(), i).toString())
                    .plain("event", EventJson.nameOf(event));
            about(event, record);
            Origin in = record.consumed();
            line.put("in", in == null ? null : in.session().value() + ":" + in.msgSeqNum()).putJson("fields", json.of(event)).end();
        }
        names.forgetEnded(record.summaries());
    }

    private void about(Event event, EventRecord record) {
        switch (event) {
            case Event.RequestRefused e when e.orderId() == 0 -> client(e.session().value(), e.clOrdId().value());
            case Event.StatusReported e when e.orderId() == 0 -> client(e.session().value(), e.clOrdId().value());
            case Event.TradeDenied e when e.orderId() == 0 -> client(e.session().value(), null);
            case Event.StrayExecution e when e.childId() != 0 -> child(e.childId(), names.child(e.childId()), record);
            case Event.StrayAssigned e -> child(e.childId(), names.child(e.childId()), record);
            case Event.OfOrder e -> order(e.orderId(), record);
            case Event.OfChild e -> child(e.childId(), names.child(e.childId()), record);
            case Event.MessageRefused e -> client(e.session().value(), e.echo().clOrdId());
            case Event.ClientMessageNoted e -> client(e.session().value(), null);
            case Event.VenueMessageNoted e -> venue(e.venue().value(), e.clOrdId(), record);
            case Event.StrayExecution e -> venue(e.venue().value(), e.clOrdId(), record);
            case Event.SessionLoggedOn e -> client(e.session().value(), null);
            case Event.SessionLoggedOff e -> client(e.session().value(), null);
            case Event.OfDisconnect e -> client(e.session().value(), null);
            case Event.MassCancelAccepted e -> client(e.session().value(), e.clOrdId().value());
            case Event.MassCancelRefused e -> client(e.session().value(), e.clOrdId().value());
            case Event.MassCancelDone e -> client(e.session().value(), e.clOrdId().value());
            case Event.OfMassRequest e -> client(e.session().value(), null);
            case Event.OfList e -> client(e.session().value(), null);
            case Event.CrossChanged e -> client(e.session().value(), null);
            case Event.SessionSteered e -> client(e.session().value(), null);
            case Event.VenueSteered e -> line.put("venue", e.venue().value());
            case Event.VenueOpened e -> line.put("venue", e.venue().value());
            case Event.VenueClosed e -> line.put("venue", e.venue().value());
            case Event.VenueReconciled e -> line.put("venue", e.venue().value());
            case Event.VenuePhaseBegan e -> line.put("venue", e.venue().value());
            case Event.VenueDayChanged e -> line.put("venue", e.venue().value());
            case Event.LastPointTold e when e.fact() instanceof LastPointFact.Stopped f -> line.put("venue", f.venue().value());
            case Event.LastPointTold _,Event.CorporateActionTold _,Event.LimitsTold _,Event.PositionsTold _,Event.KillTold _,Event.OverridesTold _,Event.LocatesTold _,Event.MarketTold _,Event.OfStray _,Event.TradingHalted _,Event.TradingResumed _,Event.DayStarted _,Event.DayEnded _ -> {
                // about no order and no session
            }
        }
    }

    private void client(String session, @Nullable String clOrdId) {
        line.put("session", session).put("clOrdIds", clOrdId == null ? List.of() : List.of(clOrdId));
    }

    private void order(long orderId, EventRecord record) {
        OrderNames.Parent parent = names.parent(orderId);
        line.put("session", parent.session()).put("clOrdIds", parent.clOrdIds()).put("orderId", ids.orderId(orderId));
        stands(orderId, record);
    }

    private void child(long childId, OrderNames.Child child, EventRecord record) {
        if (child.isKnown()) {
            order(child.orderId(), record);
            line.put("venue", child.venue());
        }
        line.put("childId", ids.venueClOrdId(childId));
    }

    /** What a venue says of an order that it calls by our ClOrdID(11), or by something that we never sent. */
    private void venue(String venue, String clOrdId, EventRecord record) {
        long number = ids.parse(clOrdId);
        OrderNames.Child child = number == 0 ? null : names.child(number);
        if (child != null && child.isKnown()) {
            child(number, child, record);
        } else {
            line.put("venue", venue).put("childId", clOrdId.isEmpty() ? null : clOrdId);
        }
    }

    private void stands(long orderId, EventRecord record) {
        for (OrderSummary summary : record.summaries()) {
            if (summary.id() == orderId) {
                line.put("ordStatus", summary.ordStatus().name()).putJson("cumQty", summary.cumQty()).putJson("leavesQty", summary.leavesQty());
            }
        }
    }
}
