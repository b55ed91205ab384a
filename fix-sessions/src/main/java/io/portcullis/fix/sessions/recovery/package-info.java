/** What a counterparty has missed and would lose when the sequence numbers begin anew. */
@NullMarked
package io.portcullis.fix.sessions.recovery;

import org.jspecify.annotations.NullMarked;
