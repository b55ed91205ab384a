/** What has happened, as the event log keeps it. */
@NullMarked
package io.portcullis.oms.event;

import org.jspecify.annotations.NullMarked;
