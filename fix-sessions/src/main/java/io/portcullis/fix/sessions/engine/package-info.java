/** FIX sessions on one event loop: QuickFIX/J's session rules on Netty connections. */
@NullMarked
package io.portcullis.fix.sessions.engine;

import org.jspecify.annotations.NullMarked;
