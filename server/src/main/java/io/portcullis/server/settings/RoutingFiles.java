package io.portcullis.server.settings;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.routing.Fee;
import io.portcullis.venues.routing.Fees;
import io.portcullis.venues.routing.RoutingPolicy;
import io.portcullis.venues.routing.RoutingRule;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.RoutingStrategy;
import io.portcullis.venues.routing.Weights;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * How orders are routed, as two tables: {@code routing.csv} with session, account, symbol, side, ord-type, from-quantity, to-quantity, strategy, parameters and target-strategy, of which the first line
 * that is for an order holds, and {@code fees.csv} with venue, liquidity, per-share, basis-points, minimum and from-month-quantity. Either may be missing.
 */
public final class RoutingFiles {

    public static final String RULES = "routing.csv";
    public static final String FEES = "fees.csv";

    private static final List<String> RULE_COLUMNS = List.of("session", "account", "symbol", "side", "ord-type", "from-quantity", "to-quantity", "strategy",
            "parameters", "target-strategy");
    private static final List<String> FEE_COLUMNS = List.of("venue", "liquidity", "per-share", "basis-points", "minimum", "from-month-quantity");
    private static final List<String> STRATEGIES = List.of("best-price", "best-cost", "spray", "post", "primary", "table", "sweep",
            "sequential");
    private static final List<String> RESTING = List.of("best-price", "best-cost", "spray", "post", "primary", "table");
    private static final List<String> AFTER_DARK = List.of("best-price", "best-cost", "spray", "post", "primary", "table", "sweep");
    private static final List<String> PING = List.of("ping-percent", "ping-quantity", "ping-at", "ping-least-percent");
    private static final String THEN = "then=";
    private static final String AHEAD_COST = "ahead-cost";
    private static final String LATENCY_COST = "latency-cost";
    private static final String MISS_COST = "miss-cost";
    private static final String REST_COST = "rest-cost";
    private static final BigDecimal MILLIONTHS_PER_BASIS_POINT = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_BASIS_POINTS = BigDecimal.valueOf(10_000);
    private static final Price MOST_PER_SHARE = Price.of("1000000");
    private static final String MOST_MINIMUM = "1000000";

    private final Collection<VenueId> venues;

    private RoutingFiles(Collection<VenueId> venues) {
        this.venues = venues;
    }

    /**
     * As the files are now.
     *
     * @param venues that there are: a rule or a fee for another one is a mistake
     * @throws SettingsException naming the line and what is wrong with it
     */
    public static RoutingRules read(Path directory, Collection<VenueId> venues) {
        RoutingFiles files = new RoutingFiles(venues);
        Path rules = directory.resolve(RULES);
        Path fees = directory.resolve(FEES);
        return new RoutingRules(Files.exists(rules) ? files.rules(rules) : List.of(), Files.exists(fees) ? files.fees(fees) : Fees.NONE);
    }

    // Rules

    private List<RoutingRule> rules(Path file) {
        CsvTable table = new CsvTable(file);
        return table.read(SettingsText.of(file), line -> {
            table.knowsOnly(line, RULE_COLUMNS);
            return rule(table, line);
        });
    }

    private RoutingRule rule(CsvTable table, CSVRecord line) {
        RoutingStrategy strategy = strategy(table, line);
        try {
            return new RoutingRule((int) line.getParser().getCurrentLineNumber(), read(table, line, "session", SessionKey::new),
                    read(table, line, "account", text -> text),
                    read(table, line, "symbol", text -> text), read(table, line, "side", text -> oneOf(text, Side.OF_ONE_INSTRUMENT)),
                    read(table, line, "ord-type", text -> oneOf(text, List.of(OrdType.MARKET, OrdType.LIMIT))),
                    read(table, line, "from-quantity", RoutingFiles::quantity), read(table, line, "to-quantity", RoutingFiles::quantity), strategy,
                    read(table, line, "target-strategy", text -> text));
        } catch (IllegalArgumentException e) {
            throw table.wrong(line, String.valueOf(e.getMessage()));
        }
    }

    /** Null where it is empty, or not a column. */
    private static <T> @Nullable T read(CsvTable table, CSVRecord line, String column, Function<String, T> reader) {
        return table.optional(line, column) == null ? null : table.read(line, column, reader);
    }

    private static Quantity quantity(String text) {
        Quantity quantity = Quantity.of(text);
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("must be positive");
        }
        return quantity;
    }

    private static <E extends Enum<E>> E oneOf(String text, List<E> known) {
        return known.stream().filter(each -> nameOf(each).equals(text)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("must be one of " + known.stream().map(RoutingFiles::nameOf).collect(Collectors.joining(", "))));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private RoutingStrategy strategy(CsvTable table, CSVRecord line) {
        String name = table.read(line, "strategy", text -> {
            if (!STRATEGIES.contains(text)) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", STRATEGIES) + Nearest.hint(text, STRATEGIES));
            }
            return text;
        });
        return switch (name) {
            case "post" -> Objects.requireNonNullElseGet(read(table, line, "parameters", RoutingFiles::post), () -> post(""));
            case "best-cost" -> Objects.requireNonNullElseGet(read(table, line, "parameters", RoutingFiles::bestCost), RoutingStrategy.BestCost::new);
            case "primary" -> table.read(line, "parameters", this::primary);
            case "table" -> table.read(line, "parameters", this::table);
            case "sweep" -> Objects.requireNonNullElseGet(read(table, line, "parameters", this::sweep), () -> sweep(""));
            case "sequential" -> Objects.requireNonNullElseGet(read(table, line, "parameters", this::sequential), () -> sequential(""));
            default -> {
                if (table.optional(line, "parameters") != null) {
                    throw table.wrong(line, "parameters = " + table.optional(line, "parameters") + ": " + name + " has none");
                }
                yield simple(name);
            }
        };
    }

    private RoutingStrategy.Sweep sweep(String text) {
        if (!text.isEmpty() && !text.startsWith(THEN)) {
            throw new IllegalArgumentException("must be then= and the strategy by which it goes on, such as then=post");
        }
        return new RoutingStrategy.Sweep(then(text, RESTING));
    }

    private RoutingStrategy.Sequential sequential(String text) {
        String example = "must be as ping-percent=20 ping-quantity=1000 ping-at=middle ping-least-percent=50 then=sweep, all but ping-percent as wanted";
        int behind = text.startsWith(THEN) ? 0 : text.indexOf(" " + THEN);
        String own = (behind < 0 ? text : text.substring(0, behind)).strip();
        Map<String, String> values = new HashMap<>();
        for (String[] pair : own.isEmpty() ? List.<String[]>of() : pairs(own, example)) {
            if (!PING.contains(pair[0]) || values.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException(example + ", each once; " + pair[0] + " is none of " + String.join(", ", PING) + ", or stands twice");
            }
        }
        String at = values.getOrDefault("ping-at", "limit");
        if (!List.of("limit", "middle").contains(at)) {
            throw new IllegalArgumentException("ping-at=" + at + ": must be limit or middle");
        }
        return new RoutingStrategy.Sequential(percent(values, "ping-percent", RoutingPolicy.DEFAULT_DARK_PERCENT, 1),
                values.containsKey("ping-quantity") ? quantity(values.get("ping-quantity")) : null, at.equals("middle"),
                percent(values, "ping-least-percent", 0, 0),
                then(behind < 0 ? "" : text.substring(behind).strip(), AFTER_DARK));
    }

    private static int percent(Map<String, String> values, String name, int otherwise, int least) {
        String text = values.get(name);
        int percent = text == null ? otherwise : PlainNumbers.whole(text);
        if (percent < least || percent > 100) {
            throw new IllegalArgumentException(name + "=" + text + ": must be from " + least + " to 100");
        }
        return percent;
    }

    /** @param text empty, or then= with a strategy and its own parameters behind it */
    private RoutingStrategy then(String text, List<String> allowed) {
        if (text.isEmpty()) {
            return new RoutingStrategy.BestPrice();
        }
        String[] words = text.substring(THEN.length()).split(" +", 2);
        String name = words[0];
        String parameters = words.length == 1 ? "" : words[1];
        if (!allowed.contains(name)) {
            throw new IllegalArgumentException(THEN + name + ": must be one of " + String.join(", ", allowed) + Nearest.hint(name, allowed));
        }
        return switch (name) {
            case "sweep" -> sweep(parameters);
            case "post" -> post(parameters);
            case "best-cost" -> bestCost(parameters);
            case "primary" -> primary(parameters);
            case "table" -> table(parameters);
            default -> {
                if (!parameters.isEmpty()) {
                    throw new IllegalArgumentException(name + " has no parameters, was " + parameters);
                }
                yield simple(name);
            }
        };
    }

    private static RoutingStrategy simple(String name) {
        return name.equals("spray") ? new RoutingStrategy.Spray() : new RoutingStrategy.BestPrice();
    }

    private static RoutingStrategy.Post post(String text) {
        Map<String, Price> costs = costs(text, List.of(AHEAD_COST, LATENCY_COST, MISS_COST, REST_COST),
                "must be ahead-cost= and what a thousand shares ahead in a queue are worth for each share, such as ahead-cost=0.0010");
        return new RoutingStrategy.Post(costs.getOrDefault(AHEAD_COST, new Price(0)), weights(costs));
    }

    private static RoutingStrategy.BestCost bestCost(String text) {
        return new RoutingStrategy.BestCost(weights(costs(text, List.of(LATENCY_COST, MISS_COST),
                "must be what is worth something for each share, such as latency-cost=0.0001 for each millisecond, miss-cost=0.01")));
    }

    private static Weights weights(Map<String, Price> costs) {
        Price nothing = new Price(0);
        return costs.keySet().stream().allMatch(AHEAD_COST::equals) ? Weights.NONE
                : new Weights(costs.getOrDefault(LATENCY_COST, nothing), costs.getOrDefault(MISS_COST, nothing), costs.getOrDefault(REST_COST, nothing));
    }

    private static Map<String, Price> costs(String text, List<String> known, String example) {
        Map<String, Price> costs = new HashMap<>();
        for (String[] pair : text.isEmpty() ? List.<String[]>of() : pairs(text, example)) {
            if (!known.contains(pair[0])) {
                throw new IllegalArgumentException(pair[0] + " is none of " + String.join(", ", known) + Nearest.hint(pair[0], known));
            }
            Price cost = cost(pair[0], pair[1]);
            if (costs.put(pair[0], cost) != null) {
                throw new IllegalArgumentException(pair[0] + " stands twice");
            }
        }
        return costs;
    }

    private static Price cost(String name, String text) {
        Price cost = Price.of(text);
        if (cost.raw() < 0 || cost.compareTo(MOST_PER_SHARE) > 0) {
            throw new IllegalArgumentException(name + "=" + text + ": must be from 0 to " + MOST_PER_SHARE);
        }
        return cost;
    }

    private RoutingStrategy.Primary primary(String text) {
        String example = "must be markets and their venues, such as XNYS=NYSE XNAS=NASDAQ";
        Map<String, VenueId> byMarket = new HashMap<>();
        pairs(text, example).forEach(pair -> {
            if (!pair[0].matches("[A-Z0-9]{4}") || byMarket.put(pair[0], venue(pair[1])) != null) {
                throw new IllegalArgumentException(example + ", each market (MIC) once");
            }
        });
        return new RoutingStrategy.Primary(byMarket);
    }

    private RoutingStrategy.Table table(String text) {
        String example = "must be venues and whole per cent values that add up to 100, such as LIT1=60 LIT2=40";
        Map<VenueId, Integer> percents = new LinkedHashMap<>();
        pairs(text, example).forEach(pair -> {
            if (percents.put(venue(pair[0]), PlainNumbers.whole(pair[1])) != null) {
                throw new IllegalArgumentException(example + ", each venue once");
            }
        });
        return new RoutingStrategy.Table(percents);
    }

    private static List<String[]> pairs(String text, String example) {
        List<String[]> pairs = new ArrayList<>();
        for (String pair : text.split(" +")) {
            String[] parts = pair.split("=", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(example);
            }
            pairs.add(parts);
        }
        return pairs;
    }

    private VenueId venue(String name) {
        List<String> known = venues.stream().map(VenueId::value).toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("venue " + name + " is not in venues.ini" + Nearest.hint(name, known));
        }
        return new VenueId(name);
    }

    // Fees

    private Fees fees(Path file) {
        CsvTable table = new CsvTable(file);
        Map<VenueId, NavigableMap<Quantity, Fee>> taken = new HashMap<>();
        Map<VenueId, NavigableMap<Quantity, Fee>> added = new HashMap<>();
        table.read(SettingsText.of(file), line -> {
            table.knowsOnly(line, FEE_COLUMNS);
            VenueId venue = table.read(line, "venue", this::venue);
            boolean isTaken = table.read(line, "liquidity", RoutingFiles::isTaken);
            Quantity from = read(table, line, "from-month-quantity", RoutingFiles::quantity);
            NavigableMap<Quantity, Fee> tiers = (isTaken ? taken : added).computeIfAbsent(venue, _ -> new TreeMap<>());
            String what = "the fee of " + venue + " for liquidity that is " + table.text(line, "liquidity");
            if (tiers.put(from == null ? Quantity.ZERO : from, fee(table, line)) != null) {
                throw table.wrong(line, what + " stands twice" + (from == null ? "" : " from " + from + " on"));
            }
            if (!tiers.firstKey().isZero()) {
                throw table.wrong(line, what + " from " + from + " on stands before the one that is charged from the first share on");
            }
            return venue;
        });
        return new Fees(first(taken), first(added), further(taken), further(added));
    }

    private static Map<VenueId, Fee> first(Map<VenueId, NavigableMap<Quantity, Fee>> tiers) {
        Map<VenueId, Fee> first = new HashMap<>();
        tiers.forEach((venue, fees) -> first.put(venue, fees.firstEntry().getValue()));
        return first;
    }

    private static Map<VenueId, NavigableMap<Quantity, Fee>> further(Map<VenueId, NavigableMap<Quantity, Fee>> tiers) {
        Map<VenueId, NavigableMap<Quantity, Fee>> further = new HashMap<>();
        tiers.forEach((venue, fees) -> {
            if (fees.size() > 1) {
                further.put(venue, fees.tailMap(fees.firstKey(), false));
            }
        });
        return further;
    }

    private static boolean isTaken(String text) {
        if (!Arrays.asList("taken", "added").contains(text)) {
            throw new IllegalArgumentException("must be taken or added");
        }
        return text.equals("taken");
    }

    private static Fee fee(CsvTable table, CSVRecord line) {
        Price perShare = read(table, line, "per-share", RoutingFiles::perShare);
        Integer millionths = read(table, line, "basis-points", RoutingFiles::millionths);
        Money minimum = read(table, line, "minimum", RoutingFiles::minimum);
        if (perShare == null && millionths == null && minimum == null) {
            throw table.wrong(line, "says no fee: per-share, basis-points or minimum is missing");
        }
        try {
            return new Fee(perShare == null ? new Price(0) : perShare, millionths == null ? 0 : millionths, minimum == null ? Money.ZERO : minimum);
        } catch (IllegalArgumentException e) {
            throw table.wrong(line, String.valueOf(e.getMessage()));
        }
    }

    private static Price perShare(String text) {
        Price price = Price.of(text);
        if (Math.abs(price.raw()) > MOST_PER_SHARE.raw()) {
            throw new IllegalArgumentException("must be from -" + MOST_PER_SHARE + " to " + MOST_PER_SHARE);
        }
        return price;
    }

    private static int millionths(String text) {
        BigDecimal points = PlainNumbers.decimal(text);
        if (points.abs().compareTo(MOST_BASIS_POINTS) > 0 || points.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("must be from -10000 to 10000 with at most two decimal places");
        }
        return points.multiply(MILLIONTHS_PER_BASIS_POINT).setScale(0, RoundingMode.UNNECESSARY).intValueExact();
    }

    private static Money minimum(String text) {
        Money minimum = Money.of(text);
        if (minimum.isNegative() || minimum.exceeds(Money.of(MOST_MINIMUM))) {
            throw new IllegalArgumentException("must be from 0 to " + MOST_MINIMUM);
        }
        return minimum;
    }
}
