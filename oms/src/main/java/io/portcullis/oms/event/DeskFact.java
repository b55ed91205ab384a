package io.portcullis.oms.event;

import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.RestatedBecause;

/** What has become of an order because a person of ours did something in its client's place. */
public sealed interface DeskFact {

    /** The order, accepted before it in the record, was given by telephone. @param reference by which the desk calls it */
    record OrderEntered(String reference) implements DeskFact {
    }

    /**
     * The order shall be changed. The client is told when it is.
     *
     * @param conditions as they shall be
     */
    record ChangeOrdered(Conditions conditions, Event.RiskFacts risk, RestatedBecause because) implements DeskFact {
    }

    /**
     * The conditions are changed.
     *
     * @param clOrdId that the order keeps; none if it has none
     * @param conditions never for less than the filled quantity
     * @param isSentAnew parts of it were canceled at their venues, which go out anew: what is at a venue could not be changed so
     */
    record OrderChanged(long execId, ClOrdId clOrdId, Conditions conditions, RestatedBecause because, boolean isSentAnew) implements DeskFact {
    }

    /** The change came to nothing. @param text why */
    record ChangeFailed(String text) implements DeskFact {
    }

    /** The order shall be canceled. The client is told when it is. */
    record DeskCancelOrdered(RestatedBecause because) implements DeskFact {
    }
}
