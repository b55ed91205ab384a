package io.portcullis.server.eventlog;

/** When a record counts as safe, so that what follows from it may be told. */
public enum Durability {

    /** When append returned: the record is in memory that the operating system keeps, so it survives the process but not the machine. */
    LOCAL,

    /** When the disk has confirmed it: the record survives the machine. Records that come while the disk works are confirmed together. */
    FSYNC
}
