package io.portcullis.oms.order;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which venues are connected, which may be sent orders, and why others may not: our own people closed them, or their trading hours are over; and how their auctions stand. */
public final class VenueStandings {

    private Set<VenueId> connected = Set.of();
    private Set<VenueId> reconciling = Set.of();
    private final Map<VenueId, Set<SessionKey>> sessionsUp = new LinkedHashMap<>();
    private Set<SessionKey> sessionsReconciling = Set.of();
    /** Over which further session the last new order went, of venues where it was one. */
    final Map<VenueId, SessionKey> lastOver = new LinkedHashMap<>();
    private Set<VenueId> takingOrders = Set.of();
    final Map<VenueId, Event.VenueSteered> closed = new LinkedHashMap<>();
    final Map<VenueId, Event.VenueClosed> outOfHours = new LinkedHashMap<>();
    final Map<VenueId, VenuePhases> phases = new LinkedHashMap<>();
    final Map<VenueId, VenueDay> days = new LinkedHashMap<>();

    /** At least one of its sessions is up. */
    public boolean isConnected(VenueId venue) {
        return connected.contains(venue);
    }

    /** Whether requests can be sent over that session of the venue. @param session null for the first one */
    public boolean isConnected(VenueId venue, @Nullable SessionKey session) {
        Set<SessionKey> up = sessionsUp.get(venue);
        return up != null && up.contains(venue.session(session));
    }

    /** That session of the venue is up, and no other one is. */
    public boolean isOnlyUp(VenueId venue, SessionKey session) {
        return Set.of(session).equals(sessionsUp.get(venue));
    }

    /** Whether new orders can be sent over that session of the venue, as far as that goes. @param session null for the first one */
    public boolean takesNewOver(VenueId venue, @Nullable SessionKey session) {
        return isConnected(venue, session) && !sessionsReconciling.contains(venue.session(session));
    }

    /** That over which the last new order went; null for the first one. */
    public @Nullable SessionKey lastOver(VenueId venue) {
        return lastOver.get(venue);
    }

    /** Those that are, whatever else is said of them. Another set after each change. */
    public Set<VenueId> connected() {
        return connected;
    }

    /** It is asked, since it is back, about the orders that it has, and gets nothing new before it has answered: over none of the sessions that are up. */
    public boolean isReconciling(VenueId venue) {
        return reconciling.contains(venue);
    }

    /** Venues that are connected, not reconciling, and not closed to new orders. Another set after each change. */
    public Set<VenueId> takingOrders() {
        return takingOrders;
    }

    /** Who drained or removed the venue, and why; null if nobody did, or it was resumed or added since. */
    public Event.@Nullable VenueSteered closed(VenueId venue) {
        return closed.get(venue);
    }

    /** The venues whose trading hours are over, with when they begin again. */
    public Map<VenueId, Event.VenueClosed> outOfHours() {
        return outOfHours;
    }

    /** The venue's trading day, or the one that has ended last; null for a venue that has the hub's days. */
    public @Nullable VenueDay day(VenueId venue) {
        return days.get(venue);
    }

    /** Its day, or the last one, as {@link java.time.LocalDate#toEpochDay()}. @param hubs the hub's, likewise */
    public long dayAt(VenueId venue, long hubs) {
        VenueDay own = days.isEmpty() ? null : days.get(venue);
        return own == null ? hubs : own.date().toEpochDay();
    }

    /** Where in its day the venue is, and how its auctions stand; null if nothing is known of its auctions. */
    public @Nullable VenuePhases phases(VenueId venue) {
        return phases.get(venue);
    }

    /** Whether the venue takes orders for that time, as far as its auctions go. */
    public VenuePhases.Stage stageFor(VenueId venue, TimeInForce timeInForce) {
        VenuePhases known = timeInForce.isForAuction() ? phases.get(venue) : null;
        return known == null ? VenuePhases.Stage.TAKES : known.stageFor(timeInForce);
    }

    void connected(VenueId venue, SessionKey session, boolean isConnected) {
        Set<SessionKey> up = with(sessionsUp.getOrDefault(venue, Set.of()), session, isConnected);
        sessionsUp.put(venue, up);
        connected = with(connected, venue, !up.isEmpty());
        listReconciling(venue);
    }

    void reconciling(VenueId venue, SessionKey session, boolean isReconciling) {
        sessionsReconciling = with(sessionsReconciling, session, isReconciling);
        listReconciling(venue);
    }

    private void listReconciling(VenueId venue) {
        Set<SessionKey> up = sessionsUp.getOrDefault(venue, Set.of());
        reconciling = with(reconciling, venue, !up.isEmpty() && sessionsReconciling.containsAll(up));
        listTakingOrders();
    }

    void wentOver(VenueId venue, @Nullable SessionKey session) {
        if (session != null) {
            lastOver.put(venue, session);
        } else if (!lastOver.isEmpty()) {
            lastOver.remove(venue);
        }
    }

    private static <T> Set<T> with(Set<T> all, T one, boolean isIn) {
        Set<T> now = new HashSet<>(all);
        if (isIn) {
            now.add(one);
        } else {
            now.remove(one);
        }
        return Set.copyOf(now);
    }

    void after(Event.VenueSteered e) {
        switch (e.action()) {
            case DRAIN, REMOVE -> {
                closed.put(e.venue(), e);
                if (e.action() == VenueAction.REMOVE) {
                    outOfHours.remove(e.venue());
                    phases.remove(e.venue());
                    days.remove(e.venue());
                }
            }
            case ADD, RESUME -> closed.remove(e.venue());
            case CHANGE -> {
                // how it is reached is no matter of the orders
            }
        }
        listTakingOrders();
    }

    void after(Event.VenueOpened e) {
        outOfHours.remove(e.venue());
        listTakingOrders();
    }

    void after(Event.VenueClosed e) {
        outOfHours.put(e.venue(), e);
        listTakingOrders();
    }

    void after(Event.VenuePhaseBegan e) {
        if (e.phases().auctions().isEmpty()) {
            phases.remove(e.venue());
        } else {
            phases.put(e.venue(), e.phases());
        }
    }

    void after(Event.VenueDayChanged e) {
        if (e.day() == null) {
            days.remove(e.venue());
        } else {
            days.put(e.venue(), e.day());
        }
    }

    private void listTakingOrders() {
        Set<VenueId> now = new HashSet<>(connected);
        now.removeAll(reconciling);
        now.removeAll(closed.keySet());
        now.removeAll(outOfHours.keySet());
        takingOrders = Set.copyOf(now);
    }
}
