package io.portcullis.oms.limit;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a limit is on: those that have all of these values. {@code *} stands for each value by itself: {@code account=* symbol=IBM} is a limit on each account's orders
 * in IBM, not on all of them together. Without any value it is on all orders of the firm. Written with blanks between the values, the firm's as {@code firm}.
 */
public record Scope(Map<Dimension, String> values) {

    public static final String EACH = "*";
    public static final Scope FIRM = new Scope(Map.of());
    /** Among scopes with the same dimensions, which says more; where both say as much, which says it of an earlier dimension. */
    public static final Comparator<Scope> SAYING_MORE = Comparator.comparingInt(Scope::given).thenComparingInt(Scope::weight);
    private static final String FIRM_TEXT = "firm";
    private static final int LONGEST_VALUE = 64;
    private static final Set<String> SIDES = Set.of("buy", "sell", "sell-short", EACH);

    /** @throws IllegalArgumentException naming the dimension whose value can't be */
    public Scope {
        EnumMap<Dimension, String> inOrder = new EnumMap<>(Dimension.class);
        inOrder.putAll(values);
        inOrder.forEach(Scope::check);
        values = Collections.unmodifiableMap(inOrder);
    }

    private static void check(Dimension dimension, String value) {
        if (value.isEmpty() || value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '=' || c == ',')) {
            throw new IllegalArgumentException(
                    dimension.text() + " must be 1 to " + LONGEST_VALUE + " printable characters without blanks, commas and equals signs, was " + value);
        }
        if (dimension == Dimension.SIDE && !SIDES.contains(value)) {
            throw new IllegalArgumentException("side must be buy, sell, sell-short or *, was " + value);
        }
    }

    /**
     * One as it is written.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static Scope of(String text) {
        if (text.strip().equals(FIRM_TEXT)) {
            return FIRM;
        }
        EnumMap<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (String part : text.strip().split("\\s+")) {
            int equals = part.indexOf('=');
            Dimension dimension = equals < 0 ? null : Dimension.of(part.substring(0, equals));
            if (dimension == null) {
                throw new IllegalArgumentException("scope " + text + " must be firm, or name=value with names out of "
                        + EnumSet.allOf(Dimension.class).stream().map(Dimension::text).collect(Collectors.joining(", ")) + ", was with "
                        + (part.isEmpty() ? "nothing" : part));
            }
            if (values.put(dimension, part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("scope " + text + " names " + dimension.text() + " twice");
            }
        }
        return new Scope(values);
    }

    /** By what it tells orders apart, in their order. */
    public List<Dimension> dimensions() {
        return List.copyOf(values.keySet());
    }

    /** Of the other with the same dimensions this is an exception: it says more of them, and agrees with what the other says. */
    public boolean isCaseOf(Scope other) {
        return !equals(other) && values.keySet().equals(other.values.keySet())
                && other.values.entrySet().stream().allMatch(of -> of.getValue().equals(EACH) || of.getValue().equals(values.get(of.getKey())));
    }

    /** How many of its values are given, and are not each. */
    public int given() {
        return (int) values.values().stream().filter(value -> !value.equals(EACH)).count();
    }

    private int weight() {
        int weight = 0;
        for (Map.Entry<Dimension, String> each : values.entrySet()) {
            weight += each.getValue().equals(EACH) ? 0 : 1 << Dimension.values().length - each.getKey().ordinal();
        }
        return weight;
    }

    /** Null if it does not look at that dimension. */
    public @Nullable String value(Dimension dimension) {
        return values.get(dimension);
    }

    @Override
    public String toString() {
        return values.isEmpty() ? FIRM_TEXT
                : values.entrySet().stream().map(each -> each.getKey().text() + "=" + each.getValue()).collect(Collectors.joining(" "));
    }
}
