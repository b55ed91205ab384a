/** The hub's side of a venue's sessions: sends child orders, reads what the venue reports, knows how the link stands. */
@NullMarked
package io.portcullis.venues.link;

import org.jspecify.annotations.NullMarked;
