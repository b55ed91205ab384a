package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Over which session of a venue something goes, where it has more than one. New orders take turns; what is asked of an order goes over its own session. While that is down it goes over
 * another one, if the venue takes it there and nothing is under way that the venue may not have seen: who asked over another session about an order that is still to come over the first
 * one would be told that there is none, and give it to somebody else. Only a cancel that is under way is sent again over another session, since the worst that comes of it is a reject.
 */
final class VenueSessions {

    private final ShardState state;
    private Map<VenueId, SessionsOfVenue> venues = Map.of();

    VenueSessions(ShardState state) {
        this.state = state;
    }

    void are(Map<VenueId, SessionsOfVenue> others) {
        venues = Map.copyOf(others);
    }

    /** The one whose turn it is among those that take new orders; null for the venue's first one. */
    @Nullable
    SessionKey forNew(VenueId venue) {
        SessionsOfVenue sessions = venues.get(venue);
        if (sessions == null) {
            return null;
        }
        List<@Nullable SessionKey> all = all(sessions);
        int last = all.indexOf(state.venues().lastOver(venue));
        for (int i = 1; i <= all.size(); i++) {
            SessionKey next = all.get((last + i) % all.size());
            if (state.venues().takesNewOver(venue, next)) {
                return next;
            }
        }
        return null; // the venue is as good as its sessions: the router was told that it is away
    }

    private static List<@Nullable SessionKey> all(SessionsOfVenue sessions) {
        List<@Nullable SessionKey> all = new ArrayList<>(sessions.further().size() + 1);
        all.add(null);
        all.addAll(sessions.further());
        return all;
    }

    /** Whether its venue can be asked about it now. */
    boolean isReached(ChildOrder child) {
        return isUp(child) || child.pendingCancelId() == 0 && isSharedAnew(child);
    }

    /** It was to be canceled over a session that is down, and can be over another one. Canceled twice is canceled. */
    boolean isToBeCanceledAnew(ChildOrder child) {
        return child.pendingCancelId() != 0 && child.isLive() && !isUp(child) && isSharedAnew(child);
    }

    private boolean isUp(ChildOrder child) {
        return state.venues().isConnected(child.venue(), child.session());
    }

    /** Another session may be used for it, as far as nothing but a cancel is under way. */
    private boolean isSharedAnew(ChildOrder child) {
        SessionsOfVenue sessions = venues.get(child.venue());
        return sessions != null && sessions.sharesOrders() && state.venues().isConnected(child.venue()) && child.isAcknowledged()
                && child.pendingReplace() == null
                && state.crosses().of(child.parent().orderId()) == null;
    }

    /** What has to be told before an order is asked for something, because its session is down; null if nothing has. */
    Event.@Nullable ChildOrderMoved before(Event event) {
        return venues.isEmpty() ? null : switch (event) {
            case Event.ChildCancelRequested e -> move(e.childId());
            case Event.ChildReplaceRequested e -> moveUnlessBeingCanceled(e.childId());
            case Event.ChildStatusRequested e -> moveUnlessBeingCanceled(e.childId());
            default -> null;
        };
    }

    private Event.@Nullable ChildOrderMoved moveUnlessBeingCanceled(long childId) {
        ChildOrder child = state.childByRequest(childId);
        return child == null || child.pendingCancelId() != 0 ? null : move(childId);
    }

    private Event.@Nullable ChildOrderMoved move(long childId) {
        ChildOrder child = state.childByRequest(childId);
        SessionsOfVenue sessions = child == null ? null : venues.get(child.venue());
        if (child == null || sessions == null || isUp(child) || !isSharedAnew(child)) {
            return null;
        }
        List<@Nullable SessionKey> up = all(sessions);
        up.removeIf(session -> !state.venues().isConnected(child.venue(), session));
        return up.isEmpty() ? null : new Event.ChildOrderMoved(childId, up.get(Math.floorMod(Long.hashCode(childId), up.size())));
    }
}
