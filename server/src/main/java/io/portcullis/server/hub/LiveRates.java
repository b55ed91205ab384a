package io.portcullis.server.hub;

import io.portcullis.oms.types.Price;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.RiskSettings;
import io.portcullis.server.settings.LiveRate;
import io.portcullis.venues.market.MarketBooks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rates of exchange that follow the market, where {@code currency-rates.csv} names an instrument for them: the middle of its best quotes, while these are young, and near enough to the rate of the file, which counts otherwise. What is
 * open is reckoned anew only when a rate has moved by a threshold, at most once a second. On the shard's thread.
 */
public final class LiveRates {

    private static final int PLACES = 12;
    private static final BigDecimal BASIS_POINTS = new BigDecimal(10_000);

    private final MarketBooks books;
    private final PreTradeRisk risk;
    private final Runnable countAnew;
    private final LiveRate.Terms terms;
    private final InstantSource clock;
    private final Consumer<String> alerts;
    private Map<String, LiveRate> sources = Map.of();
    private RiskSettings ofFile;
    private final Map<String, BigDecimal> live = new HashMap<>();
    private final Set<String> farAway = new HashSet<>();

    /**
     * @param ofFile the settings that are in force, with the rates of the file
     * @param countAnew called after rates have changed
     * @param alerts told in words of a market that is too far away to be believed
     */
    public LiveRates(MarketBooks books, PreTradeRisk risk, RiskSettings ofFile, Map<String, LiveRate> sources, LiveRate.Terms terms, Runnable countAnew,
            InstantSource clock, Consumer<String> alerts) {
        this.books = books;
        this.risk = risk;
        this.ofFile = ofFile;
        this.sources = Map.copyOf(sources);
        this.terms = terms;
        this.countAnew = countAnew;
        this.clock = clock;
        this.alerts = alerts;
    }

    /** Files have changed: from now on these, with the rates of the market over those of the file. */
    void become(Accounts accounts, RiskSettings read, Map<String, LiveRate> others) {
        ofFile = read;
        sources = Map.copyOf(others);
        live.keySet().removeIf(currency -> isNoSource(currency) || !isNear(currency, Objects.requireNonNull(live.get(currency))));
        risk.become(accounts, settings());
        countAnew.run();
    }

    private boolean isNoSource(String currency) {
        return !sources.containsKey(currency) || !ofFile.rates().inBase().containsKey(currency);
    }

    /** Once a second. */
    public void turn() {
        boolean isAnother = false;
        for (Map.Entry<String, LiveRate> source : sources.entrySet()) {
            BigDecimal now = now(source.getKey(), source.getValue());
            BigDecimal before = live.get(source.getKey());
            if (now == null ? before != null : isMoved(now, before == null ? ofFile.rates().inBase().get(source.getKey()) : before)) {
                isAnother = true;
                if (now == null) {
                    live.remove(source.getKey());
                    tellThatItFallsBack(source.getKey(), source.getValue());
                } else {
                    live.put(source.getKey(), now);
                }
            }
        }
        if (isAnother) {
            risk.become(risk.accountsInForce(), settings());
            countAnew.run();
        }
    }

    private void tellThatItFallsBack(String currency, LiveRate source) {
        if (!farAway.contains(currency)) {
            alerts.accept(
                    "the rate of " + currency + " is that of currency-rates.csv again, " + plain(ofFile.rates().inBase().get(currency)) + ": no quotes of "
                            + source.symbol() + " for " + terms.maxAge().toSeconds() + " s");
        }
    }

    private boolean isMoved(BigDecimal now, @Nullable BigDecimal before) {
        return before != null && distance(now, before).compareTo(BigDecimal.valueOf(terms.threshold())) >= 0;
    }

    /** In basis points of the other. */
    private static BigDecimal distance(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().multiply(BASIS_POINTS).divide(other, MathContext.DECIMAL64);
    }

    /** What the market says; null if it says nothing, or nothing that is young or near enough. */
    private @Nullable BigDecimal now(String currency, LiveRate source) {
        Price middle = books.middleSince(source.symbol(), TimeUnit.MILLISECONDS.toNanos(clock.millis()) - terms.maxAge().toNanos());
        if (middle == null || !middle.isPositive()) {
            return null;
        }
        BigDecimal price = BigDecimal.valueOf(middle.raw(), 8);
        BigDecimal rate = source.isInverse() ? BigDecimal.ONE.divide(price, PLACES, RoundingMode.HALF_EVEN) : price;
        if (rate.signum() <= 0 || !isNear(currency, rate)) {
            if (farAway.add(currency)) {
                alerts.accept("the rate of " + currency + " stays that of currency-rates.csv, " + plain(ofFile.rates().inBase().get(currency)) + ": "
                        + source.symbol()
                        + " says " + plain(rate) + ", which is more than " + BigDecimal.valueOf(terms.within(), 2).stripTrailingZeros().toPlainString()
                        + "% away (live-rates-within)");
            }
            return null;
        }
        farAway.remove(currency);
        return rate;
    }

    private static String plain(@Nullable BigDecimal rate) {
        return rate == null ? "none" : rate.stripTrailingZeros().toPlainString();
    }

    /** A quote that somebody has entered by mistake must not make orders too large, or let too much pass. */
    private boolean isNear(String currency, BigDecimal rate) {
        BigDecimal filed = ofFile.rates().inBase().get(currency);
        return filed != null && distance(rate, filed).compareTo(BigDecimal.valueOf(terms.within())) <= 0;
    }

    private RiskSettings settings() {
        Map<String, BigDecimal> rates = new HashMap<>(ofFile.rates().inBase());
        rates.putAll(live);
        return new RiskSettings(ofFile.cushionBasisPoints(), new CurrencyRates(ofFile.rates().base(), rates), ofFile.marginPercents(),
                ofFile.portfolioAtLeast(),
                ofFile.referenceAge());
    }
}
