package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An exchange that is told what happens in a line of text, and whose reports are lines of text; trades are called t1, t2, … in their order. */
final class Floor {

    static final String SYMBOL = "ACME";
    static final Instruments INSTRUMENTS = new Instruments(List.of(
            new Instrument(SYMBOL, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(10), Price.of("10.00"))));
    private static final String OWNER = "HUB";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Map<String, TimeInForce> TIMES = Map.of("DAY", TimeInForce.DAY, "GTC", TimeInForce.GOOD_TILL_CANCEL, "GTD", TimeInForce.GOOD_TILL_DATE,
            "IOC", TimeInForce.IMMEDIATE_OR_CANCEL, "FOK", TimeInForce.FILL_OR_KILL, "OPG", TimeInForce.AT_THE_OPENING, "ATC", TimeInForce.AT_THE_CLOSE);

    final List<ExchangeReport> reports = new ArrayList<>();
    final SimulatedExchange exchange;
    private final List<String> lines = new ArrayList<>();
    private final List<String> trades = new ArrayList<>();
    private final Map<String, String> orderIds = new HashMap<>();
    private long now;

    Floor(boolean isDark) {
        exchange = new SimulatedExchange(INSTRUMENTS, isDark, "X", this::report);
    }

    /** @return what the exchange reported, a line each */
    List<String> happens(String line) {
        lines.clear();
        String[] w = line.split(" ");
        switch (w[0]) {
            case "again" -> exchange.accept(request(line.substring("again ".length()).split(" ")), true, now);
            case "expire" -> {
                now = Long.parseLong(w[1]) * NANOS_PER_SECOND;
                exchange.expire(now);
            }
            case "end-day" -> exchange.endDay();
            case "bust" -> told(exchange.bust(tradeId(w[1])));
            case "correct" -> told(exchange.correct(tradeId(w[1]), Quantity.of(w[2].split("@")[0]), Price.of(w[2].split("@")[1])));
            case "unsolicited" -> told(exchange.cancelUnsolicited(orderIds.getOrDefault(w[1], "?"), "by the exchange"));
            case "quote" -> exchange.engine().quote(SYMBOL, Side.valueOf(w[1]), Quantity.of(w[2].split("@")[0]), Price.of(w[2].split("@")[1]), TIMES.get(w[3]));
            case "halt" -> exchange.engine().halt(SYMBOL);
            case "call" -> told(exchange.engine().call(SYMBOL, Auction.valueOf(w[1])));
            case "go-on" -> exchange.engine().goOn(SYMBOL);
            case "bands" -> exchange.engine().bound(SYMBOL, new Bands(Price.of(w[1]), Price.of(w[2])));
            case "lift-bands" -> exchange.engine().bound(SYMBOL, null);
            case "prevent" -> exchange.preventsBy(SimulatedExchange.SelfMatch.valueOf(w[1]));
            case "has-auctions" -> exchange.hasAuctions(EnumSet.allOf(Auction.class));
            case "show" -> lines.add("bids " + shown(true) + " offers " + shown(false));
            case "indicative" -> lines.add(String.valueOf(exchange.engine().indicative(SYMBOL)));
            case "middle" -> exchange.engine().moveMiddle(SYMBOL, Price.of(w[1]), Quantity.of(w[2]), Quantity.of(w[3]));
            default -> exchange.accept(request(w), false, now);
        }
        return List.copyOf(lines);
    }

    private String shown(boolean isBid) {
        return exchange.engine().shown(SYMBOL, isBid, 10).entrySet().stream().map(level -> new Quantity(level.getValue()) + "@" + new Price(level.getKey()))
                .toList()
                .toString();
    }

    /** Behind an order: {@code display=30}, {@code min=50}, {@code aon}, {@code post}, {@code peg=R-0.01}, {@code on-halt=CANCEL}, {@code smp=A}. */
    private static ExchangeRequest request(String[] all) {
        String[] w = Stream.of(all).filter(word -> !isOption(word)).toArray(String[]::new);
        ExchangeRequest request = plainRequest(w);
        if (w.length == all.length) {
            return request;
        }
        Map<String, String> options = Stream.of(all).filter(Floor::isOption)
                .collect(Collectors.toMap(word -> word.split("=")[0], word -> word.contains("=") ? word.split("=")[1] : ""));
        Display display = options.containsKey("display") ? Display.of(Quantity.of(options.get("display"))) : null;
        if (request instanceof ExchangeRequest.Replace r) {
            return new ExchangeRequest.Replace(r.owner(), r.clOrdId(), r.origClOrdId(), r.orderQty(), r.price(), r.stopPx(), r.discretion(), display);
        }
        ExchangeRequest.NewOrder n = (ExchangeRequest.NewOrder) request;
        Conditions c = n.conditions();
        Instructions i = new Instructions(c.instructions().stopPx(), options.containsKey("peg") ? peg(options.get("peg")) : null, display,
                options.containsKey("min") ? Quantity.of(options.get("min")) : null, options.containsKey("aon"), options.containsKey("post"))
                .with(OnHalt.valueOf(options.getOrDefault("on-halt", "UNSAID")));
        return new ExchangeRequest.NewOrder(n.owner(), n.clOrdId(), n.symbol(), n.side(),
                new Conditions(options.containsKey("peg") ? OrdType.PEGGED : c.ordType(), c.timeInForce(), c.orderQty(), c.price(), c.expireTime(), i),
                options.get("smp"));
    }

    private static boolean isOption(String word) {
        return word.matches("(display|min|peg|on-halt|smp)=.*|aon|post");
    }

    private static Peg peg(String text) {
        return new Peg(Peg.Follows.of(text.charAt(0)), text.length() == 1 ? 0 : Price.of(text.substring(1)).raw(), Peg.OffsetType.PRICE);
    }

    /** {@code new b1 BUY 100 10.00 DAY [expiry]}, {@code cancel c1 b1}, {@code replace r1 b1 200 10.01}, {@code status b1}; {@code cross 1 0 b1 100 s1 100 10.00}:
     * CrossType(549), CrossPrioritization(550), the buy, the sell and their price; {@code cancel-cross c1 b1 c2 s1}, {@code replace-cross r1 b1 200 r2 s1 200 10.01}. */
    private static ExchangeRequest plainRequest(String[] w) {
        return switch (w[0]) {
            case "new" -> new ExchangeRequest.NewOrder(OWNER, w[1], w.length > 7 ? w[7] : SYMBOL, Side.valueOf(w[2]),
                    new Conditions(ordType(w[4]), TIMES.get(w[5]), Quantity.of(w[3]), price(w[4]), w.length > 6 ? Long.parseLong(w[6]) * NANOS_PER_SECOND : 0,
                            (stopPx(w[4]) == null ? Instructions.NONE : Instructions.stop(stopPx(w[4]))).withDiscretion(discretion(w[4]))));
            case "cancel" -> new ExchangeRequest.Cancel(OWNER, w[1], w[2]);
            case "replace" -> new ExchangeRequest.Replace(OWNER, w[1], w[2], Quantity.of(w[3]), price(w[4]), stopPx(w[4]), discretion(w[4]));
            case "cross" -> {
                CrossTerms terms = new CrossTerms(CrossType.of(Integer.parseInt(w[1])), CrossPrioritization.of(Integer.parseInt(w[2])));
                yield new ExchangeRequest.NewCross(OWNER, terms, List.of(
                        new ExchangeRequest.NewOrder(OWNER, w[3], SYMBOL, Side.BUY, ordType(w[7]), TimeInForce.DAY, Quantity.of(w[4]), price(w[7]), 0),
                        new ExchangeRequest.NewOrder(OWNER, w[5], SYMBOL, Side.SELL, ordType(w[7]), TimeInForce.DAY, Quantity.of(w[6]), price(w[7]), 0)));
            }
            case "cancel-cross" -> new ExchangeRequest.CancelCross(OWNER,
                    List.of(new ExchangeRequest.Cancel(OWNER, w[1], w[2]), new ExchangeRequest.Cancel(OWNER, w[3], w[4])));
            case "replace-cross" -> {
                ExchangeRequest.Replace first = new ExchangeRequest.Replace(OWNER, w[1], w[2], Quantity.of(w[3]), price(w[7]), null);
                yield new ExchangeRequest.ReplaceCross(OWNER, w[4].equals("-") ? List.of(first)
                        : List.of(first, new ExchangeRequest.Replace(OWNER, w[4], w[5], Quantity.of(w[6]), price(w[7]), null)));
            }
            case "status" -> new ExchangeRequest.Status(OWNER, w[1], SYMBOL, Side.BUY);
            default -> throw new IllegalArgumentException("no such word in a script: " + w[0]);
        };
    }

    /** {@code 10.00+0.05}: so far beyond it at the exchange's discretion. */
    private static Discretion discretion(String text) {
        return text.contains("+") ? Discretion.of(Price.of(text.substring(text.indexOf('+') + 1))) : null;
    }

    /** {@code 10.00}, {@code MKT}; {@code 9.40>9.50}, {@code MKT>9.50}, {@code MIT>9.50}: behind it the stop price. */
    private static Price price(String text) {
        String price = text.split("[>+]")[0];
        return price.equals("MKT") || price.equals("MIT") || price.equals("-") ? null : Price.of(price);
    }

    private static Price stopPx(String text) {
        return text.contains(">") ? Price.of(text.split(">")[1]) : null;
    }

    private static OrdType ordType(String text) {
        if (text.startsWith("MIT")) {
            return OrdType.MARKET_IF_TOUCHED;
        }
        boolean isMarket = text.startsWith("MKT");
        return text.contains(">") ? isMarket ? OrdType.STOP : OrdType.STOP_LIMIT : isMarket ? OrdType.MARKET : OrdType.LIMIT;
    }

    private String tradeId(String name) {
        int number = Integer.parseInt(name.substring(1));
        return number <= trades.size() ? trades.get(number - 1) : name;
    }

    private void told(boolean isDone) {
        if (!isDone) {
            lines.add("refused");
        }
    }

    private void report(ExchangeReport report) {
        reports.add(report);
        lines.add(switch (report) {
            case ExchangeReport.Execution e -> text(e);
            case ExchangeReport.CancelReject e -> "REFUSED " + e.clOrdId() + "<" + e.origClOrdId() + (e.isForReplace() ? " replace" : " cancel") + " reason "
                    + e.cxlRejReason() + " " + e.ordStatus() + " " + (e.orderId().equals("NONE") ? "no order" : "its order") + ": " + e.text();
        });
    }

    private String text(ExchangeReport.Execution e) {
        ExchangeReport.OrderFacts o = e.order();
        orderIds.put(e.clOrdId(), o.orderId());
        ExchangeReport.Last last = e.last();
        String name = "";
        if (last != null) {
            name = switch (e.execType()) {
                case TRADE, TRADE_CORRECT -> {
                    trades.add(e.execId());
                    yield " t" + trades.size();
                }
                default -> "";
            };
            name += e.execRefId() == null ? "" : " of t" + (trades.indexOf(e.execRefId()) + 1);
            name += " " + last.quantity() + "@" + last.price();
        }
        return e.execType() + " " + e.clOrdId() + (e.origClOrdId() == null ? "" : "<" + e.origClOrdId()) + name + " " + o.ordStatus() + " " + o.cumQty() + "/"
                + o.orderQty() + " leaves " + o.leavesQty() + (o.avgPx().isPositive() ? " avg " + o.avgPx() : "")
                + (e.ordRejReason() < 0 ? "" : " reason " + e.ordRejReason()) + (e.text() == null ? "" : ": " + e.text());
    }
}
