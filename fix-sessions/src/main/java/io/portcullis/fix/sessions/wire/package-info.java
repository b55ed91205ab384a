/** FIX messages as bytes: framing, reading and writing them. */
@NullMarked
package io.portcullis.fix.sessions.wire;

import org.jspecify.annotations.NullMarked;
