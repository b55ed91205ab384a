/** What the core is asked to do: requests of clients, reports of venues, timers, sessions and operators. */
@NullMarked
package io.portcullis.oms.command;

import org.jspecify.annotations.NullMarked;
