package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.HashSet;
import java.util.Set;

/** The crosses that one venue was sent: each comes once, in one message, with sides that belong together. */
final class CrossesSeen {

    private final Set<Long> names = new HashSet<>();

    void check(VenueId venue, Effect.CrossRequest c) {
        boolean isNew = c.message() == CrossFact.Message.NEW;
        if (!names.add(c.requestId())) {
            throw new BrokenInvariant(venue + " got cross message " + c.requestId() + " twice: " + c);
        }
        if (c.sides().isEmpty() || c.sides().size() > 2 || c.sides().getFirst().requestId() != c.requestId()) {
            throw new BrokenInvariant(venue + " got a cross with strange sides: " + c);
        }
        for (Effect.SideOfCross side : c.sides()) {
            boolean isLike = side.conditions().withQty(Quantity.ZERO).equals(c.sides().getFirst().conditions().withQty(Quantity.ZERO));
            if (isNew != (side.origRequestId() == 0) || c.message() != CrossFact.Message.CANCEL && !isLike) {
                throw new BrokenInvariant(venue + " got a cross whose sides do not belong together: " + c);
            }
        }
    }
}
