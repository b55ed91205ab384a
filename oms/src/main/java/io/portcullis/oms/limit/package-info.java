/** Limits as risk officers set them: on which orders, of what, and how much. */
@NullMarked
package io.portcullis.oms.limit;

import org.jspecify.annotations.NullMarked;
