/** What the venues show of their markets, as the order core is handed it. */
@NullMarked
package io.portcullis.venues.market;

import org.jspecify.annotations.NullMarked;
