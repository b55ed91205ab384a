package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator of the exchange orders, in words, and what is answered. Wrong words are answered by an {@link IllegalArgumentException} that says what they must be. */
final class OperatorOrders {

    static final String WORDS = "orders, halt, resume, call, bands, lift-bands, bust, correct, cancel, misbehave or behave";
    private static final int MOST_TIMES = 1_000;
    /** For all instruments. */
    private static final String ALL = "*";

    private final SimulatedExchange exchange;
    private final BadHabits habits;
    private final StatusFeed status;

    OperatorOrders(SimulatedExchange exchange, BadHabits habits, StatusFeed status) {
        this.exchange = exchange;
        this.habits = habits;
        this.status = status;
    }

    /** @throws IllegalArgumentException if it can't be done */
    String order(List<String> words) {
        String verb = words.isEmpty() ? "" : words.getFirst();
        List<String> w = words.isEmpty() ? List.of() : words.subList(1, words.size());
        return switch (verb) {
            case "orders" -> {
                need(w, 0, "orders");
                yield shown();
            }
            case "halt" -> {
                all(need(w, 1, "halt SYMBOL").getFirst(), Trading.Phase.HALTED, null);
                yield w.getFirst() + " is halted";
            }
            case "call" -> {
                Auction auction = auction(need(w, 2, "call SYMBOL AUCTION").getLast());
                if (exchange.isDark()) {
                    throw new IllegalArgumentException("a dark exchange has no auctions");
                }
                all(w.getFirst(), Trading.Phase.CALL, auction);
                yield "orders in " + w.getFirst() + " are collected for the " + auction.text();
            }
            case "resume" -> {
                all(need(w, 1, "resume SYMBOL").getFirst(), Trading.Phase.CONTINUOUS, null);
                yield w.getFirst() + " is traded continuously";
            }
            case "bands" -> {
                Bands bands = new Bands(price(need(w, 3, "bands SYMBOL LOW HIGH").get(1)), price(w.get(2)));
                symbols(w.getFirst()).forEach(symbol -> exchange.engine().bound(symbol, bands));
                yield "the price bands of " + w.getFirst() + " are " + bands;
            }
            case "lift-bands" -> {
                symbols(need(w, 1, "lift-bands SYMBOL").getFirst()).forEach(symbol -> exchange.engine().bound(symbol, null));
                yield w.getFirst() + " has no price bands";
            }
            case "bust" -> done(exchange.bust(need(w, 1, "bust EXECID").getFirst()), "the trade of ExecID(17) " + w.getFirst() + " is taken back");
            case "correct" -> done(exchange.correct(need(w, 3, "correct EXECID QUANTITY PRICE").getFirst(), quantity(w.get(1)), price(w.get(2))),
                    "the trade of ExecID(17) " + w.getFirst() + " is corrected");
            case "cancel" -> done(exchange.cancelUnsolicited(need(w, 1, "cancel ORDERID").getFirst(), "the operator of the exchange cancels it"),
                    "the order of OrderID(37) " + w.getFirst() + " is canceled");
            case "misbehave" -> misbehave(w);
            case "behave" -> {
                need(w, 0, "behave");
                habits.behave();
                yield "no order is treated badly any more, and what was held back is told";
            }
            default -> throw new IllegalArgumentException("nothing is called " + verb + " here: it must be " + WORDS);
        };
    }

    /** Those symbols stand so from now on. */
    void all(String symbol, Trading.Phase phase, @Nullable Auction auction) {
        for (String each : symbols(symbol)) {
            switch (phase) {
                case HALTED -> exchange.engine().halt(each);
                case CALL -> exchange.engine().call(each, Objects.requireNonNull(auction));
                case CONTINUOUS -> exchange.engine().goOn(each);
            }
        }
        if (symbol.equals(ALL)) {
            status.allStand(phase, auction);
        }
    }

    void everything(Trading.Phase phase, @Nullable Auction auction) {
        all(ALL, phase, auction);
    }

    private String misbehave(List<String> w) {
        if (w.isEmpty() || w.size() > 2) {
            throw new IllegalArgumentException("it is misbehave HABIT [TIMES], was " + w);
        }
        BadHabit habit = BadHabit.of(w.getFirst());
        if (habit == null) {
            throw new IllegalArgumentException("HABIT must be one of " + BadHabit.texts() + ", was " + w.getFirst());
        }
        long times = w.size() == 1 ? 1 : quantity(w.get(1)).raw() / Quantity.of(1).raw();
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("TIMES must be 1 to " + MOST_TIMES + ", was " + w.get(1));
        }
        habits.order(habit, (int) times);
        return "the next " + (times == 1 ? "order" : times + " orders") + " will have " + habit.text();
    }

    private String shown() {
        StringBuilder text = new StringBuilder().append(exchange.openOrderIds().size()).append(" open orders");
        exchange.engine().openOrders()
                .forEach(o -> text.append('\n').append(o.orderId).append("  ClOrdID ").append(o.clOrdId).append("  ").append(o.side).append(' ')
                        .append(o.orderQty).append(' ').append(o.symbol).append(o.price == null ? "" : " at " + o.price).append(", leaves ")
                        .append(o.leavesQty()));
        return text.toString();
    }

    private static List<String> need(List<String> w, int count, String usage) {
        if (w.size() != count) {
            throw new IllegalArgumentException("it is " + usage + ", was with " + w);
        }
        return w;
    }

    private List<String> symbols(String symbol) {
        if (symbol.equals(ALL)) {
            return exchange.instruments().all().stream().map(Instrument::symbol).toList();
        }
        if (exchange.instruments().bySymbol(symbol) == null) {
            throw new IllegalArgumentException("SYMBOL must be one that is traded here, or *, was " + symbol);
        }
        return List.of(symbol);
    }

    private static Auction auction(String text) {
        return switch (text) {
            case "opening" -> Auction.OPENING;
            case "intraday" -> Auction.INTRADAY;
            case "closing" -> Auction.CLOSING;
            default -> throw new IllegalArgumentException("AUCTION must be opening, intraday or closing, was " + text.toLowerCase(Locale.ROOT));
        };
    }

    private static Price price(String text) {
        try {
            return Price.of(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a price must be a decimal number, was " + text, e);
        }
    }

    private static Quantity quantity(String text) {
        try {
            return Quantity.of(text);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a quantity must be a decimal number, was " + text, e);
        }
    }

    private static String done(boolean isDone, String text) {
        if (!isDone) {
            throw new IllegalArgumentException("there is nothing of that name here, or it can't be done any more");
        }
        return text;
    }
}
