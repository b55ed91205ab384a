/** Listens. FIX sessions on a Netty transport. */
@NullMarked
package io.portcullis.fix.sessions;

import org.jspecify.annotations.NullMarked;
