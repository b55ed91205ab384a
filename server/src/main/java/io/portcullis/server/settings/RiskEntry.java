package io.portcullis.server.settings;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the section of risk says of margins and portfolios. */
final class RiskEntry {

    /** Whoever is short of something may have to put up several times what it is worth. */
    static final BigDecimal MOST_MARGIN_PERCENT = BigDecimal.valueOf(1_000);
    private static final BigDecimal MOST_PORTFOLIO = new BigDecimal("1e15");
    private static final int PLACES = 4;

    private RiskEntry() {
    }

    /** By asset class, in per cent. */
    static Map<String, BigDecimal> marginPercents(Section risk) {
        List<Map.Entry<String, BigDecimal>> all = risk.listOrNull("margin-rates", "asset classes with a percentage of 0 to 1000 each, such as equity:50",
                RiskEntry::rate);
        Map<String, BigDecimal> rates = new HashMap<>();
        for (Map.Entry<String, BigDecimal> each : all == null ? List.<Map.Entry<String, BigDecimal>>of() : all) {
            rates.put(each.getKey(), each.getValue());
        }
        return rates;
    }

    private static Map.Entry<String, BigDecimal> rate(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("must be an asset class and a percentage, such as equity:50");
        }
        return Map.entry(text.substring(0, colon).strip(), percent(text.substring(colon + 1).strip(), MOST_MARGIN_PERCENT));
    }

    /** In the base currency. @param otherwise where nothing is said of it */
    static BigDecimal portfolioAtLeast(Section risk, BigDecimal otherwise) {
        return Objects.requireNonNullElse(
                risk.valueOrNull("concentration-portfolio-at-least", "an amount of 0 to 1000000000000000", text -> number(text, MOST_PORTFOLIO)), otherwise);
    }

    /** @throws IllegalArgumentException saying what is allowed */
    static BigDecimal percent(String text, BigDecimal most) {
        return number(text, most);
    }

    private static BigDecimal number(String text, BigDecimal most) {
        BigDecimal number = text.matches("\\d{1,16}(\\.\\d{1," + PLACES + "})?") ? new BigDecimal(text) : null;
        if (number == null || number.compareTo(most) > 0) {
            throw new IllegalArgumentException("must be a number of 0 to " + most.toPlainString() + " with at most " + PLACES + " decimal places");
        }
        return number;
    }
}
