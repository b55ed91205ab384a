/** How much may pass over a session: what a client may send, what a venue is sent, and how much may wait for a counterparty that does not read. */
@NullMarked
package io.portcullis.fix.sessions.traffic;

import org.jspecify.annotations.NullMarked;
