package io.portcullis.venues.routing;

import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/**
 * Which of several quotes is the better one, and where rests what nobody shows.
 *
 * @param fees that count beside the price
 * @param bySize among equals the larger quote comes first, and only then the configured order
 * @param aheadCost what it is worth not to have a thousand shares ahead in a queue, for each share that rests; null where it rests at the best quote, whatever the queues are
 * @param weights what counts of what was measured of venues
 */
record Preference(Fees fees, boolean bySize, @Nullable Price aheadCost, Weights weights) {

    static final Preference BY_PRICE = new Preference(Fees.NONE, false, null, Weights.NONE);
}
