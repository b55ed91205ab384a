package io.portcullis.oms.event;

import io.portcullis.oms.limit.LimitOverride;

/** A fact about an override of limits, and not about one order. */
public sealed interface OverrideFact {

    /** @return a number of {@link io.portcullis.oms.types.Ids} */
    long overrideId();

    /**
     * Somebody wants such orders to pass, and somebody else has to approve it.
     *
     * @param expires until when, epoch nanoseconds
     */
    record Asked(long overrideId, LimitOverride what, String user, String reason, long expires) implements OverrideFact {
    }

    /** From now on they pass. @param user who has approved it, and not who has asked for it */
    record Approved(long overrideId, String user, String reason) implements OverrideFact {
    }

    /** No more of them pass. */
    record Ended(long overrideId, LimitFact.Ending how, String user, String reason) implements OverrideFact {
    }
}
