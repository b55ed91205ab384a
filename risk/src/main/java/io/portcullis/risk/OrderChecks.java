package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits that look at one order alone. Pure: each looks at what it is handed, and objects or not. */
final class OrderChecks {

    private static final Price ONE = Price.of("1");
    private static final int PLACES = 16;

    private OrderChecks() {
    }

    static void quantity(OrderTerms terms, HeldLimit limit, Cell cell, List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            legs(terms, strategy, limit, cell, objections);
        } else if (Money.of(terms.orderQty(), ONE).exceeds(limit.most())) {
            objections.add(limit.objection("OrderQty(38) must not exceed " + limit.limit() + " by the limit " + cell + " "
                    + limit.measure().text() + ", was " + terms.orderQty()));
        }
    }

    /** Of each leg, in its own units. */
    private static void legs(OrderTerms terms, Strategy strategy, HeldLimit limit, Cell cell, List<Objection> objections) {
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            BigDecimal quantity = leg.quantityOf(terms.orderQty());
            if (quantity.compareTo(limit.limit().most()) > 0) {
                objections.add(limit.objection("leg " + (i + 1) + ": LegRatioQty(623) times OrderQty(38) must not exceed "
                        + limit.limit() + " by the limit " + cell + " " + limit.measure().text() + ", was " + quantity.stripTrailingZeros().toPlainString()));
            }
        }
    }

    static void averageDailyVolume(OrderTerms terms, InstrumentClasses kinds, HeldLimit limit, Cell cell, List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy == null) {
            averageDailyVolume("OrderQty(38)", terms.symbol(), new BigDecimal(terms.orderQty().toString()), kinds, limit, cell, objections);
            return;
        }
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            averageDailyVolume("leg " + (i + 1) + ": LegRatioQty(623) times OrderQty(38)", leg.symbol(), leg.quantityOf(terms.orderQty()), kinds, limit, cell,
                    objections);
        }
    }

    private static void averageDailyVolume(String what, String symbol, BigDecimal quantity, InstrumentClasses kinds, HeldLimit limit, Cell cell,
            List<Objection> objections) {
        Quantity volume = kinds.of(symbol).averageDailyVolume();
        if (volume == null) {
            objections.add(limit.objection(Refusal.LIMIT_DATA_MISSING,
                    what + " can't be held against the limit " + cell + " " + limit.measure().text() + ": no average-daily-volume of " + symbol + " is known"));
            return;
        }
        BigDecimal most = new BigDecimal(volume.toString()).multiply(limit.limit().most()).movePointLeft(2);
        if (quantity.compareTo(most) > 0) {
            objections.add(limit.objection(what + " must not exceed " + most.stripTrailingZeros().toPlainString() + ", which is "
                    + limit.limit() + " of the average daily volume, by the limit " + cell + " " + limit.measure().text() + ", was "
                    + quantity.stripTrailingZeros().toPlainString()));
        }
    }

    static void notional(OrderTerms terms, Valuation valuation, String currency, CurrencyRates rates, HeldLimit limit, Cell cell, List<Objection> objections) {
        Money own = Money.of(terms.orderQty(), valuation.price());
        String wanted = limit.limit().currency();
        Money notional = currency.equals(wanted) ? own : Cell.reckoned(own, currency, wanted, rates);
        if (notional == null) {
            objections.add(noRate(currency, limit, cell));
        } else if (notional.exceeds(limit.most())) {
            objections.add(limit.objection("the order's value must not exceed " + limit.limit() + " by the limit " + cell + " "
                    + limit.measure().text() + ", was " + notional + (currency.equals(wanted) ? "" : " " + wanted) + " (OrderQty(38) " + terms.orderQty()
                    + " at "
                    + valuation.price() + (currency.equals(wanted) ? ")" : " " + currency + ")")));
        }
    }

    /** Of a multi-leg order all legs count with the highest volatility among them. */
    static void volatility(OrderTerms terms, Valuation valuation, String currency, InstrumentClasses kinds, CurrencyRates rates, HeldLimit limit, Cell cell,
            List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        List<String> symbols = strategy == null ? List.of(terms.symbol()) : strategy.legs().stream().map(Leg::symbol).toList();
        BigDecimal highest = BigDecimal.ZERO;
        for (String symbol : symbols) {
            BigDecimal volatility = kinds.of(symbol).volatilityPercent();
            if (volatility == null) {
                objections.add(limit.objection(Refusal.LIMIT_DATA_MISSING,
                        "the order can't be held against the limit " + cell + " " + limit.measure().text() + ": no daily-volatility of " + symbol
                                + " is known"));
                return;
            }
            highest = highest.max(volatility);
        }
        Money loss = Money.of(Money.of(terms.orderQty(), valuation.price()).decimal().multiply(highest.movePointLeft(2)).setScale(PLACES, RoundingMode.UP));
        String wanted = limit.limit().currency();
        Money reckoned = currency.equals(wanted) ? loss : Cell.reckoned(loss, currency, wanted, rates);
        if (reckoned == null) {
            objections.add(noRate(currency, limit, cell));
        } else if (reckoned.exceeds(limit.most())) {
            objections.add(limit.objection(
                    "what the order would lose by a move of one standard deviation must not exceed " + limit.limit()
                            + " by the limit " + cell + " " + limit.measure().text() + ", was " + reckoned + (currency.equals(wanted) ? "" : " " + wanted)
                            + " (OrderQty(38) " + terms.orderQty() + " at " + valuation.price() + " " + currency + ", daily-volatility "
                            + highest.stripTrailingZeros().toPlainString() + "%)"));
        }
    }

    /** Whatever is asked for: there may be no more orders once so much is lost. @return what is lost */
    static Money loss(HeldLimit limit, Cell cell, CurrencyRates rates, List<Objection> objections) {
        Money lost = cell.used(Measure.DAY_LOSS, limit.limit().currency(), rates);
        if (lost == null) {
            objections.add(limit.objection(Refusal.NO_CURRENCY_RATE, "what is held can't be reckoned in " + limit.limit().currency()
                    + ", the currency of the limit " + cell + " " + limit.measure().text() + ": a currency has no rate"));
            return Money.ZERO;
        }
        if (lost.compareTo(limit.most()) >= 0) {
            objections.add(limit.objection(
                    "the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", and " + lost + " is lost: no orders are taken"));
        }
        return lost;
    }

    /** Once as much was executed nobody may have more open; what is open may still be executed. @param own as in {@link #restriction}. @return what was executed */
    static Money executed(HeldLimit limit, Cell cell, Contribution asked, @Nullable Contribution own, CurrencyRates rates, List<Objection> objections) {
        Money executed = cell.used(limit.measure(), limit.limit().currency(), rates);
        if (executed == null || limit.limit().currency() != null && asked.to(Measure.OPEN_NOTIONAL, limit.limit().currency(), rates) == null) {
            objections.add(noRate(asked.currency(), limit, cell));
            return Money.ZERO;
        }
        if (executed.compareTo(limit.most()) >= 0 && (own == null || asked.quantity().exceeds(own.quantity()))) {
            objections.add(limit.objection(
                    "the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", and " + executed + " was executed: no orders are taken"));
        }
        return executed;
    }

    /** @param own what the order counts with there already; null if nothing: whoever asks for no more shares may have it */
    static void restriction(HeldLimit limit, Cell cell, Contribution asked, @Nullable Contribution own, List<Objection> objections) {
        if (limit.limit().isRestriction() && (own == null || asked.quantity().exceeds(own.quantity()))) {
            objections.add(restricted("", limit, cell));
        }
    }

    static Objection restricted(String place, HeldLimit limit, Cell cell) {
        Window window = limit.limit().window();
        return limit.objection(place + "orders of " + cell + " are restricted" + (window.isAlways() ? "" : " " + window));
    }

    /** What it will be executed for can be reckoned. */
    static void rate(String currency, HeldLimit limit, Cell cell, CurrencyRates rates, List<Objection> objections) {
        String wanted = limit.limit().currency();
        if (!currency.equals(wanted) && Cell.reckoned(Money.ZERO, currency, wanted, rates) == null) {
            objections.add(noRate(currency, limit, cell));
        }
    }

    static Objection noRate(String currency, HeldLimit limit, Cell cell) {
        return limit.objection(Refusal.NO_CURRENCY_RATE,
                "there is no rate of " + currency + " in " + limit.limit().currency() + ", the currency of the limit " + cell + " " + limit.measure().text());
    }
}
