/** The simulated exchange: a matching engine, a market maker and a FIX acceptor, for the demo, for tests and for certification. */
@NullMarked
package io.portcullis.venues.exchange;

import org.jspecify.annotations.NullMarked;
