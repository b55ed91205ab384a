package io.portcullis.server.settings;

import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.core.BandRules;
import io.portcullis.oms.core.LimitRules;
import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.Tries;
import io.portcullis.oms.core.TriggerBy;
import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.limit.DailyHours;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.ReferenceAge;
import io.portcullis.risk.RiskSettings;
import io.portcullis.server.eventlog.Durability;
import io.portcullis.server.messagelog.MessageLogSettings;
import io.portcullis.server.orderlog.OrderLogSettings;
import io.portcullis.server.tape.TapeSettings;
import io.portcullis.venues.routing.RoutingPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code portcullis.ini} says.
 *
 * @param name tells this installation from others
 * @param compId our SenderCompID(49), where a session does not name another
 * @param data directory of everything that is kept
 * @param tradingDay when there is a trading day, which has the date on which it ends
 * @param spin for so long after a message the shard's thread looks for the next one without sleeping
 * @param triggerBy which price triggers stop orders that are kept here
 * @param cancelsOnReverseSplit a reverse split ends the orders that are there; otherwise they are adjusted
 * @param answerWithin how long a venue may take to answer before it is asked
 * @param marketData what is kept of what venues show
 * @param liveRates when rates of exchange follow the market
 */
public record HubSettings(String name, String compId, Path data, SessionHours tradingDay, Duration spin, Log log, Fix fix, Duration answerWithin,
        TriggerBy triggerBy, boolean cancelsOnReverseSplit,
        int darkPercent, Quantity darkFrom, Tries tries, Risk risk, OrderLogSettings orderLog, MessageLogSettings messages, Database database,
        Console console, MetricsEntry metrics, TapeSettings marketData, LiveRate.Terms liveRates) {

    /**
     * The event log.
     *
     * @param snapshotEvery after how many records a snapshot is taken
     */
    public record Log(Durability durability, int segmentBytes, long keepFreeBytes, int snapshotEvery) {
    }

    /**
     * The acceptor that clients and drop copy consumers connect to, and the message stores.
     *
     * @param storePreparedBytes of segments that are made ahead of need, for all sessions together
     */
    public record Fix(String address, int port, int storeSegmentBytes, long storePreparedBytes, AccessEntry.Doors doors) {
    }

    /**
     * The projection's database.
     *
     * @param url JDBC; null for the embedded PostgreSQL
     * @param port of the embedded one; 0 for a free one
     * @param maxRecordsPerSecond of the event log that are projected, so that the processors are there for orders; 0 for as many as there are
     */
    public record Database(boolean isOn, @Nullable String url, @Nullable String user, @Nullable String password, int port, int maxRecordsPerSecond) {
    }

    /**
     * @param cushionBasisPoints by how much a market order counts above the reference price
     * @param baseCurrency ISO 4217, in which the rates of all others are
     * @param users who may change limits; empty: everybody who may use the console
     * @param ordersOutPerOrderIn more orders and replaces to venues than so many, for each client's order, raise an alarm; 0 for none
     * @param lookAlike when a new order is taken for a duplicate of another, where its account says nothing else
     * @param marginPercents by asset class, which part of what it is worth has to be put up, in per cent
     * @param portfolioAtLeast as so much at least a portfolio counts in limits on concentration, in the base currency
     * @param referenceAge how old the reference price may be by which an order without a limit is valued
     * @param markets what is done with orders in instruments that may not be traded as usual
     */
    public record Risk(int cushionBasisPoints, String baseCurrency, LimitRules limitRules, Set<String> users, int ordersOutPerOrderIn,
            LookAlikeRules.Rule lookAlike, Map<String, BigDecimal> marginPercents, BigDecimal portfolioAtLeast, ReferenceAge referenceAge, Markets markets) {
    }

    /**
     * @param holdsInHalts orders in an instrument that is halted are kept until it goes on; otherwise they are refused
     * @param holdsOutsideBands orders with a limit outside the price bands are kept until it is within; otherwise they are refused
     * @param priceTestMarkets MICs of the primary markets of the instruments of which short sales are restricted by Rule 201
     * @param bands how price bands are worked out
     */
    public record Markets(boolean holdsInHalts, boolean holdsOutsideBands, Set<String> priceTestMarkets, BandRules bands) {
    }

    /** The admin console. @param careUsers who may work care orders; empty: everybody who may use it */
    public record Console(String address, int port, @Nullable String password, Set<String> careUsers) {
    }

    /** Whether it is used. */
    static final Map<String, Boolean> REFUSE_OR_USE = Map.of("refuse", false, "use", true);
    /** Whether it refuses. */
    static final Map<String, Boolean> LOOK_ALIKE = Map.of("warn", false, "refuse", true);
    /** Whether it holds. */
    private static final Map<String, Boolean> REFUSE_OR_HOLD = Map.of("refuse", false, "hold", true);

    private static final Duration DEFAULT_SPIN = Duration.ofNanos(50_000);
    private static final int MAX_PORT = 65_535;
    private static final int MOST_DAYS = 3_650;
    private static final int DEFAULT_ORDERS_OUT_PER_ORDER_IN = 100;
    private static final int KB = 1 << 10;
    private static final int MB = 1 << 20;

    /** Of the message log. */
    public Path messageDirectory() {
        return data.resolve("messages");
    }

    static HubSettings read(SettingsFile file, Path home) {
        Section hub = file.section("hub");
        Section orders = file.section("orders");
        Section routing = file.section("routing");
        Quantity darkFrom = routing.quantityOrNull("dark-from");
        Path data = home.resolve(hub.directory("data-directory", "data")).normalize();
        return new HubSettings(hub.text("name", "portcullis"), hub.text("comp-id", "PORTCULLIS"), data,
                HoursEntry.tradingDay(hub),
                hub.duration("spin", DEFAULT_SPIN, Duration.ZERO, Duration.ofSeconds(1)), log(file.section("log")), fix(file.section("fix"), data),
                orders.duration("answer-within", OrderCore.Settings.DEFAULT_ANSWER_WITHIN, Duration.ofMillis(100), Duration.ofMinutes(10)),
                triggerBy(orders), orders.oneOf("reverse-split", Map.of("cancel", true, "adjust", false), true),
                routing.integer("dark-percent", RoutingPolicy.DEFAULT_DARK_PERCENT, 0, 100),
                darkFrom == null ? RoutingPolicy.DEFAULT_DARK_FROM : darkFrom,
                new Tries(routing.integer("tries-per-venue", Tries.DEFAULT.perVenue(), 1, 100),
                        routing.integer("tries-per-order", Tries.DEFAULT.perOrder(), 1, 1_000)),
                risk(file.section("risk")), orderLog(file.section("order-log")),
                messages(file.section("messages")),
                database(file.section("database")),
                console(file.section("console")), MetricsEntry.read(file.section("risk-metrics")),
                TapeEntries.recorded(file.section("market-data")), LiveRate.Terms.read(file.section("risk")));
    }

    private static TriggerBy triggerBy(Section orders) {
        String venue = orders.textOrNull("trigger-venue");
        return new TriggerBy(orders.choice("trigger-price", TriggerBy.DEFAULT.kind()), venue == null ? null : new VenueId(venue));
    }

    private static Risk risk(Section risk) {
        Integer cushion = risk.percentOrNull("market-order-cushion-percent");
        return new Risk(cushion == null ? RiskSettings.DEFAULT_CUSHION_BASIS_POINTS : cushion, risk.text("base-currency", CurrencyRates.NONE.base()),
                new LimitRules(risk.yes("second-person", LimitRules.DEFAULT.needsSecondPerson()),
                        risk.duration("proposals-expire", LimitRules.DEFAULT_EXPIRY, Duration.ofMinutes(1), Duration.ofDays(30))),
                Objects.requireNonNullElse(risk.namesOrNull("risk-users"), Set.of()),
                risk.integer("orders-out-per-order-in", DEFAULT_ORDERS_OUT_PER_ORDER_IN, 0, 1_000_000),
                new LookAlikeRules.Rule(risk.duration("look-alike-window", Duration.ZERO, Duration.ZERO, LookAlikeRules.LONGEST_WINDOW),
                        risk.oneOf("look-alike", LOOK_ALIKE, false)),
                RiskEntry.marginPercents(risk), RiskEntry.portfolioAtLeast(risk, RiskSettings.DEFAULT_PORTFOLIO_AT_LEAST),
                new ReferenceAge(risk.duration("reference-price-max-age", ReferenceAge.DEFAULT.most(), Duration.ofSeconds(1), Duration.ofHours(24)),
                        risk.oneOf("older-reference-price", REFUSE_OR_USE, ReferenceAge.DEFAULT.isOlderUsed())),
                new Markets(risk.oneOf("halted-orders", REFUSE_OR_HOLD, false), risk.oneOf("outside-bands", REFUSE_OR_HOLD, false),
                        Objects.requireNonNullElse(risk.namesOrNull("short-sale-price-test-markets"), Set.of()), bands(risk)));
    }

    private static BandRules bands(Section risk) {
        String hours = "hours of each day with their time zone, such as 09:30-16:00 America/New_York";
        Map<String, BandRule> byMarket = new HashMap<>();
        for (String[] each : Objects.requireNonNullElse(risk.listOrNull("price-bands", "a market's MIC and luld-1, luld-2 or a percentage, such as XNYS:luld-2",
                HubSettings::marketAndRule), List.<String[]>of())) {
            if (byMarket.put(each[0], BandRule.of(each[1])) != null) {
                throw risk.mistake("price-bands names " + each[0] + " twice");
            }
        }
        return new BandRules(byMarket, risk.valueOrNull("price-bands-hours", hours, DailyHours::of),
                risk.valueOrNull("price-bands-doubled", hours, DailyHours::of));
    }

    private static String[] marketAndRule(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || BandRule.of(parts[1]).isNone()) {
            throw new IllegalArgumentException("a market and how its bands are worked out");
        }
        return parts;
    }

    private static Log log(Section log) {
        return new Log(log.choice("durability", Durability.LOCAL), (int) log.size("segment-size", 64L * MB, 64L * KB, 1L << 30),
                log.size("keep-free", 64L * MB, 0, 1L << 40), log.integer("snapshot-every", 1_000_000, 1_000, Integer.MAX_VALUE));
    }

    private static Fix fix(Section fix, Path data) {
        return new Fix(fix.text("address", "127.0.0.1"), fix.integer("port", 9880, 0, MAX_PORT),
                (int) fix.size("store-segment-size", 4L * MB, 64L * KB, 256L * MB), fix.size("store-prepared-size", 512L * MB, 0, 64L << 30),
                AccessEntry.doors(fix, data));
    }

    private static OrderLogSettings orderLog(Section lines) {
        OrderLogSettings otherwise = OrderLogSettings.DEFAULT;
        return new OrderLogSettings(lines.yes("on", otherwise.isOn()), lines.choice("format", otherwise.format()),
                lines.size("file-size", otherwise.fileBytes(), 1L * MB, 1L << 40), lines.integer("files", otherwise.files(), 1, 10_000),
                lines.integer("max-records-per-second", otherwise.maxRecordsPerSecond(), 0, Integer.MAX_VALUE));
    }

    private static MessageLogSettings messages(Section messages) {
        MessageLogSettings otherwise = MessageLogSettings.DEFAULT;
        return new MessageLogSettings(messages.yes("on", otherwise.isOn()), messages.yes("market-data", otherwise.hasMarketData()),
                Duration.ofDays(messages.integer("keep-days", (int) otherwise.keep().toDays(), 1, MOST_DAYS)),
                messages.size("most-size", otherwise.mostBytes(), 256L * MB, 1L << 44),
                Math.toIntExact(Long.highestOneBit(messages.size("buffer-size", otherwise.bufferBytes(), 1L * MB, 1L << 30))));
    }

    private static Database database(Section database) {
        return new Database(database.yes("on", true), database.textOrNull("url", "jdbc:postgresql:"), database.textOrNull("user"),
                database.secretOrNull("password"),
                database.integer("port", 0, 0, MAX_PORT), database.integer("max-records-per-second", 5_000, 0, Integer.MAX_VALUE));
    }

    private static Console console(Section console) {
        return new Console(console.text("address", "127.0.0.1"), console.integer("port", 8080, 0, MAX_PORT), console.secretOrNull("password"),
                Objects.requireNonNullElse(console.namesOrNull("care-users"), Set.of()));
    }
}
