/** What a FIX session must remember over a crash: its sequence numbers and the messages it sent. */
@NullMarked
package io.portcullis.fix.sessions.store;

import org.jspecify.annotations.NullMarked;
