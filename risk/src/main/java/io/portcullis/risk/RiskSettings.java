package io.portcullis.risk;

/**
 * How orders are valued.
 *
 * @param cushionBasisPoints by how much, in hundredths of a per cent, an order without a limit is valued above the reference price
 */
public record RiskSettings(int cushionBasisPoints, CurrencyRates rates) {

    public static final int DEFAULT_CUSHION_BASIS_POINTS = 500;
    public static final RiskSettings DEFAULT = new RiskSettings(DEFAULT_CUSHION_BASIS_POINTS, CurrencyRates.NONE);
}
