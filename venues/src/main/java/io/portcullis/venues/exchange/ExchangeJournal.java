package io.portcullis.venues.exchange;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every execution report of the exchange, a line each, written before it is sent: the exchange's own ledger, and what its orders are restored from. The number of a line is
 * the mark of its message, so that after a crash exactly those are sent that were not. Numbers, prices and codes stand as in FIX, separated by bars.
 */
final class ExchangeJournal implements AutoCloseable {

    private static final int FIELDS = 21;

    /** A report and its line. */
    record Line(long number, Execution report) {
    }

    private final BufferedWriter writer;
    private final List<Line> found;
    private long lines;

    /** Opens the journal and reads what it has; a torn last line is cut. */
    ExchangeJournal(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        found = Files.exists(file) ? read(file) : List.of();
        lines = found.size();
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<Line> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) {
            Files.writeString(file, text.substring(0, whole), StandardCharsets.UTF_8);
        }
        List<Line> lines = new ArrayList<>();
        for (String line : text.substring(0, whole).split("\n")) {
            if (!line.isEmpty()) {
                lines.add(new Line(lines.size() + 1L, parse(line)));
            }
        }
        return lines;
    }

    /** What stood in it when it was opened. */
    List<Line> found() {
        return found;
    }

    /** @return the number of the line: the mark of the message */
    long append(Execution report) throws IOException {
        writer.write(format(report));
        writer.write('\n');
        writer.flush();
        return ++lines;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    // The lines

    private static String format(Execution r) {
        return String.join("|", r.owner(), r.orderId(), r.execId(), text(r.execRefId()), code(r.execType().code()), code(r.ordStatus().code()), r.clOrdId(),
                text(r.origClOrdId()), r.symbol(), code(r.side().code()), code(r.ordType().code()), code(r.timeInForce().code()), Long.toString(r.expireTime()),
                r.orderQty().toString(), text(r.price()), r.lastQty().toString(), text(r.lastPx()), r.leavesQty().toString(), r.cumQty().toString(),
                r.avgPx().toString(), text(r.text()).replace('|', '/').replace('\n', ' '));
    }

    private static String code(char code) {
        return String.valueOf(code);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Execution parse(String line) {
        String[] f = line.split("\\|", -1);
        if (f.length != FIELDS) {
            throw new IllegalStateException("an exchange journal's line has " + f.length + " fields instead of " + FIELDS + ": " + line);
        }
        return new Execution(f[0], f[1], f[2], orNull(f[3]), Objects.requireNonNull(ExecType.of(f[4].charAt(0))),
                Objects.requireNonNull(OrdStatus.of(f[5].charAt(0))), f[6],
                orNull(f[7]), f[8], Objects.requireNonNull(Side.of(f[9].charAt(0))), Objects.requireNonNull(OrdType.of(f[10].charAt(0))),
                Objects.requireNonNull(TimeInForce.of(f[11].charAt(0))), Long.parseLong(f[12]), Quantity.of(f[13]), priceOrNull(f[14]), Quantity.of(f[15]),
                priceOrNull(f[16]), Quantity.of(f[17]), Quantity.of(f[18]), Price.of(f[19]), -1, orNull(f[20]));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Price priceOrNull(String text) {
        return text.isEmpty() ? null : Price.of(text);
    }

    // Restoring

    private static final class Restored {
        private @Nullable ExchangeOrder order;
        private Money traded = Money.ZERO;
        private final List<String> clOrdIds = new ArrayList<>();
    }

    /** Puts the orders and trades that were found into an empty exchange. */
    void restoreInto(SimulatedExchange exchange) {
        Map<String, Restored> orders = new LinkedHashMap<>();
        for (Line line : found) {
            Execution r = line.report;
            if (r.ordStatus() == OrdStatus.REJECTED) {
                continue;
            }
            Restored restored = orders.computeIfAbsent(r.orderId(), id -> new Restored());
            ExchangeOrder order = new ExchangeOrder(r.owner(), r.orderId(),
                    r.execType() == ExecType.CANCELED && restored.order != null ? restored.order.clOrdId : r.clOrdId(),
                    r.symbol(), r.side(), r.ordType(), r.timeInForce(), r.orderQty(), r.price(), r.expireTime());
            restored.order = order;
            restored.clOrdIds.add(r.clOrdId());
            order.cumQty = r.cumQty();
            order.ended = switch (r.ordStatus()) {
                case CANCELED, EXPIRED -> r.ordStatus();
                default -> null;
            };
            if (r.execType() == ExecType.TRADE && r.lastPx() != null) {
                restored.traded = restored.traded.plus(Money.of(r.lastQty(), r.lastPx()));
                exchange.restore(new ExchangeReport.Trade(r.execId(), order, r.lastQty(), r.lastPx()));
            } else if (r.execType() == ExecType.TRADE_CANCEL && r.lastPx() != null) {
                restored.traded = restored.traded.minus(Money.of(r.lastQty(), r.lastPx()));
            }
            order.traded = restored.traded;
        }
        orders.values().forEach(restored -> {
            if (restored.order != null) {
                exchange.restore(restored.order, restored.clOrdIds);
            }
        });
    }
}
