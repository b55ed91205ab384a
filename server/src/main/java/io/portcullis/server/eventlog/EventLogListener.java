package io.portcullis.server.eventlog;

/** What the log tells of itself. Calls come from the log's own threads and must return soon: hand over, don't work. */
public interface EventLogListener {

    /**
     * At {@link Durability#FSYNC} only: every record up to this position has been confirmed by the disk. Positions only grow; some are passed over.
     */
    void durableUpTo(long position);

    /** The room has changed. May also be called on the writing thread, when that takes the last of it. */
    void spaceChanged(Space now, String reason);

    /**
     * The disk refused to confirm records. What it holds of them is unknown and stays so, because the operating system reports such an error once
     * and forgets it. The log takes no further record; the shard has to stop, and to be started from what the disk really has.
     */
    void failed(Exception cause);
}
