package io.portcullis.oms.event;

import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;

/** A fact about what is there to be borrowed for short sales. */
public sealed interface LocateFact {

    /** Why a locate is there no more. */
    enum Ending {
        WITHDRAWN, EXPIRED
    }

    /** Short sales may be made on it from now on. */
    record Added(long locateId, Locate locate, String user, String reason) implements LocateFact {
    }

    /** Nothing more may be sold on it. @param covered what was executed on it, and stays so */
    record Ended(long locateId, Ending how, Quantity covered, String user, String reason) implements LocateFact {
    }
}
