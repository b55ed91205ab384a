package io.portcullis.oms.core;

import io.portcullis.oms.types.SessionKey;
import java.util.List;

/**
 * A venue that is reached over more than one session.
 *
 * @param further its sessions beside the first one, which has the venue's name
 * @param sharesOrders it takes a cancel, a replace or a status request of an order over another session than the one that the order came over
 */
public record SessionsOfVenue(List<SessionKey> further, boolean sharesOrders) {

    public SessionsOfVenue {
        further = List.copyOf(further);
        if (further.isEmpty()) {
            throw new IllegalArgumentException("a venue with a single session needs none of this");
        }
    }
}
