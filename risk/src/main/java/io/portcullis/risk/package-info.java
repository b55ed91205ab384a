/** Objects. Pre-trade checks, limits and exposure, evaluated inside the order core and as pure as it. */
@NullMarked
package io.portcullis.risk;

import org.jspecify.annotations.NullMarked;
