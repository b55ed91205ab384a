package io.portcullis.oms.command;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person of ours does with a care order: one that people work, HandlInst(21)=3. */
public sealed interface CareAction {

    /**
     * It is this person's from now on, and nobody else works it.
     *
     * @param takeOver also if it is somebody else's
     */
    record Claim(boolean takeOver) implements CareAction {
    }

    /** It is nobody's again, and not locked. */
    record GiveBack() implements CareAction {
    }

    /** It is somebody else's from now on. @param to that user */
    record PassOn(String to) implements CareAction {
    }

    /** What the client asks for of it, a cancel or a replace, waits until it is unlocked. */
    record Lock() implements CareAction {
    }

    /** What the client asks for is done again, what waits among it. */
    record Unlock() implements CareAction {
    }

    /** What the client has asked for and what waits is refused. */
    record DenyRequest() implements CareAction {
    }

    /**
     * A part of it goes to venues.
     *
     * @param venue which one; null: the router decides
     */
    record RoutePart(Conditions conditions, @Nullable VenueId venue) implements CareAction {
    }

    /** A part is called back from its venue: what it lets go of is to be worked again. */
    record CallBack(long childId) implements CareAction {
    }

    /**
     * An execution that was agreed elsewhere, such as on the telephone.
     *
     * @param counterparty with whom, or where: LastMkt(30) for the client
     * @param tradeTime epoch nanoseconds; 0 for now
     * @param reference what the counterparty calls it: no other execution with that counterparty may be called so in this order. Empty if there is none
     * @param confirmed it stands though it is worse than the order's limit
     */
    record Fill(Quantity lastQty, Price lastPx, VenueId counterparty, long tradeTime, String reference, boolean confirmed) implements CareAction {
    }

    /** An execution never was. @param confirmed also if a venue has reported it */
    record Bust(long execId, boolean confirmed) implements CareAction {
    }

    /** An execution was for another quantity or price. @param confirmed also if a venue has reported it, or if it is then worse than the order's limit */
    record Correct(long execId, Quantity lastQty, Price lastPx, boolean confirmed) implements CareAction {
    }

    /** Executions are not told to the client until they are released; they count at once. */
    record HoldFills() implements CareAction {
    }

    /**
     * Executions that were held back are told to the client.
     *
     * @param execIds which ones; empty for all, and what comes from now on is told at once
     */
    record ReleaseFills(List<Long> execIds) implements CareAction {

        public ReleaseFills {
            execIds = List.copyOf(execIds);
        }
    }
}
