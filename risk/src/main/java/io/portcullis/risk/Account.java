package io.portcullis.risk;

import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.limit.Dimension;
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
 * @param maySellShortExempt its Side(54)=6 is taken where short sales may be restricted (Rule 201)
 */
public record Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk,
        LookAlikeRules.@Nullable Rule lookAlike, Locates locates, boolean maySellShortExempt) {

    /** One that may not sell short exempt. */
    public Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk,
            LookAlikeRules.@Nullable Rule lookAlike, Locates locates) {
        this(name, currency, client, group, desk, lookAlike, locates, false);
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
            case ACCOUNT, SESSION, CURRENCY, SYMBOL, SIDE -> null;
        };
    }
}
