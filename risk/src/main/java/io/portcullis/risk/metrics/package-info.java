/** How much portfolios could lose, and how they hang together: value at risk, expected shortfall, beta, exposure and stress, as functions of closes and of what is held. */
@NullMarked
package io.portcullis.risk.metrics;

import org.jspecify.annotations.NullMarked;
