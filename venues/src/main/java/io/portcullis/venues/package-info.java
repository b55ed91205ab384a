/** Reaches out. What lies between the hub and the venues. */
@NullMarked
package io.portcullis.venues;

import org.jspecify.annotations.NullMarked;
