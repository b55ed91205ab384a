package io.portcullis.risk.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What a portfolio has of an instrument.
 *
 * @param value what it is worth, in the currency in which all is reckoned; negative if it is short
 * @param currency in which the instrument trades, ISO 4217
 * @param sector of its issuer; null if nothing is said of that
 */
public record Holding(String symbol, double value, String currency, @Nullable String sector) {
}
