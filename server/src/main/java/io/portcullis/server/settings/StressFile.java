package io.portcullis.server.settings;

import io.portcullis.risk.metrics.Shock;
import io.portcullis.risk.metrics.StressScenario;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stress scenarios as a table: scenario, scope, shock-percent, from, until. A scenario is one or more shocks, each on {@code all}, {@code currency=}, {@code sector=} or {@code symbol=}; or it is what
 * prices did from the close of one day to that of another.
 */
public final class StressFile {

    /** What prices did between two closes. */
    public record Replay(String name, LocalDate from, LocalDate until) {
    }

    /** All scenarios, each name once. */
    public record Scenarios(List<StressScenario.UserDefined> userDefined, List<Replay> replays) {

        public static final Scenarios NONE = new Scenarios(List.of(), List.of());
    }

    private static final List<String> COLUMNS = List.of("scenario", "scope", "shock-percent", "from", "until");
    private static final int LONGEST_NAME = 64;
    private static final BigDecimal MOST_PERCENT = new BigDecimal(1_000);
    private static final int MOST_PLACES = 8;
    private static final BigDecimal PERCENT = new BigDecimal(100);

    private final CsvTable table;
    private final Map<String, List<Shock>> shocks = new LinkedHashMap<>();
    private final Map<String, Replay> replays = new LinkedHashMap<>();

    private StressFile(String name) {
        table = new CsvTable(name);
    }

    /** Those of {@code stress.csv}; none if it is not there. @throws SettingsException naming the line and what is wrong with it */
    public static Scenarios in(Path directory) {
        Path file = directory.resolve("stress.csv");
        return Files.exists(file) ? read(file.toString(), SettingsText.of(file)) : Scenarios.NONE;
    }

    static Scenarios read(String name, String text) {
        return new StressFile(name).read(text);
    }

    private Scenarios read(String text) {
        table.read(text, line -> {
            table.knowsOnly(line, COLUMNS);
            String name = table.read(line, "scenario", StressFile::name);
            String scope = table.optional(line, "scope");
            return scope == null ? addReplay(line, name) : addShock(line, name, scope);
        });
        return new Scenarios(shocks.entrySet().stream().map(each -> new StressScenario.UserDefined(each.getKey(), each.getValue())).toList(),
                List.copyOf(replays.values()));
    }

    private boolean addShock(CSVRecord line, String name, String scope) {
        if (table.optional(line, "from") != null || table.optional(line, "until") != null || replays.containsKey(name)) {
            throw table.wrong(line, "scenario " + name + " is either shocks, with scope and shock-percent, or days of the past, with from and until; not both");
        }
        Shock shock = shock(line, scope, table.read(line, "shock-percent", StressFile::percent));
        List<Shock> before = shocks.computeIfAbsent(name, fresh -> new ArrayList<>());
        if (before.stream().anyMatch(each -> each.on() == shock.on() && String.valueOf(each.name()).equals(String.valueOf(shock.name())))) {
            throw table.wrong(line, "scenario " + name + " has two shocks on " + scope);
        }
        return before.add(shock);
    }

    private Shock shock(CSVRecord line, String scope, double part) {
        int equals = scope.indexOf('=');
        String name = equals < 0 ? null : scope.substring(equals + 1);
        Shock.On on = on(equals < 0 ? scope : scope.substring(0, equals));
        if (on == null || (name == null) != (on == Shock.On.ALL) || name != null && name.isEmpty()) {
            throw table.wrong(line, "scope = " + scope + ": must be all, currency=, sector= or symbol= with a value");
        }
        return new Shock(on, name, part);
    }

    private static Shock.@Nullable On on(String text) {
        for (Shock.On each : Shock.On.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        return null;
    }

    private boolean addReplay(CSVRecord line, String name) {
        if (table.optional(line, "shock-percent") != null) {
            throw table.wrong(line, "scope is missing");
        }
        Replay replay = new Replay(name, table.read(line, "from", StressFile::day), table.read(line, "until", StressFile::day));
        if (!replay.from.isBefore(replay.until)) {
            throw table.wrong(line, "until = " + replay.until + ": must be after from, which is " + replay.from);
        }
        if (shocks.containsKey(name) || replays.put(name, replay) != null) {
            throw table.wrong(line, "scenario " + name + " stands twice");
        }
        return true;
    }

    private static String name(String text) {
        if (text.length() > LONGEST_NAME || Set.of("worst day", "worst 5 days").contains(text)) {
            throw new IllegalArgumentException("must be a name of at most " + LONGEST_NAME + " characters, other than worst day and worst 5 days");
        }
        return text;
    }

    private static double percent(String text) {
        BigDecimal percent = PlainNumbers.decimal(text);
        if (percent.compareTo(PERCENT.negate()) < 0 || percent.compareTo(MOST_PERCENT) > 0) {
            throw new IllegalArgumentException("must be from -100 to 1000 per cent");
        }
        if (percent.scale() > MOST_PLACES) {
            throw new IllegalArgumentException("must have at most " + MOST_PLACES + " decimal places");
        }
        return percent.divide(PERCENT).doubleValue();
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a day such as 2026-11-20", e);
        }
    }
}
