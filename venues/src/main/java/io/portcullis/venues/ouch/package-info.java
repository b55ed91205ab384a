/** OUCH 4.2, a binary protocol for orders: its messages, what orders say in them, and the hub's side of a venue that speaks it. */
@NullMarked
package io.portcullis.venues.ouch;

import org.jspecify.annotations.NullMarked;
