/** Counts what goes out to venues and comes back, at the last point before their sessions, and stops what would be more than clients have asked for. */
@NullMarked
package io.portcullis.venues.lastpoint;

import org.jspecify.annotations.NullMarked;
