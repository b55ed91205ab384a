package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.Liquidity;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as a line of the journal, with bars between: owner, ExecID(17), ExecRefID(19), ExecType(150), ClOrdID(11), OrigClOrdID(41), OrderID(37), OrdStatus(39),
 * Symbol(55), Side(54), OrdType(40), TimeInForce(59), expiry in epoch nanoseconds, OrderQty(38), Price(44), LeavesQty(151), CumQty(14), AvgPx(6), LastQty(32), LastPx(31),
 * Text(58), StopPx(99), and of multi-leg orders their legs and the number of the leg that it is about, of others that leave discretion DiscretionPrice(845). A line that has
 * more to say has behind StopPx all of DiscretionPrice, the legs, the number of the leg, the {@link OrderExtras}, PeggedPrice(839), and of a trade TrdMatchID(880) and
 * LastLiquidityInd(851). What is absent is empty.
 */
final class JournalLine {

    private static final int FIELDS = 22;
    private static final int FIELDS_WITH_DISCRETION = 23;
    private static final int FIELDS_OF_MULTILEG = 24;
    private static final int FIELDS_WITH_EXTRAS = 28;

    private JournalLine() {
    }

    static String format(Execution e) {
        OrderFacts o = e.order();
        Last last = e.last();
        String line = String.join("|", text(e.owner()), e.execId(), text(e.execRefId()), code(e.execType().code()), text(e.clOrdId()), text(e.origClOrdId()),
                o.orderId(), code(o.ordStatus().code()), text(o.symbol()), code(o.side().code()), code(o.ordType().code()), code(o.timeInForce().code()),
                Long.toString(o.expireTime()), o.orderQty().toString(), text(o.price()), o.leavesQty().toString(), o.cumQty().toString(), o.avgPx().toString(),
                last == null ? "" : last.quantity().toString(), last == null ? "" : last.price().toString(), text(e.text()), text(o.stopPx()));
        Strategy strategy = o.strategy();
        if (!o.extras().equals(OrderExtras.NONE) || o.peggedPrice() != null || last != null && !last.equals(new Last(last.quantity(), last.price()))) {
            return String.join("|", line, text(o.discretionPrice()), strategy == null ? "" : text(legs(strategy)),
                    strategy == null || e.leg() == null ? "" : Integer.toString(strategy.legs().indexOf(e.leg())), text(o.extras().text()),
                    text(o.peggedPrice()),
                    last == null ? "" : text(last.trdMatchId()) + ";" + last.liquidity().code());
        }
        if (o.discretionPrice() != null) {
            return line + "|" + o.discretionPrice();
        }
        return strategy == null ? line : line + "|" + text(legs(strategy)) + "|" + (e.leg() == null ? "" : strategy.legs().indexOf(e.leg()));
    }

    /** What the exchange has to know of them: name, side, symbol, ratio. */
    private static String legs(Strategy strategy) {
        return strategy.legs().stream()
                .map(leg -> String.join(",", part(leg.refId() == null ? "" : leg.refId()), code(leg.side().code()), part(leg.symbol()), leg.ratio().toString()))
                .collect(Collectors.joining(";"));
    }

    private static String part(String text) {
        return text.replace("%", "%25").replace(",", "%2C").replace(";", "%3B");
    }

    private static Strategy strategy(String legs, String line) {
        return new Strategy(Arrays.stream(legs.split(";")).map(leg -> leg(leg.split(",", -1), line)).toList());
    }

    private static Leg leg(String[] f, String line) {
        String refId = f[0].replace("%3B", ";").replace("%2C", ",").replace("%25", "%");
        return new Leg(f[2].replace("%3B", ";").replace("%2C", ",").replace("%25", "%"), known(Side.of(f[1].charAt(0)), line), Quantity.of(f[3]),
                refId.isEmpty() ? null : refId);
    }

    private static String code(char code) {
        return String.valueOf(code);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().replace("%", "%25").replace("|", "%7C").replace("\n", "%0A").replace("\r", "%0D");
    }

    /** @throws IllegalStateException if it is not what {@link #format} writes */
    static Execution parse(String line) {
        String[] f = line.split("\\|", -1);
        if (f.length != FIELDS && f.length != FIELDS_WITH_DISCRETION && f.length != FIELDS_OF_MULTILEG && f.length != FIELDS_WITH_EXTRAS) {
            throw new IllegalStateException("an exchange journal's line has " + f.length + " fields instead of " + FIELDS + ": " + line);
        }
        boolean isLong = f.length == FIELDS_WITH_EXTRAS;
        String legs = isLong ? f[23] : f.length == FIELDS_OF_MULTILEG ? f[22] : "";
        String leg = isLong ? f[24] : f.length == FIELDS_OF_MULTILEG ? f[23] : "";
        String discretion = isLong || f.length == FIELDS_WITH_DISCRETION ? f[22] : "";
        Strategy strategy = legs.isEmpty() ? null : strategy(untext(legs), line);
        OrderFacts order = new OrderFacts(f[6], known(OrdStatus.of(f[7].charAt(0)), line), untext(f[8]), known(Side.of(f[9].charAt(0)), line),
                known(OrdType.of(f[10].charAt(0)), line), known(TimeInForce.of(f[11].charAt(0)), line), Long.parseLong(f[12]), Quantity.of(f[13]),
                priceOrNull(f[14]), priceOrNull(f[21]), Quantity.of(f[15]), Quantity.of(f[16]), Price.of(f[17]), strategy, priceOrNull(discretion),
                isLong ? OrderExtras.parse(untext(f[25])) : OrderExtras.NONE, isLong ? priceOrNull(f[26]) : null);
        return new Execution(untext(f[0]), f[1], orNull(f[2]), known(ExecType.of(f[3].charAt(0)), line), untext(f[4]), orNull(f[5]), order,
                f[18].isEmpty() ? null : last(f, isLong ? f[27] : ";"), -1, orNull(f[20]),
                strategy == null || leg.isEmpty() ? null : strategy.legs().get(Integer.parseInt(leg)));
    }

    private static Last last(String[] f, String trade) {
        String[] parts = trade.split(";", -1);
        return new Last(Quantity.of(f[18]), Price.of(f[19]), orNull(parts[0]), Liquidity.of(parts[1]));
    }

    private static @Nullable Price priceOrNull(String field) {
        return field.isEmpty() ? null : Price.of(field);
    }

    private static <T> T known(@Nullable T value, String line) {
        return Objects.requireNonNull(value, () -> "a code in an exchange journal is not known: " + line);
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : untext(field);
    }

    private static String untext(String field) {
        return field.replace("%0D", "\r").replace("%0A", "\n").replace("%7C", "|").replace("%25", "%");
    }
}
