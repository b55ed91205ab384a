package io.portcullis.server.settings;

import java.time.Duration;

/**
 * An instrument of which the middle of its market is a currency's rate.
 *
 * @param symbol of the instrument
 * @param isInverse the currency is what its prices are in, as JPY is of USD/JPY: the rate is one by the middle
 */
public record LiveRate(String symbol, boolean isInverse) {

    private static final String INVERSE = "1/";

    /**
     * When they count.
     *
     * @param maxAge of the quotes
     * @param threshold by how much of itself, in basis points, a rate must be another for what is open to be reckoned anew
     * @param within by how much, in basis points, it may be away from the rate of the file
     */
    public record Terms(Duration maxAge, int threshold, int within) {

        static final Terms DEFAULT = new Terms(Duration.ofMinutes(1), 10, 1_000);

        static Terms read(Section risk) {
            Integer threshold = risk.percentOrNull("live-rates-threshold");
            Integer within = risk.percentOrNull("live-rates-within");
            return new Terms(risk.duration("live-rates-max-age", DEFAULT.maxAge, Duration.ofSeconds(1), Duration.ofHours(24)),
                    threshold == null ? DEFAULT.threshold : threshold, within == null ? DEFAULT.within : within);
        }
    }

    /** Such as {@code EUR/USD}, or {@code 1/USD/JPY} for the inverse. */
    static LiveRate of(String text) {
        boolean isInverse = text.startsWith(INVERSE);
        String symbol = isInverse ? text.substring(INVERSE.length()) : text;
        if (symbol.isEmpty()) {
            throw new IllegalArgumentException("must be the symbol of an instrument, such as EUR/USD, or 1/USD/JPY where prices are in the currency itself");
        }
        return new LiveRate(symbol, isInverse);
    }
}
