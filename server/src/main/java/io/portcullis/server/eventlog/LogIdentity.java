package io.portcullis.server.eventlog;

import io.portcullis.oms.types.Ids;

/**
 * Which log it is: stamped into every segment and snapshot, so that files of two logs are never taken for one.
 *
 * @param creationEpochSecond when the log was created, and so never the same for two logs of one shard
 */
public record LogIdentity(long creationEpochSecond) {

    /** Six characters, as they stand in the ids that come from this log. */
    public String text() {
        return Ids.logIdentity(creationEpochSecond);
    }

    /** Mixed into every record's checksum, so that a record of another log is not valid in this one. */
    int salt() {
        return Long.hashCode(creationEpochSecond * 0x9E3779B97F4A7C15L);
    }

    @Override
    public String toString() {
        return text();
    }
}
