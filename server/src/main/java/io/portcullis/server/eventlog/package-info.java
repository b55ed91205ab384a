/** The event log of a shard: records of bytes at gap-free positions that survive a kill at any instruction, and snapshots beside them. */
@NullMarked
package io.portcullis.server.eventlog;

import org.jspecify.annotations.NullMarked;
