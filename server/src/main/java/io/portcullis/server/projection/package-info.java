/** Writes what the event log tells into PostgreSQL, at its own pace and exactly once: orders, executions, events and sessions. */
@NullMarked
package io.portcullis.server.projection;

import org.jspecify.annotations.NullMarked;
