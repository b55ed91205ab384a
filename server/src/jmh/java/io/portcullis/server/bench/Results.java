package io.portcullis.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** All measurements of a run: medians over its rounds as text for a person, each by itself as CSV. */
final class Results {
    private final List<Hub> hubs;
    private final List<Load> loads;
    private final List<Measurement> measurements = new ArrayList<>();

    /** The last load must be the one that is counted in orders a second. */
    Results(List<Hub> hubs, List<Load> loads) {
        this.hubs = hubs;
        this.loads = loads;
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    /** The figures of each hub, then its ratios to the naive one if that took part. */
    String table() {
        var text = new StringBuilder(
                "Latencies in µs, p50 / p99, from when an order was due to its final fill; (late): the hub didn't keep up with the rate.\n");
        text.append("Orders/s [range], CPU, database CPU and allocation are those of ").append(saturation().label()).append("; medians of the rounds.\n\n");
        text.append(figures());
        if (hubs.contains(Hub.NAIVE) && hubs.size() > 1)
            text.append("\nRatios to the ").append(Hub.NAIVE.title()).append(" (latencies: below 1 is better; orders/s: above)\n\n").append(ratios());
        return text.toString();
    }

    /** A head line, then one line for each measurement; latencies in µs. */
    String csv() {
        var text = new StringBuilder("hub,round,load,sent,filled,rejected,strange,kept_up,orders_per_second,p50,p90,p99,p999,max,"
                + "cpu_us_per_order,database_cpu_us_per_order,bytes_per_order,peak_mib\n");
        for (var m : measurements) {
            var outcome = m.outcome();
            text.append(
                    format("%s,%d,%s,%d,%d,%d,%d,%b,%.0f,%.1f,%.1f,%.1f,%.1f,%.1f,%.2f,%.2f,%.0f,%.1f\n", m.hub(), m.round(), outcome.load().label(),
                            outcome.sent(),
                            outcome.filled(), outcome.rejected(), outcome.strange(), outcome.keptUp(), outcome.perSecond(), outcome.micros(50),
                            outcome.micros(90),
                            outcome.micros(99), outcome.micros(99.9), outcome.micros(100), m.cpuMicrosPerOrder(), m.companionsCpuMicrosPerOrder(),
                            m.bytesPerOrder(),
                            m.peakBytes() / 1048576.0));
        }
        return text.toString();
    }

    /** The measurements in which an order was lost, refused or filled twice. */
    List<String> complaints() {
        return measurements.stream().filter(m -> !m.outcome().isSound()).map(m -> {
            var outcome = m.outcome();
            return format("%s, round %d, %s: %d orders sent, %d filled, %d rejects, %d fills of no open order", m.hub(), m.round(), outcome.load().label(),
                    outcome.sent(), outcome.filled(), outcome.rejected(), outcome.strange());
        }).toList();
    }

    private TextTable figures() {
        var table = new TextTable();
        table.row(head("orders/s", "CPU µs/order", "database µs/order", "bytes/order", "peak MiB"));
        for (var hub : hubs) {
            var row = new ArrayList<>(List.of(hub.title()));
            paced().forEach(load -> row.add(latencies(hub, load)));
            var range = of(hub, saturation()).stream().mapToDouble(m -> m.outcome().perSecond()).summaryStatistics();
            row.add(format("%,.0f [%,.0f..%,.0f]", throughput(hub), range.getMin(), range.getMax()));
            row.add(format("%.1f", median(hub, saturation(), Measurement::cpuMicrosPerOrder)));
            row.add(format("%.1f", median(hub, saturation(), Measurement::companionsCpuMicrosPerOrder)));
            row.add(format("%,.0f", median(hub, saturation(), Measurement::bytesPerOrder)));
            row.add(format("%,.0f", of(hub, saturation()).getLast().peakBytes() / 1048576.0));
            table.row(row);
        }
        return table;
    }

    private TextTable ratios() {
        var table = new TextTable();
        table.row(head("orders/s", "CPU"));
        for (var hub : hubs) {
            var row = new ArrayList<>(List.of(hub.title()));
            for (var load : paced())
                row.add(ratio(hub, load, m -> m.outcome().micros(50)) + " / " + ratio(hub, load, m -> m.outcome().micros(99)));
            row.add(ratio(hub, saturation(), m -> m.outcome().perSecond()));
            row.add(ratio(hub, saturation(), Measurement::cpuMicrosPerOrder));
            table.row(row);
        }
        return table;
    }

    private List<String> head(String... afterLoads) {
        var head = new ArrayList<>(List.of("hub"));
        paced().forEach(load -> head.add(load.label()));
        head.addAll(List.of(afterLoads));
        return head;
    }

    private String latencies(Hub hub, Load load) {
        var late = of(hub, load).stream().filter(m -> !m.outcome().keptUp()).count() * 2 > of(hub, load).size();
        return format("%,.0f / %,.0f%s", median(hub, load, m -> m.outcome().micros(50)), median(hub, load, m -> m.outcome().micros(99)), late ? " (late)" : "");
    }

    private double throughput(Hub hub) {
        return median(hub, saturation(), m -> m.outcome().perSecond());
    }

    private String ratio(Hub hub, Load load, ToDoubleFunction<Measurement> figure) {
        var ratio = median(hub, load, figure) / median(Hub.NAIVE, load, figure);
        return format(ratio < 0.1 ? "%.3f" : ratio < 10 ? "%.2f" : "%.0f", ratio);
    }

    private double median(Hub hub, Load load, ToDoubleFunction<Measurement> figure) {
        var sorted = of(hub, load).stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : DoubleStream.of(sorted[middle - 1], sorted[middle]).average().orElseThrow();
    }

    private List<Measurement> of(Hub hub, Load load) {
        return measurements.stream().filter(m -> m.hub() == hub && m.outcome().load().equals(load)).toList();
    }

    private List<Load> paced() {
        return loads.subList(0, loads.size() - 1);
    }

    private Load saturation() {
        return loads.getLast();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
