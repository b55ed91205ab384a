package io.portcullis.risk;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How orders are valued, and what is held.
 *
 * @param cushionBasisPoints by how much, in hundredths of a per cent, an order without a limit is valued above the reference price
 * @param marginPercents by asset class, which part of what it is worth has to be put up, in per cent, where the instrument itself says nothing of it; all of it where nothing is said here either
 * @param portfolioAtLeast in the base currency of the rates: as so much at least a portfolio counts of which parts are limited
 * @param referenceAge of the reference prices by which orders without a limit are valued
 */
public record RiskSettings(int cushionBasisPoints, CurrencyRates rates, Map<String, BigDecimal> marginPercents, BigDecimal portfolioAtLeast,
        ReferenceAge referenceAge) {

    public static final int DEFAULT_CUSHION_BASIS_POINTS = 500;
    public static final BigDecimal DEFAULT_PORTFOLIO_AT_LEAST = new BigDecimal("100000");
    public static final RiskSettings DEFAULT = new RiskSettings(DEFAULT_CUSHION_BASIS_POINTS, CurrencyRates.NONE);
    private static final BigDecimal ALL = BigDecimal.ONE;

    public RiskSettings {
        marginPercents = Map.copyOf(marginPercents);
    }

    /** With nothing said of margins. */
    public RiskSettings(int cushionBasisPoints, CurrencyRates rates) {
        this(cushionBasisPoints, rates, Map.of(), DEFAULT_PORTFOLIO_AT_LEAST);
    }

    /** With reference prices of whatever age. */
    public RiskSettings(int cushionBasisPoints, CurrencyRates rates, Map<String, BigDecimal> marginPercents, BigDecimal portfolioAtLeast) {
        this(cushionBasisPoints, rates, marginPercents, portfolioAtLeast, ReferenceAge.ANY);
    }

    /** Which part of what it is worth has to be put up: 0.5 is half of it. */
    BigDecimal marginRate(InstrumentClass kind) {
        BigDecimal percent = kind.marginPercent() != null ? kind.marginPercent() : kind.assetClass() == null ? null : marginPercents.get(kind.assetClass());
        return percent == null ? ALL : percent.movePointLeft(2);
    }
}
