package io.portcullis.risk;

import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.limit.Dimension;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account that may trade.
 *
 * @param name Account(1)
 * @param currency ISO 4217, in which its holder reckons
 * @param client to whom it belongs; null if nothing is said of that
 * @param group of clients to which that one belongs; null if nothing is said of that
 * @param desk of ours that looks after it; null if nothing is said of that
 * @param lookAlike when its orders are taken for duplicates of others; null where that is as for all
 * @param locates what it needs before it sells short
 * @param capital that stands behind it, for leverage; null if nothing is said of that
 * @param portfolios to which it belongs, for risk metrics
 * @param maySellShortExempt its Side(54)=6 is taken where short sales may be restricted (Rule 201)
 */
public record Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk,
        LookAlikeRules.@Nullable Rule lookAlike, Locates locates, @Nullable Capital capital, Set<String> portfolios, boolean maySellShortExempt) {

    /** An amount in a currency. @param amount more than zero @param currency ISO 4217 */
    public record Capital(BigDecimal amount, String currency) {

        /**
         * One as it is written, such as {@code 5000000 USD}.
         *
         * @throws IllegalArgumentException saying what is allowed
         */
        public static Capital of(String text) {
            if (!text.matches("\\d{1,15}(\\.\\d{1,2})? [A-Z]{3}") || new BigDecimal(text.substring(0, text.indexOf(' '))).signum() == 0) {
                throw new IllegalArgumentException("must be an amount of more than 0 and a currency, such as 5000000 USD");
            }
            return new Capital(new BigDecimal(text.substring(0, text.indexOf(' '))), text.substring(text.indexOf(' ') + 1));
        }
    }

    /** One of whose capital and portfolios nothing is said, and that may not sell short exempt. */
    public Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk,
            LookAlikeRules.@Nullable Rule lookAlike, Locates locates) {
        this(name, currency, client, group, desk, lookAlike, locates, null, Set.of(), false);
    }

    /** One whose orders are taken for duplicates as all are, and that needs no locates. */
    public Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk) {
        this(name, currency, client, group, desk, null, Locates.NOT_NEEDED);
    }

    /** One of which nothing else is said. */
    public Account(String name, String currency) {
        this(name, currency, null, null, null);
    }

    /** Null if it belongs to none, or what is asked for holds no accounts. */
    @Nullable
    String holder(Dimension of) {
        return switch (of) {
            case GROUP -> group;
            case CLIENT -> client;
            case DESK -> desk;
            case ACCOUNT, SESSION, TRADER, ALGORITHM, CURRENCY, SECTOR, ASSET_CLASS, SYMBOL, SIDE, VENUE -> null;
        };
    }
}
