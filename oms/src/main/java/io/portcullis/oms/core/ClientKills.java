package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about kills that counterparties ask for by FIX, as far as it is agreed what they may kill. None of them lets one be over (SEC 15c3-5(d)). */
final class ClientKills {

    private final Agreements agreements;
    private final KillRequests kills;
    private final Turn turn;

    ClientKills(Agreements agreements, KillRequests kills, Turn turn) {
        this.agreements = agreements;
        this.kills = kills;
        this.turn = turn;
    }

    // PartyActionRequest(35=DH)

    void decide(Command.PartyActionRequest c) {
        SessionKey session = c.origin().session();
        Subset subset = c.subset();
        Objection objection = c.objection() == null && subset != null ? objectionTo(session, subset) : c.objection();
        if (objection == null && subset != null) {
            String reason = "PartyActionRequest(35=DH) " + c.action().requestId();
            if (c.action().isTest()) {
                kills.rehearse(subset, user(session), reason);
            } else {
                kills.kill(subset, user(session), reason);
            }
        }
        turn.emit(new Event.KillTold(new KillFact.Answered(turn.nextId(), session, c.action(), objection)));
        if (objection == null && subset != null && !c.action().isTest()) {
            kills.await(subset, session, new KillFact.Asked.ByParty(c.action()));
        }
    }

    // OrderMassActionRequest(35=CA) with MassActionType(1373)=1

    /** What speaks against killing such orders of a session; null if nothing does. */
    @Nullable
    Objection objectionTo(SessionKey session, OrderSelection which) {
        Side side = which.side();
        if (side != null && textOf(side) == null) {
            return new Objection(Refusal.UNSUPPORTED_MASS_REQUEST, "Side(54) must be 1 or 2, or missing, to suspend orders, was " + side.code());
        }
        try {
            return objectionTo(session, subset(session, which));
        } catch (IllegalArgumentException e) {
            return new Objection(Refusal.UNSUPPORTED_MASS_REQUEST, "such orders can't be suspended: " + e.getMessage());
        }
    }

    /** Whether a kill is on exactly such orders, which two persons let be over. */
    boolean areKilled(SessionKey session, OrderSelection which) {
        try {
            return kills.areKilled(subset(session, which));
        } catch (IllegalArgumentException e) {
            return false; // which is refused later
        }
    }

    /** Nothing speaks against it. */
    void kill(SessionKey session, MassCancelTerms terms, ClOrdId name) {
        Subset subset = subset(session, terms.which());
        kills.kill(subset, user(session), "OrderMassActionRequest(35=CA) " + name);
        kills.await(subset, session, new KillFact.Asked.ByMassAction(name, terms));
    }

    /** See {@link KillRequests#canceledBeside}. */
    void canceledBeside(ParentOrder order) {
        kills.canceledBeside(order);
    }

    private static Subset subset(SessionKey session, OrderSelection which) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        values.put(Dimension.SESSION, session.value());
        put(values, Dimension.SYMBOL, which.symbol());
        put(values, Dimension.ACCOUNT, which.account());
        put(values, Dimension.SIDE, which.side() == null ? null : textOf(which.side()));
        return new Subset(new Scope(values), null);
    }

    private static void put(Map<Dimension, String> values, Dimension dimension, @Nullable String value) {
        if (value != null) {
            values.put(dimension, value);
        }
    }

    /** Null for sides that a subset does not tell apart. */
    private static @Nullable String textOf(Side side) {
        return side == Side.BUY ? "buy" : side == Side.SELL ? "sell" : null;
    }

    // Both

    private @Nullable Objection objectionTo(SessionKey session, Subset subset) {
        if (agreements.with(session).mayKill().stream().noneMatch(agreed -> agreed.covers(subset))) {
            return new Objection(Refusal.KILL_NOT_AGREED, "session " + session + " may not kill orders of " + subset + ": it is not agreed");
        }
        String objection = kills.objectionToKill(subset);
        return objection == null ? null : new Objection(Refusal.INVALID_VALUE, objection);
    }

    private static String user(SessionKey session) {
        return "session " + session;
    }
}
