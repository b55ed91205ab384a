package io.portcullis.server.projection;

import java.time.Instant;

/**
 * How the projection stands.
 *
 * @param position of the last record that is in the database; 0 for none, or as long as the database wasn't asked yet
 * @param reason why it isn't up; empty if it is
 * @param since when it has been in this state for this reason
 */
public record ProjectionStatus(State state, long position, String reason, Instant since) {

    /** What is being done about it. */
    public enum State {
        /** The database is being started, reached, or migrated. */
        STARTING,
        /** It follows the log. */
        UP,
        /** The database can't be reached or doesn't take anything now: it is tried again and again. */
        RETRYING,
        /** The database, or the log, holds what does not fit: a person has to look. It is still tried now and then. Nothing is passed over. */
        FAILED,
        /** It has been closed. */
        STOPPED
    }

    ProjectionStatus at(long newPosition) {
        return new ProjectionStatus(state, newPosition, reason, since);
    }

    @Override
    public String toString() {
        return state + " at position " + position + (reason.isEmpty() ? "" : ": " + reason);
    }
}
