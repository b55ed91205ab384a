/** Risk metrics beside the orders' way: gathers what is held and what closes were, has them reckoned, shows them, and watches their limits. */
@NullMarked
package io.portcullis.server.riskmetrics;

import org.jspecify.annotations.NullMarked;
