package io.portcullis.oms.order;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.CorporateAction;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The corporate actions that were applied, the one that is being applied among them. A part of the state: events change it, and it holds no rule. */
public final class CorporateActions {

    /** How one stands. */
    public static final class Standing {

        final CorporateActionFact.Started started;
        final long startedTime;
        int adjusted;
        int canceled;
        boolean isDone;

        Standing(CorporateActionFact.Started started, long startedTime) {
            this.started = started;
            this.startedTime = startedTime;
        }

        public CorporateActionFact.Started started() {
            return started;
        }

        /** Epoch nanoseconds. */
        public long startedTime() {
            return startedTime;
        }

        /** How many orders it has changed. */
        public int adjusted() {
            return adjusted;
        }

        /** How many orders it has ended. */
        public int canceled() {
            return canceled;
        }

        /** No order is left that it has to change. */
        public boolean isDone() {
            return isDone;
        }
    }

    final Map<String, Standing> all = new LinkedHashMap<>();

    /** Oldest first. */
    public Collection<Standing> all() {
        return List.copyOf(all.values());
    }

    /** Null if it was not applied. */
    public @Nullable Standing standing(String action) {
        return all.get(action);
    }

    /** The one that is being applied; null if none is. */
    public @Nullable Standing running() {
        for (Standing standing : all.values()) {
            if (!standing.isDone) {
                return standing;
            }
        }
        return null;
    }

    /**
     * Whose shares are others from a trading day on, of those that were applied; one that is only called otherwise is worth the same.
     *
     * @param after the day that was before it
     * @param until the last such day
     */
    public Collection<String> symbolsBetween(LocalDate after, LocalDate until) {
        Set<String> symbols = new LinkedHashSet<>();
        for (Standing standing : all.values()) {
            CorporateAction action = standing.started.terms();
            if (action.exDate().isAfter(after) && !action.exDate().isAfter(until) && action.kind() != CorporateAction.Kind.SYMBOL) {
                symbols.add(action.symbol());
            }
        }
        return symbols;
    }

    void after(CorporateActionFact fact, long time) {
        switch (fact) {
            case CorporateActionFact.Started f -> all.put(f.action(), new Standing(f, time));
            case CorporateActionFact.Done f -> known(f.action()).isDone = true;
        }
    }

    void after(Event.OrderAdjusted e) {
        Standing standing = known(e.to().action());
        standing.adjusted += e.to().isCanceled() ? 0 : 1;
        standing.canceled += e.to().isCanceled() ? 1 : 0;
    }

    private Standing known(String action) {
        Standing standing = all.get(action);
        if (standing == null) {
            throw new IllegalStateException("an event tells of corporate action " + action + ", which no earlier event started");
        }
        return standing;
    }
}
