package io.portcullis.risk;

import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.types.Money;
import org.jspecify.annotations.Nullable;

/**
 * How a limit is used somewhere.
 *
 * @param of each value as it is there: {@code account=ACME symbol=IBM}
 * @param used null if what is open can't be reckoned in the limit's currency
 */
public record UsedLimit(String of, Limit limit, @Nullable Money used) {
}
