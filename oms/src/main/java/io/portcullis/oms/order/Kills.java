package io.portcullis.oms.order;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kills that are in force. A part of the state: events change it, and it holds no rule. */
public final class Kills {

    private final Map<Long, Kill> byId = new LinkedHashMap<>();
    private List<Kill> inForce = List.of();
    KillFact.@Nullable Rehearsed rehearsed;

    /** Nothing is killed. */
    public boolean isEmpty() {
        return inForce.isEmpty();
    }

    /** Oldest first. Another list after each change. */
    public List<Kill> inForce() {
        return inForce;
    }

    /** Null if there is none, or it is over. */
    public @Nullable Kill kill(long killId) {
        return byId.get(killId);
    }

    /** The one on exactly these orders, that which two persons release before one that is over more easily; null if none is. */
    public @Nullable Kill on(Subset subset) {
        Kill on = null;
        for (Kill kill : inForce) {
            if (kill.ordered.subset().equals(subset) && (on == null || kill.ordered.release().equals(Release.BY_TWO_PERSONS))) {
                on = kill;
            }
        }
        return on;
    }

    /** Whether one is on exactly these orders that is over no more easily than so. */
    public boolean areOn(Subset subset, Release release) {
        for (Kill kill : inForce) {
            Release its = kill.ordered.release();
            if (kill.ordered.subset().equals(subset) && (its.equals(Release.BY_TWO_PERSONS) || its.equals(release))) {
                return true;
            }
        }
        return false;
    }

    /** What was rehearsed last; null if nothing was. */
    public KillFact.@Nullable Rehearsed rehearsed() {
        return rehearsed;
    }

    void after(KillFact fact, long time) {
        switch (fact) {
            case KillFact.Ordered f -> put(new Kill(f, time));
            case KillFact.WorkedOff f -> known(f.killId()).workedOffTime = time;
            case KillFact.Flat f -> known(f.killId()).flatTime = time;
            case KillFact.ReleaseProposed f -> known(f.killId()).proposed = f;
            case KillFact.ReleaseEnded f -> known(f.killId()).proposed = null;
            case KillFact.Released f -> {
                byId.remove(f.killId());
                inForce = List.copyOf(byId.values());
            }
            case KillFact.Rehearsed f -> rehearsed = f;
            case KillFact.SymbolsAdded f -> {
                Kill kill = known(f.killId());
                kill.ordered = kill.ordered.withMore(f.symbols());
                kill.hasAllSymbols = f.areAll();
            }
            case KillFact.Awaited f -> known(f.killId()).awaited.add(f);
            case KillFact.Completed f -> known(f.killId()).awaited.remove(new KillFact.Awaited(f.killId(), f.session(), f.asked()));
            case KillFact.Answered f -> {
                // what it has asked for is another fact
            }
        }
    }

    /** What is called otherwise from its ex-date on is killed under its new name, too. */
    void after(CorporateActionFact fact) {
        String newSymbol = fact instanceof CorporateActionFact.Started f ? f.terms().newSymbol() : null;
        if (newSymbol != null && fact instanceof CorporateActionFact.Started f) {
            inForce.forEach(kill -> kill.ordered = kill.ordered.renamed(f.terms().symbol(), newSymbol));
        }
    }

    /** Whether one that is in force was about that order. */
    boolean knows(long orderId) {
        for (int i = 0; i < inForce.size(); i++) {
            if (inForce.get(i).known.contains(orderId)) {
                return true;
            }
        }
        return false;
    }

    void put(Kill kill) {
        byId.put(kill.killId(), kill);
        inForce = List.copyOf(byId.values());
    }

    void after(Event.OrderKilled e) {
        known(e.killId()).add(e.orderId());
    }

    /** Something has happened to an order: it may not be executed any more. */
    void after(ParentOrder order) {
        if (order.isOpen() || order.hasLiveChild()) {
            return;
        }
        for (Kill kill : inForce) {
            kill.outstanding.remove(order.orderId);
        }
    }

    private Kill known(long killId) {
        Kill kill = byId.get(killId);
        if (kill == null) {
            throw new IllegalStateException("an event tells of kill " + killId + ", which is not in force");
        }
        return kill;
    }
}
