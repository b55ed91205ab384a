package io.portcullis.oms.types;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer does that changes what its shares are called, how many there are, or what one of them is worth, from a trading day on.
 *
 * @param symbol of the instrument before it
 * @param exDate the first trading day on which the market trades on new terms
 * @param ratio of a split; null for the others
 * @param amount of a cash dividend, per share; null for the others
 * @param newSymbol of a change of symbol; null for the others
 */
public record CorporateAction(Kind kind, String symbol, LocalDate exDate, @Nullable Ratio ratio, @Nullable Price amount, @Nullable String newSymbol) {

    /** What kind it is. */
    public enum Kind {
        /** More shares for fewer, or fewer for more: a reverse split. */
        SPLIT,
        /** The instrument is called otherwise. */
        SYMBOL,
        /** Each share is paid an amount of cash. */
        DIVIDEND;

        /** In words, such as {@code split}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CorporateAction {
        boolean isWhole = switch (kind) {
            case SPLIT -> ratio != null && !ratio.isOne() && amount == null && newSymbol == null;
            case SYMBOL -> ratio == null && amount == null && newSymbol != null && !newSymbol.equals(symbol);
            case DIVIDEND -> ratio == null && amount != null && amount.isPositive() && newSymbol == null;
        };
        if (!isWhole) {
            throw new IllegalArgumentException("a split needs a ratio other than 1:1, a change of symbol another symbol, a dividend a positive amount; was "
                    + kind + ", ratio " + ratio + ", amount " + amount + ", symbol " + symbol + ", new symbol " + newSymbol);
        }
    }

    public static CorporateAction split(String symbol, LocalDate exDate, Ratio ratio) {
        return new CorporateAction(Kind.SPLIT, symbol, exDate, ratio, null, null);
    }

    public static CorporateAction change(String symbol, LocalDate exDate, String newSymbol) {
        return new CorporateAction(Kind.SYMBOL, symbol, exDate, null, null, newSymbol);
    }

    public static CorporateAction dividend(String symbol, LocalDate exDate, Price amount) {
        return new CorporateAction(Kind.DIVIDEND, symbol, exDate, null, amount, null);
    }

    /** By which it is known: of one kind there is one for an instrument and an ex-date, so that it can't be done twice. */
    public String id() {
        return symbol + "-" + exDate + "-" + kind.text();
    }

    /** Of how many shares there are how many. */
    public Ratio shares() {
        return ratio == null ? Ratio.ONE : ratio;
    }

    /** There are fewer shares then. */
    public boolean isReverseSplit() {
        return !shares().isIncrease() && !shares().isOne();
    }

    /** Symbol(55) from the ex-date on. */
    public String symbolThen() {
        return newSymbol == null ? symbol : newSymbol;
    }

    /** In words, such as {@code split 2:1 of IBM, ex-date 2026-11-23}. */
    public String text() {
        return switch (kind) {
            case SPLIT -> (isReverseSplit() ? "reverse split " : "split ") + ratio + " of " + symbol;
            case SYMBOL -> "change of symbol " + symbol + " to " + newSymbol;
            case DIVIDEND -> "cash dividend " + amount + " of " + symbol;
        } + ", ex-date " + exDate;
    }
}
