/** What the console knows: the newest orders, the halt, alerts and counters, folded from the event log's records. */
@NullMarked
package io.portcullis.admin.readmodel;

import org.jspecify.annotations.NullMarked;
