package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;

/** Decides what it means that a venue says an order is over. */
final class VenueEnds {

    private final Findings findings;
    private final Turn turn;

    VenueEnds(Findings findings, Turn turn) {
        this.findings = findings;
        this.turn = turn;
    }

    void canceled(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT) {
            findings.note(c, "canceled, but ended before", false);
            return;
        }
        findings.acknowledgeByTheWay(child, c);
        findings.missed(child, c.cumQty());
        turn.emit(new Event.ChildOrderCanceled(child.childId(), Findings.textOf(c)));
    }

    void expired(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT) {
            findings.note(c, "expired, but ended before", false);
            return;
        }
        findings.acknowledgeByTheWay(child, c);
        findings.missed(child, c.cumQty());
        turn.emit(new Event.ChildOrderExpired(child.childId(), Findings.textOf(c)));
    }

    void doneForDay(ChildOrder child, VenueReport c) {
        if (outlivesTheDay(child)) {
            findings.acknowledgeByTheWay(child, c);
            findings.note(c, "done for the day", false);
        } else {
            dayIsOver(child, c);
        }
    }

    /** Of an order that does not outlive it. */
    void dayIsOver(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT) {
            findings.note(c, "done for the day, but ended before", false);
            return;
        }
        findings.acknowledgeByTheWay(child, c);
        findings.missed(child, c.cumQty());
        turn.emit(new Event.ChildOrderDoneForDay(child.childId(), Findings.textOf(c)));
    }

    /** It is at the venue again tomorrow: if it counted as ended, its quantity could be sent out twice. */
    static boolean outlivesTheDay(ChildOrder child) {
        return switch (child.timeInForce()) {
            case GOOD_TILL_CANCEL, GOOD_TILL_DATE -> true;
            case DAY, IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> false;
        };
    }

    void orderRejected(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT || !child.isLive()) {
            findings.note(c, "rejected, but ended before", true);
        } else {
            findings.missed(child, c.cumQty());
            turn.emit(new Event.ChildOrderRejected(child.childId(), Findings.textOf(c)));
        }
    }
}
