package io.portcullis.server.hub;

import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Open orders of a session or at a venue that the settings had before and no longer have: they stay as they are, but nobody is told what becomes of them, and no cancel
 * reaches them until it is configured again.
 */
public final class Orphans {

    private static final int SHOWN = 5;

    private Orphans() {
    }

    /** A sentence for each session and each venue that is missed. */
    public static List<String> of(ShardState state, Ids ids, Collection<SessionKey> sessions, Collection<VenueId> venues) {
        Map<String, List<String>> missed = new LinkedHashMap<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            SessionKey session = order.terms().session();
            if (!sessions.contains(session)) {
                missed.computeIfAbsent("session " + session, key -> new ArrayList<>()).add(ids.orderId(order.orderId()));
            }
            for (ChildOrder child : order.children()) {
                if (child.isLive() && !venues.contains(child.venue())) {
                    missed.computeIfAbsent("venue " + child.venue(), key -> new ArrayList<>()).add(ids.venueClOrdId(child.currentRequestId()));
                }
            }
        }
        return missed.entrySet().stream().map(entry -> entry.getKey() + " is not configured any more, and has " + entry.getValue().size() + " open order"
                + (entry.getValue().size() == 1 ? "" : "s") + ": " + shown(entry.getValue())).toList();
    }

    private static String shown(List<String> orders) {
        return String.join(", ", orders.subList(0, Math.min(SHOWN, orders.size()))) + (orders.size() > SHOWN ? ", …" : "");
    }
}
