package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;

/**
 * Tells clients at the begin of a trading day which orders of earlier days go on, as they are (FIX 4.4 Volume 4, H.1.a), if that is agreed. Each is a fact of its own, so that a
 * crash in the middle neither forgets one nor tells it twice.
 */
final class Restatements {

    /** How many orders are told at one go, and how long it is until the next: 20,000 a second, so that others have their turn and a client can read them. */
    private static final int PER_TURN = 200;
    private static final long BETWEEN_TURNS_NANOS = 10_000_000;

    private final DueList due;
    private final Agreements agreements;
    private final Turn turn;
    private long lastTurn;

    Restatements(DueList due, Agreements agreements, Turn turn) {
        this.due = due;
        this.agreements = agreements;
        this.turn = turn;
    }

    /** Whether orders still wait for being told: some at a time. */
    boolean isReporting() {
        return due.hasCarried();
    }

    void goOn() {
        if (!due.hasCarried() || due.hasToReconcile() || turn.logIsFull() || turn.time() - lastTurn < BETWEEN_TURNS_NANOS) {
            return;
        }
        lastTurn = turn.time();
        for (int i = 0; i < PER_TURN && turn.hasRoom(); i++) {
            ParentOrder order = due.nextCarried(turn.time());
            if (order == null) {
                return;
            }
            turn.emit(new Event.OrderRestated(agreements.practiceFor(order).restates() ? turn.nextId() : Event.NOT_TOLD, order.orderId()));
        }
    }
}
