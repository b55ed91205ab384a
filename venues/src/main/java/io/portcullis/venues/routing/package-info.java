/** The smart order router. */
@NullMarked
package io.portcullis.venues.routing;

import org.jspecify.annotations.NullMarked;
