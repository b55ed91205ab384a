package io.portcullis.oms.limit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a limit on a risk metric is on: the metric, by its name, of a portfolio, or of each of a kind. Here it is a name and a unit; it is worked out beside the orders' way.
 *
 * @param name such as {@code var-99-1d} or {@code stress:crash}
 */
public record PortfolioMetric(PortfolioName portfolio, String name) {

    /** What is to be written where none of them is. */
    public static final String ALLOWED = "var-99-1d or es-99-1d (of 95, 97.5 and 99, 1d and 5d; with historical-, parametric- or monte-carlo- before it by that method alone), gross, net, gross-leverage, "
            + "drawdown, sector:NAME or stress:NAME";
    private static final String LEVERAGE = "gross-leverage";
    private static final int LONGEST_NAME = 64;
    private static final List<String> WHOLE = List.of("gross", "net", LEVERAGE, "drawdown");
    private static final List<String> KINDS_WITH_NAMES = List.of("sector:", "stress:");
    private static final Set<String> WITHOUT_NAMES = new LinkedHashSet<>(Stream.concat(WHOLE.stream(), tails()).toList());

    /** @throws IllegalArgumentException if there is no such metric */
    public PortfolioMetric {
        if (!isName(name)) {
            throw new IllegalArgumentException("metric " + name + " must be " + ALLOWED);
        }
    }

    private static Stream<String> tails() {
        return Stream.of("", "historical-", "parametric-", "monte-carlo-").flatMap(method -> Stream.of("var", "es").flatMap(
                kind -> Stream.of("99", "97.5", "95").flatMap(level -> Stream.of("1d", "5d").map(days -> method + kind + "-" + level + "-" + days))));
    }

    /** Whether a metric may be called so. Whether there is such a sector or scenario is not known here. */
    public static boolean isName(String text) {
        return WITHOUT_NAMES.contains(text) || KINDS_WITH_NAMES.stream().anyMatch(kind -> text.startsWith(kind) && isNameOfAny(text.substring(kind.length())));
    }

    /** Blanks around a name would not be seen. */
    private static boolean isNameOfAny(String name) {
        return !name.isEmpty() && name.length() <= LONGEST_NAME && name.equals(name.strip()) && name.chars().noneMatch(Character::isISOControl);
    }

    /** All that are not named by a sector or a scenario, those that most ask for first. */
    public static List<String> names() {
        return List.copyOf(WITHOUT_NAMES);
    }

    /** Money, but for how many times the capital. */
    Measure.Unit unit() {
        return name.equals(LEVERAGE) ? Measure.Unit.FACTOR : Measure.Unit.MONEY;
    }
}
