/** Limits as risk officers set them, on which orders, of what, and how much; and which orders they kill. */
@NullMarked
package io.portcullis.oms.limit;

import org.jspecify.annotations.NullMarked;
