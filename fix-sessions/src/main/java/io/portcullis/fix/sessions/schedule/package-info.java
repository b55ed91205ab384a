/** When a session is up, and when its sequence numbers begin anew: pure functions of settings and an instant. */
@NullMarked
package io.portcullis.fix.sessions.schedule;

import org.jspecify.annotations.NullMarked;
