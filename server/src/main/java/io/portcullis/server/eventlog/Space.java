package io.portcullis.server.eventlog;

/** How much room the log has. Room is made by really writing it, so a full disk shows here and never when a record is appended. */
public enum Space {

    /** The next segment is there or being prepared, and the reserve behind it. */
    AMPLE,

    /**
     * The next segment could not be prepared. What is left of the current one and one reserve segment are for what must be written: cancels and
     * reports of venues. New orders are to be refused. The log tries again by itself.
     */
    SCARCE,

    /**
     * A record of the greatest size may not fit any more. Nothing is to be read that would have to be appended. The log tries again by itself. It can
     * also be so for a moment on a disk with room, when segments are filled faster than the disk takes new ones.
     */
    NONE
}
