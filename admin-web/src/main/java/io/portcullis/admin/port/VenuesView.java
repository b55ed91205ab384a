package io.portcullis.admin.port;

import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The venues that the hub knows, looked up when somebody asks. */
public interface VenuesView {

    /** How a venue is meant to be. */
    enum Standing {
        /** Orders are routed there while its session is up. */
        TAKES_ORDERS,
        /** Nothing new is routed there. */
        DRAINED,
        /** Drained, and removed when its orders are done. */
        LEAVING
    }

    /** How the link to it is now. */
    enum Link {
        /** It has no session. */
        AWAY,
        /** It has answered our Logon(35=A). */
        LOGGING_ON,
        /** What it sent while we were away is coming. */
        RECOVERING,
        /** It is asked how the orders stand that it has, and gets no new ones before it has answered. */
        RECONCILING,
        /** It may be sent orders. */
        CONNECTED
    }

    /** How one of a venue's sessions is now. @param openOrders of the venue's, those about which requests go over it */
    record SessionOfVenue(SessionKey session, Link link, int openOrders) {
    }

    /**
     * @param why who drained it, and the reason; null for one that takes orders
     * @param closed when its trading hours begin again, empty if that is not known; null for one that is in its hours
     * @param phase of its day, and until when; null for one that is closed, or of whose auctions nothing is known
     * @param openOrders child orders that are open there, wait for an answer of it, or miss executions that it counts
     * @param link as the session that is furthest has it
     * @param sessions the first one first; none where it is not reached over sessions
     */
    record VenueRow(VenueId venue, Standing standing, @Nullable String why, @Nullable String closed, @Nullable String phase, int openOrders,
            Link link, List<SessionOfVenue> sessions) {

        /** Its session is logged on, and nothing is missing of what it sent meanwhile. */
        public boolean isConnected() {
            return link == Link.RECONCILING || link == Link.CONNECTED;
        }
    }

    /** In the order in which the router prefers them. Complete on any thread. */
    CompletionStage<List<VenueRow>> venues();

    /** What was measured of each by what it does with orders, in the same order. Complete on any thread. */
    default CompletionStage<Map<VenueId, VenueFigures>> figures() {
        return CompletableFuture.completedStage(Map.of());
    }
}
