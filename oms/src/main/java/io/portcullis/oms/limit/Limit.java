package io.portcullis.oms.limit;

import io.portcullis.oms.types.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much there may be of something.
 *
 * @param most in the unit of the measure, per cents as such: 2.5 is 2.5 %; 0 lets nothing pass. Of what is restricted or not, 0 is yes and 1 is no
 * @param currency ISO 4217, of an amount of money; null of all else
 * @param warnPercent from which part of it on, in per cent, a warning is given; 0 for never
 * @param window when it holds: at other times it is as if there was none
 * @param breaker within which time so much may come about, and who releases what it kills; null of all other measures, and of a risk metric whose limit kills nothing
 */
public record Limit(LimitKey key, BigDecimal most, @Nullable String currency, int warnPercent, Window window, @Nullable Breaker breaker) {

    private static final String YES = "yes";
    private static final String NO = "no";
    private static final int PLACES = 8;
    private static final int MOST_DIGITS = 30;
    /** Nothing that one may take for another number: no exponent, no sign but minus, no digits of other scripts. */
    private static final String DECIMAL = "-?[0-9]{1,40}(\\.[0-9]{1,40})?";
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(86_400);
    private static final BigDecimal LARGEST = new BigDecimal("1e18");
    private static final BigDecimal LARGEST_QUANTITY = new BigDecimal("9e10");

    /** @throws IllegalArgumentException naming what of it can't be */
    public Limit {
        Measure.Unit unit = key.unit();
        if ((long) most.precision() - most.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(key + ": the limit must be at most " + LARGEST.toPlainString() + ", was " + most);
        }
        most = most.stripTrailingZeros();
        if (most.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(key + ": the limit must have at most " + PLACES + " decimal places, was " + most);
        }
        most = most.scale() < 0 ? most.setScale(0) : most;
        BigDecimal largest = unit == Measure.Unit.MONEY ? LARGEST : LARGEST_QUANTITY;
        if (most.signum() < 0 || most.compareTo(largest) > 0 || most.scale() > PLACES) {
            throw new IllegalArgumentException(
                    key + ": the limit must be 0 to " + largest.toPlainString() + " with at most " + PLACES + " decimal places, was " + most.toPlainString());
        }
        if ((unit == Measure.Unit.COUNT || unit == Measure.Unit.SECONDS) && most.scale() > 0) {
            throw new IllegalArgumentException(key + ": the limit must be a whole number, was " + most.toPlainString());
        }
        if (unit == Measure.Unit.MONEY != (currency != null)) {
            throw new IllegalArgumentException(key + ": the limit " + (currency == null ? "needs a currency" : "is in no currency, was in " + currency));
        }
        if (currency != null && !currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException(key + ": the currency must be three capital letters as of ISO 4217, was " + currency);
        }
        Scope scope = key.scope();
        if (scope.value(Dimension.VENUE) != null && !key.measure().isOfVenues()) {
            throw new IllegalArgumentException(key + ": " + key.measure().text() + " can't be told of a venue, only "
                    + Arrays.stream(Measure.values()).filter(Measure::isOfVenues).map(Measure::text).collect(Collectors.joining(", ")) + " can");
        }
        if (key.measure().isOfPositions() && scope.dimensions().stream().anyMatch(Limit::isOfTrading)) {
            throw new IllegalArgumentException(key + ": positions are not told apart by session, trader, algorithm or side");
        }
        if (key.measure().isOfOneInstrument() && scope.value(Dimension.SYMBOL) == null) {
            throw new IllegalArgumentException(key + ": the scope needs a symbol, or symbol=* for each, as shares of different instruments are not added up");
        }
        if (key.measure() == Measure.CONCENTRATION && scope.dimensions().stream().noneMatch(Dimension::isOfInstruments)) {
            throw new IllegalArgumentException(key + ": the scope needs what may have a part of the portfolio, such as symbol=* or sector=*");
        }
        if (warnPercent < 0 || warnPercent >= 100) {
            throw new IllegalArgumentException(key + ": the warning must be at 1 to 99 per cent of the limit, or at 0 for none, was " + warnPercent);
        }
        if (unit == Measure.Unit.YES_OR_NO && (most.compareTo(BigDecimal.ONE) > 0 || most.scale() > 0 || warnPercent != 0)) {
            throw new IllegalArgumentException(
                    key + ": the limit must be yes or no, without a warning, was " + most.toPlainString() + " with a warning at " + warnPercent);
        }
        if (!key.isOfMetric()
                && (key.measure().isBreaker() != (breaker != null) || breaker != null && key.measure().isOfRecent() == breaker.within().isZero())) {
            throw new IllegalArgumentException(
                    key + ": the limit "
                            + (breaker == null || breaker.within().isZero() ? "needs a time, such as 100/60s" : "has no time, was with " + breaker.within()));
        }
        if (unit == Measure.Unit.SECONDS && most.compareTo(MOST_SECONDS) > 0) {
            throw new IllegalArgumentException(key + ": the limit must be 1s to 24h, was " + most.toPlainString() + "s");
        }
        if (key.measure() == Measure.STALE_PRICES && scope.dimensions().stream().anyMatch(each -> isOfManyInstruments(each, scope))) {
            throw new IllegalArgumentException(
                    key + ": the scope may name one symbol, or else none, currency, sector or asset-class: some instrument always trades rarely");
        }
        if ((breaker != null || key.isOfMetric()) && most.signum() == 0) {
            throw new IllegalArgumentException(key + ": the limit must be more than 0, "
                    + (key.isOfMetric() ? "as whoever holds nothing has reached 0" : "as nothing is killed before something happens") + ", was 0");
        }
    }

    /** What is held has no such value: it has come by orders that have one. */
    private static boolean isOfTrading(Dimension dimension) {
        return switch (dimension) {
            case SESSION, TRADER, ALGORITHM, SIDE -> true;
            case GROUP, CLIENT, DESK, ACCOUNT, CURRENCY, SECTOR, ASSET_CLASS, SYMBOL, VENUE -> false;
        };
    }

    private static boolean isOfManyInstruments(Dimension dimension, Scope scope) {
        return dimension.isOfInstruments() && (dimension != Dimension.SYMBOL || Scope.EACH.equals(scope.value(dimension)));
    }

    /** One that holds at such times, and is on no time. */
    public Limit(LimitKey key, BigDecimal most, @Nullable String currency, int warnPercent, Window window) {
        this(key, most, currency, warnPercent, window, null);
    }

    /** One that always holds. */
    public Limit(LimitKey key, BigDecimal most, @Nullable String currency, int warnPercent) {
        this(key, most, currency, warnPercent, Window.ALWAYS);
    }

    /**
     * An amount as it is written, without the time that may stand behind it.
     *
     * @throws IllegalArgumentException if it is no number, or no time such as 30s or, of what is restricted or not, neither yes nor no
     */
    public static BigDecimal most(Measure measure, String text) {
        if (measure.unit() == Measure.Unit.YES_OR_NO) {
            return switch (text) {
                case YES -> BigDecimal.ZERO;
                case NO -> BigDecimal.ONE;
                default -> throw new IllegalArgumentException("must be yes or no");
            };
        }
        if (measure.unit() == Measure.Unit.SECONDS) {
            return BigDecimal.valueOf(Breaker.time("the limit", text).toSeconds());
        }
        String amount = measure.isOfRecent() ? Breaker.amount(text) : text;
        if (!amount.matches(DECIMAL)) {
            throw new IllegalArgumentException("must be a decimal number");
        }
        return new BigDecimal(amount);
    }

    /** The amount as it is written. */
    public String mostText() {
        if (key.measure().unit() == Measure.Unit.SECONDS) {
            return text(most);
        }
        return key.measure().unit() == Measure.Unit.YES_OR_NO ? isRestriction() ? YES : NO : breaker == null ? most.toPlainString() : breaker.written(most);
    }

    /** So many seconds, as they are written: {@code 30s}, {@code 5m}. */
    private static String text(BigDecimal seconds) {
        return Breaker.text(Duration.ofSeconds(seconds.longValue()));
    }

    /** It refuses orders, whatever they are. */
    public boolean isRestriction() {
        return key.measure().unit() == Measure.Unit.YES_OR_NO && most.signum() == 0;
    }

    /** An exception from what is restricted: it lets all pass. */
    public boolean isPermission() {
        return key.measure().unit() == Measure.Unit.YES_OR_NO && most.signum() > 0;
    }

    /** The amount, as exact as money is. */
    public Money amount() {
        return Money.of(most);
    }

    /** Lets more pass than the other, of the same measure. */
    public boolean isHigherThan(Limit other) {
        return most.compareTo(other.most) > 0 || !Objects.equals(currency, other.currency) || breaker == null && other.breaker != null
                || breaker != null && other.breaker != null && breaker.isLooserThan(other.breaker);
    }

    @Override
    public String toString() {
        return mostText() + (currency != null ? " " + currency : key.measure().unit() == Measure.Unit.PERCENT ? "%" : "")
                + (breaker != null && key.isOfMetric() ? " kills" : "")
                + (breaker == null || breaker.release().equals(Release.BY_TWO_PERSONS) ? "" : " release " + breaker.release())
                + (window.isAlways() ? "" : " " + window);
    }
}
