package io.portcullis.oms.event;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a care order, one that people work, HandlInst(21)=3, beside what becomes of any order. */
public sealed interface CareFact {

    /** It waits for the desk: nothing of it goes to venues by itself. */
    record Staged() implements CareFact {
    }

    /** Whoever claimed it works it, and nobody else. */
    record Claimed() implements CareFact {
    }

    /** It is nobody's again, and not locked. */
    record GivenBack() implements CareFact {
    }

    /** It is another user's. */
    record PassedOn(String to) implements CareFact {
    }

    /** What the client asks for waits. */
    record Locked() implements CareFact {
    }

    /** What the client asks for is done again. */
    record Unlocked() implements CareFact {
    }

    /** What the client has asked for is refused. */
    record RequestDenied() implements CareFact {
    }

    /**
     * A part was sent out: the child orders stand behind it in the record.
     *
     * @param venue null where it was left to the router
     */
    record PartRouted(Conditions conditions, @Nullable VenueId venue) implements CareFact {
    }

    /** A part is called back from its venue. */
    record PartCalledBack(long childId) implements CareFact {
    }

    /** An execution is taken back: that stands behind it in the record. */
    record FillTakenBack(long execId) implements CareFact {
    }

    /** An execution is corrected: that stands behind it in the record. */
    record FillPutRight(long execId) implements CareFact {
    }

    /** Executions from now on are not told to the client until they are released. */
    record FillsHeld() implements CareFact {
    }

    /**
     * Executions that were held back are told.
     *
     * @param execIds of those that are told, in the order in which they are
     * @param transactTimes when each was executed, epoch nanoseconds
     * @param isOver executions from now on are told at once
     */
    record FillsReleased(List<Long> execIds, List<Long> transactTimes, boolean isOver) implements CareFact {

        public FillsReleased {
            execIds = List.copyOf(execIds);
            transactTimes = List.copyOf(transactTimes);
        }
    }
}
