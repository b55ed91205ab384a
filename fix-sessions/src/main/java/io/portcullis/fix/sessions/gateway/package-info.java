/** The client order gateway: turns clients' messages into commands and what the core tells into reports, and copies them to drop copy sessions. */
@NullMarked
package io.portcullis.fix.sessions.gateway;

import org.jspecify.annotations.NullMarked;
