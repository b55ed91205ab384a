/** What venues have shown, kept as a tape: its entries, how they stand in a file, and the bars that are made of them. */
@NullMarked
package io.portcullis.venues.tape;

import org.jspecify.annotations.NullMarked;
