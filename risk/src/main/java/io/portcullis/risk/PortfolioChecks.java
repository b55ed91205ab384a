package io.portcullis.risk;

import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits on margin, leverage and concentration. Pure, and what asks for no more than there is already passes. */
final class PortfolioChecks {

    private static final int PLACES = 8;
    private static final int SHOWN_PLACES = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** In one currency. @param without if the order was not there */
    private record Sums(Money without, Money after) {

        private Money requested() {
            return after.minus(without);
        }
    }

    private PortfolioChecks() {
    }

    /** @return what is used without the order, as the limit has it */
    static Money check(HeldLimit limit, Cell cell, WorstCases.Asked asked, CurrencyRates rates, List<Objection> objections) {
        return switch (limit.measure()) {
            case MARGIN -> margin(limit, cell, asked.margin(), rates, objections);
            case LEVERAGE -> leverage(limit, cell, asked, rates, objections);
            default -> concentration(limit, cell, asked, rates, objections);
        };
    }

    private static Money margin(HeldLimit limit, Cell cell, WorstCases.Asked asked, CurrencyRates rates, List<Objection> objections) {
        Sums sums = sums(limit, cell, asked, limit.limit().currency(), rates, objections);
        if (sums == null) {
            return Money.ZERO;
        }
        if (asked.isMore() && sums.after.exceeds(limit.most())) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used "
                    + sums.without + ", requested " + sums.requested() + ", allowed " + notNegative(limit.most().minus(sums.without))));
        }
        return sums.without;
    }

    private static Money leverage(HeldLimit limit, Cell cell, WorstCases.Asked asked, CurrencyRates rates, List<Objection> objections) {
        Sums sums = sums(limit, cell, asked, rates.base(), rates, objections);
        if (sums == null) {
            return Money.ZERO;
        }
        Money capital = cell.backing().capital();
        if (capital.isZero()) {
            if (asked.isMore()) {
                objections.add(limit.objection(Refusal.LIMIT_DATA_MISSING, "the order can't be held against the limit " + cell + " " + limit.measure().text()
                        + ": no capital of these accounts is known (capital in accounts.ini)"));
            }
            return Money.ZERO;
        }
        BigDecimal most = capital.decimal().multiply(limit.limit().most());
        if (asked.isMore() && sums.after.decimal().compareTo(most) > 0) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + " of "
                    + capital + " " + rates.base() + ", used " + shown(ratio(sums.without, capital.decimal())) + ", which is " + sums.without + ", requested "
                    + sums.requested() + ", allowed " + shown(most.subtract(sums.without.decimal()).max(BigDecimal.ZERO))));
        }
        return Money.of(ratio(sums.without, capital.decimal()));
    }

    /**
     * Parts are of what the portfolio holds and what is asked for of this one: what is open elsewhere in it may be canceled, and then the part would be larger. A portfolio that is worth less than its capital is
     * mostly cash, and counts with that.
     */
    private static Money concentration(HeldLimit limit, Cell cell, WorstCases.Asked asked, CurrencyRates rates, List<Objection> objections) {
        Sums sums = sums(limit, cell, asked, rates.base(), rates, objections);
        Money others = sums == null ? null : cell.ownedElsewhere(rates);
        if (sums == null || others == null) {
            if (sums != null) {
                objections.add(OrderChecks.noRate(asked.currency(), limit, cell));
            }
            return Money.ZERO;
        }
        BigDecimal share = limit.limit().most().movePointLeft(2);
        Money whole = whole(cell, others, sums.after);
        if (asked.isMore() && sums.after.decimal().compareTo(share.multiply(whole.decimal())) > 0) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used "
                    + shown(percent(sums.without, whole(cell, others, sums.without))) + "%, with the order " + shown(percent(sums.after, whole))
                    + "% of a portfolio of "
                    + shown(whole.decimal()) + " " + rates.base() + ", requested " + sums.requested() + ", allowed "
                    + shown(most(share, cell.backing().least(), others).subtract(sums.without.decimal()).max(BigDecimal.ZERO))));
        }
        return Money.of(percent(sums.without, whole(cell, others, sums.without)));
    }

    /** How much one may have that is such a share of the whole, of which the others are the rest. */
    private static BigDecimal most(BigDecimal share, Money least, Money others) {
        BigDecimal rest = BigDecimal.ONE.subtract(share);
        BigDecimal ofOthers = rest.signum() <= 0 ? BigDecimal.ZERO : others.decimal().multiply(share).divide(rest, PLACES, RoundingMode.DOWN);
        return share.multiply(least.decimal()).max(ofOthers);
    }

    private static Money whole(Cell cell, Money others, Money own) {
        Money all = others.plus(own);
        Money least = cell.backing().least();
        return least.exceeds(all) ? least : all;
    }

    /** What is used of a limit on that; null if it can't be reckoned. */
    @Nullable
    static Money used(Measure measure, Cell cell, Money worst, CurrencyRates rates) {
        if (worst.isZero()) {
            return Money.ZERO;
        }
        if (measure == Measure.LEVERAGE) {
            Money capital = cell.backing().capital();
            return capital.isZero() ? null : Money.of(ratio(worst, capital.decimal()));
        }
        Money others = cell.ownedElsewhere(rates);
        return others == null ? null : Money.of(percent(worst, whole(cell, others, worst)));
    }

    /** Null, with an objection, if there is no rate. */
    private static @Nullable Sums sums(HeldLimit limit, Cell cell, WorstCases.Asked asked, @Nullable String currency, CurrencyRates rates,
            List<Objection> objections) {
        Money now = cell.worst(limit.measure(), currency, rates);
        Money mine = in(asked.now(), asked.currency(), currency, rates);
        Money without = in(asked.without(), asked.currency(), currency, rates);
        Money after = in(asked.after(), asked.currency(), currency, rates);
        if (now == null || mine == null || without == null || after == null) {
            if (asked.isMore()) {
                objections.add(
                        limit.objection(Refusal.NO_CURRENCY_RATE, "what is held and open, " + asked.currency() + " among it, can't be reckoned in " + currency
                                + " for the limit " + cell + " " + limit.measure().text() + ": a currency has no rate"));
            }
            return null;
        }
        Money others = now.minus(mine);
        return new Sums(others.plus(without), others.plus(after));
    }

    private static @Nullable Money in(Money amount, String from, @Nullable String to, CurrencyRates rates) {
        return amount.isZero() || from.equals(to) ? amount : Cell.reckoned(amount, from, to, rates);
    }

    private static BigDecimal ratio(Money amount, BigDecimal of) {
        return amount.decimal().divide(of, PLACES, RoundingMode.UP);
    }

    private static BigDecimal percent(Money part, Money whole) {
        return whole.isZero() ? BigDecimal.ZERO : part.decimal().multiply(HUNDRED).divide(whole.decimal(), PLACES, RoundingMode.UP);
    }

    private static String shown(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(SHOWN_PLACES, RoundingMode.DOWN).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    private static Money notNegative(Money amount) {
        return amount.isNegative() ? Money.ZERO : amount;
    }
}
