package io.portcullis.risk;

import org.jspecify.annotations.Nullable;

/**
 * An account that may trade.
 *
 * @param name Account(1)
 * @param currency ISO 4217, in which its holder reckons
 * @param client to whom it belongs; null if nothing is said of that
 * @param group of clients to which that one belongs; null if nothing is said of that
 * @param desk of ours that looks after it; null if nothing is said of that
 * @param locates what it needs before it sells short
 */
public record Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk, Locates locates) {

    /** One that needs no locates. */
    public Account(String name, String currency, @Nullable String client, @Nullable String group, @Nullable String desk) {
        this(name, currency, client, group, desk, Locates.NOT_NEEDED);
    }

    /** One of which nothing else is said. */
    public Account(String name, String currency) {
        this(name, currency, null, null, null);
    }
}
