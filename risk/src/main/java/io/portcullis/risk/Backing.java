package io.portcullis.risk;

import io.portcullis.oms.types.Money;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind what the accounts of a cell have, in the base currency.
 *
 * @param capital of these accounts, as far as it is known
 * @param atLeast as so much a portfolio counts that is worth less
 * @param portfolio all that these accounts have; null where that is the cell itself
 */
record Backing(Money capital, Money atLeast, @Nullable Cell portfolio) {

    static final Backing NONE = new Backing(Money.ZERO, Money.ZERO, null);

    /** Of what parts are reckoned where the portfolio is worth less. */
    Money least() {
        return capital.exceeds(atLeast) ? capital : atLeast;
    }
}
