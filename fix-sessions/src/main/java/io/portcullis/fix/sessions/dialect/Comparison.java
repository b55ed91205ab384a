package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.sessions.dialect.Bench.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What two versions of a dialect make of the same messages. */
public final class Comparison {

    private final Dialect old;
    private final Bench before;
    private final Bench after;

    public Comparison(Dialect old, Dialect changed) {
        this.old = old;
        this.before = new Bench(old);
        this.after = new Bench(changed);
    }

    /**
     * A line for each tag, reject and alert that comes out otherwise; empty if both make the same of the message.
     *
     * @param fields as of {@link Bench#in}
     * @throws IllegalArgumentException if they are no message; the text says what is wrong with them
     */
    public List<String> of(boolean isIn, String fields) {
        Outcome was = isIn ? before.in(fields) : before.out(fields);
        Outcome is = isIn ? after.in(fields) : after.out(fields);
        List<String> lines = new ArrayList<>();
        if (was.fields().startsWith("reject ") || is.fields().startsWith("reject ")) {
            if (!was.fields().equals(is.fields())) {
                lines.add("before  " + was.fields());
                lines.add("after   " + is.fields());
            }
        } else {
            byTag(fields, was, is, lines);
        }
        was.alerts().stream().filter(alert -> !is.alerts().contains(alert)).forEach(alert -> lines.add("before  alert: " + alert));
        is.alerts().stream().filter(alert -> !was.alerts().contains(alert)).forEach(alert -> lines.add("after   alert: " + alert));
        return lines;
    }

    private void byTag(String fields, Outcome was, Outcome is, List<String> lines) {
        Map<Integer, String> given = values(fields);
        Map<Integer, String> old = values(was.fields());
        Map<Integer, String> changed = values(is.fields());
        TreeSet<Integer> tags = new TreeSet<>(old.keySet());
        tags.addAll(changed.keySet());
        for (int tag : tags) {
            String first = old.getOrDefault(tag, "-");
            String second = changed.getOrDefault(tag, "-");
            if (!first.equals(second)) {
                lines.add("%-28s came %-20s before %-20s after %s".formatted(this.old.dictionary().name(tag), given.getOrDefault(tag, "-"), first, second));
            }
        }
        if (lines.isEmpty() && !was.fields().equals(is.fields())) {
            lines.add("the same fields in another order: before " + was.fields() + " after " + is.fields());
        }
    }

    /** Of a tag that comes several times, in groups, all values in their order. */
    private static Map<Integer, String> values(String fields) {
        Map<Integer, String> values = new LinkedHashMap<>();
        for (String field : Bench.ownFields(fields)) {
            int tag = Bench.tagOf(field);
            if (tag > 0) {
                values.merge(tag, field.substring(field.indexOf('=') + 1), (one, other) -> one + "," + other);
            }
        }
        return values;
    }
}
