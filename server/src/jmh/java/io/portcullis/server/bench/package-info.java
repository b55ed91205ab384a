/** Measures a hub from outside, over the wire: a hand-built client and venue, the hub under test between them in a process of its own. */
@NullMarked
package io.portcullis.server.bench;

import org.jspecify.annotations.NullMarked;
