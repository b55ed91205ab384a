package io.portcullis.server.cli;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells from the event log why an order went where it went. Reads only; the hub may be running or not. */
@Command(name = "explain", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Explain the routing of an order: the quotes seen, the alternatives with their cost, and why.", footer = {
    "", "Example:", "  explain C-1A2B3C"})
public final class ExplainCommand implements Callable<Integer> {

    private static final List<String> HEADS = List.of("venue", "gets", "seen", "fee", "measured", "cost", "ahead", "why");
    private static final int MEASURED = 4;

    @Parameters(index = "0", paramLabel = "ORDER", description = "Its OrderID(37), or a ClOrdID(11) of the client.")
    private String order = "";

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Override
    public Integer call() {
        try {
            return explain(Installation.hub(conf, Overrides.ofThisProcess()).data().resolve("log"));
        } catch (SettingsException | IOException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }

    /** By a ClOrdID(11) of a replace the order is known only behind what came before: so the log is read twice. */
    private int explain(Path directory) throws IOException {
        try (LogReader first = LogReader.open(directory, 1); LogReader second = LogReader.open(directory, 1)) {
            OrderFilter filter = new OrderFilter(order, new Ids(first.identity().text()));
            if (read(first, filter, (_, _) -> {}) == 0) {
                System.err.println("portcullis: ORDER=" + order + " is no OrderID(37) and no ClOrdID(11) of an order in " + directory);
                return 1;
            }
            Ids ids = new Ids(second.identity().text());
            AtomicBoolean isRouted = new AtomicBoolean();
            read(second, filter, (event, time) -> isRouted.compareAndSet(false, explain(event, time, ids)));
            if (!isRouted.get()) {
                System.out.println(
                        "there is nothing to explain: none of it has gone out, there was one venue, a person has named the venue, or it is a side of a cross, which goes to the first venue that takes it");
            }
            return 0;
        }
    }

    private interface Telling {
        void of(Event event, long time);
    }

    /** @return how many events are about the order */
    private static int read(LogReader reader, OrderFilter filter, Telling telling) throws IOException {
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        int events = 0;
        while (reader.next()) {
            EventRecord record = codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
            for (Event event : record.events()) {
                if (filter.concerns(event)) {
                    telling.of(event, record.time());
                    events++;
                }
            }
        }
        return events;
    }

    /** @return whether it explains a routing */
    private static boolean explain(Event event, long time, Ids ids) {
        switch (event) {
            case Event.OrderAccepted e -> System.out.println(Instant.ofEpochSecond(0, time) + " " + ids.orderId(e.orderId()) + " of " + e.terms().session()
                    + ", ClOrdID(11) " + e.terms().clOrdId() + ": " + e.terms().side() + " " + e.terms().symbol() + " " + text(e.terms().conditions()));
            case Event.OrderReplaced e -> System.out
                    .println(Instant.ofEpochSecond(0, time) + " replaced, ClOrdID(11) " + e.clOrdId() + ": " + text(e.conditions()));
            case Event.ChildOrderRejected e -> System.out
                    .println(Instant.ofEpochSecond(0, time) + " a venue rejected " + ids.venueClOrdId(e.childId()) + ": " + e.text());
            case Event.ChildOrderCanceled e -> System.out
                    .println(Instant.ofEpochSecond(0, time) + " a venue canceled " + ids.venueClOrdId(e.childId()) + ": " + e.text());
            case Event.OrderRouted e -> {
                System.out.println(Instant.ofEpochSecond(0, time) + " routed " + e.quantity() + " by " + e.strategy()
                        + (e.rule() == 0 ? "" : " (routing.csv, line " + e.rule() + ")"));
                print(e);
                return true;
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    private static String text(Conditions conditions) {
        return conditions.orderQty() + " " + conditions.ordType() + (conditions.price() == null ? "" : " " + conditions.price()) + " "
                + conditions.timeInForce();
    }

    private static void print(Event.OrderRouted routed) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        routed.venues().forEach(look -> rows.add(row(look, routed)));
        if (routed.venues().stream().allMatch(look -> look.measured() == null)) {
            rows.replaceAll(row -> IntStream.range(0, row.size()).filter(i -> i != MEASURED).mapToObj(row::get).toList());
        }
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("   ");
            for (int i = 0; i < widths.length; i++) {
                line.append(' ').append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 1);
            }
            System.out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(VenueLook look, Event.OrderRouted routed) {
        boolean isBuy = routed.side().isBuy();
        return List.of(look.venue().value(), look.given().isZero() ? "-" : look.given().toString(),
                look.levels().isEmpty() ? "-"
                        : look.levels().stream().map(level -> level.quantity() + "@" + level.price()).collect(Collectors.joining(" ")),
                orNone(look.fee(isBuy)), orNone(look.measured()), orNone(look.cost()), orNone(look.ahead()), look.reason(routed.venues(), isBuy));
    }

    private static String orNone(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "-").toString();
    }
}
