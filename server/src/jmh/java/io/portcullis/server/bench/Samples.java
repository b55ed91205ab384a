package io.portcullis.server.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** One figure as it came out in the rounds of a run. */
record Samples(List<Double> values) {

    Samples {
        values = values.stream().sorted().toList();
    }

    double median() {
        var middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : DoubleStream.of(values.get(middle - 1), values.get(middle)).average().orElseThrow();
    }

    /** The median, behind it the least and the greatest, each in this format of a number. */
    String text(String format) {
        var all = format + " [" + format + ".." + format + "]";
        return String.format(Locale.ROOT, all, median(), values.getFirst(), values.getLast());
    }
}
