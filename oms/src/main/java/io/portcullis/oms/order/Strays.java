package io.portcullis.oms.order;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The stray executions of a shard: those that somebody has to look at, however old, and those that were settled on this trading day or the one before, which a venue may
 * still tell again. Changed by events only.
 */
public final class Strays {

    /** So many are kept; what comes beyond that is recorded and alarmed, and can't be settled by hand. */
    public static final int MOST = 10_000;

    private final TreeMap<Long, Stray> byId = new TreeMap<>();
    private final Map<String, List<Long>> byExecId = new HashMap<>();
    private int openAheads;

    Strays() {
    }

    // Questions

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    public boolean isFull() {
        return byId.size() >= MOST;
    }

    /** All that are kept, oldest first. */
    public List<Stray> all() {
        return List.copyOf(byId.values());
    }

    /** Null if none is kept under that number. */
    public @Nullable Stray stray(long strayId) {
        return byId.get(strayId);
    }

    /** The one that a report of an execution of an order that we don't know tells of again, or that has come ahead of it; null if there is none. */
    public @Nullable Stray toldBy(VenueReport c) {
        return newest(c.venue(), c.execId(), stray -> stray.isToldBy(c));
    }

    /**
     * The one that a report of an execution of an order that we know tells of: a bust or a correction that has come ahead of it, or the same told before as that of an order
     * that we did not know. Null if there is none.
     */
    public @Nullable Stray toldBy(ChildOrder child, VenueReport c) {
        return newest(c.venue(), c.execId(), stray -> stray.told().childId() == child.childId()
                ? !stray.isUsedUp() && !stray.isOfALaterDay(c.tradeDate())
                : stray.told().childId() == 0 && stray.isToldBy(c) && stray.isOfTheSameOrder(c));
    }

    /** A bust or a correction of that order's execution that has come ahead of it, by any of its names; null if there is none. */
    public @Nullable Stray revisionOf(ChildOrder child, String execId) {
        return newest(child.venue(), execId, stray -> stray.told().childId() == child.childId() && !stray.isUsedUp());
    }

    /** The one that a bust or a correction of an order that we don't know is about: sooner of the same order, by the venue's names for it, than of the same symbol and side. */
    public @Nullable Stray revisedBy(VenueReport c, String execId) {
        Stray sameOrder = newest(c.venue(), execId, stray -> stray.isOfTheSameOrder(c));
        return sameOrder != null ? sameOrder
                : newest(c.venue(), execId, stray -> stray.isOfTheSameInstrument(c));
    }

    private @Nullable Stray newest(VenueId venue, String execId, Predicate<Stray> condition) {
        Stray found = null;
        for (long id : byExecId.getOrDefault(execId, List.of())) {
            Stray stray = byId.get(id);
            found = stray != null && stray.isKnownAs(venue, execId) && condition.test(stray) ? stray : found;
        }
        return found;
    }

    /** An execution of the order is taken back, of which only the bust has come. */
    public boolean haveBustOf(ParentOrder order) {
        if (openAheads == 0) {
            return false;
        }
        for (Stray stray : byId.values()) {
            if (stray.orderId() == order.orderId() && stray.isOpen() && stray.standing().isBusted()) {
                return true;
            }
        }
        return false;
    }

    // What events do to them

    void add(Stray stray) {
        Stray before = byId.put(stray.strayId(), stray);
        openAheads += (isOpenAhead(stray) ? 1 : 0) - (before != null && isOpenAhead(before) ? 1 : 0);
        stray.execIds().forEach(execId -> index(execId, stray.strayId()));
    }

    private static boolean isOpenAhead(Stray stray) {
        return stray.orderId() != 0 && stray.isOpen();
    }

    private void index(String execId, long strayId) {
        List<Long> ids = byExecId.computeIfAbsent(execId, _ -> new ArrayList<>(1));
        if (!ids.contains(strayId)) {
            ids.add(strayId);
            ids.sort(null);
        }
    }

    void after(Event.OfStray event, long day) {
        Stray before = byId.get(event.strayId());
        if (before == null) {
            throw new IllegalStateException("an event tells of stray execution " + event.strayId() + ", which no earlier event reported");
        }
        add(switch (event) {
            case Event.StrayRevised e -> before.after(e, day);
            case Event.StrayDenied e -> before.after(e);
            case Event.StrayAssigned e -> before.settled(new Stray.Settlement(e.orderId(), e.childId(), e.execId(), e.user(), e.reason(), day));
            case Event.StraySettled e -> before.settled(new Stray.Settlement(0, 0, 0, e.user(), e.reason(), day));
        });
    }

    /** What it was about has come. */
    void matched(long strayId, String reason, long day) {
        Stray stray = byId.get(strayId);
        if (stray != null) {
            add(stray.settled(new Stray.Settlement(0, 0, 0, null, reason, day)));
        }
    }

    /** Those that were settled before that day are of the past. */
    void forgetSettledBefore(long day) {
        byId.values().removeIf(stray -> {
            Stray.Settlement settlement = stray.settlement();
            boolean isOld = settlement != null && settlement.day() < day;
            if (isOld) {
                stray.execIds().forEach(execId -> forget(execId, stray.strayId()));
            }
            return isOld;
        });
    }

    private void forget(String execId, long strayId) {
        List<Long> ids = byExecId.get(execId);
        if (ids != null) {
            ids.remove(Long.valueOf(strayId));
            if (ids.isEmpty()) {
                byExecId.remove(execId);
            }
        }
    }
}
