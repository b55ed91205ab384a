package io.portcullis.server.riskmetrics;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.RiskMetricsView.LimitRow;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.metrics.Metric;
import io.portcullis.risk.metrics.MetricLimit;
import io.portcullis.risk.metrics.PortfolioMetrics;
import io.portcullis.server.projection.PriceTable;
import io.portcullis.server.projection.PriceTable.Breach;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds limits against metrics: people are alerted when one is warned of, is reached or can't be looked at, and once it is reached orders are killed where it says so, once on a trading day, or again when the
 * kill was over by itself. An alert comes again when
 * less than nine tenths of what it was for was used meanwhile. For one thread.
 */
final class MetricWatch {

    /** As whom it kills. */
    static final String USER = "metrics";
    private static final double AGAIN_BELOW = 0.9;
    private static final int LONGEST_REASON = 200;
    /** In one alert. */
    private static final int MOST_NAMES = 20;

    /**
     * One portfolio with what it needs to be looked at.
     *
     * @param drawdown null if it is not known
     * @param unpriced symbols for want of whose prices it is not known
     * @param leftOut what is held and could not be valued: it is in no metric
     * @param orders that are killed with it
     */
    record Looked(PortfolioName name, PortfolioMetrics metrics, @Nullable Double drawdown, List<String> unpriced, List<LeftOut> leftOut, List<Subset> orders) {

        /** One all of which could be valued. */
        Looked(PortfolioName name, PortfolioMetrics metrics, @Nullable Double drawdown, List<String> unpriced, List<Subset> orders) {
            this(name, metrics, drawdown, unpriced, List.of(), orders);
        }
    }

    /** A holding without a value. @param sector null if it is not known @param reason in words */
    record LeftOut(String symbol, @Nullable String sector, String reason) {
    }

    /** A kill in force. @param since epoch nanoseconds */
    record InForce(Subset orders, Release release, long since) {
    }

    /** When limits are looked at. @param time epoch nanoseconds @param kills in force then; needed only where a limit's kill may be over by itself */
    record Now(long time, List<InForce> kills) {

        /** Since when such orders are killed, by the newest kill that is over no more easily than so; null if they are not. */
        @Nullable
        Long since(Subset orders, Release release) {
            return kills.stream().filter(each -> each.orders.equals(orders) && (each.release.equals(Release.BY_TWO_PERSONS) || each.release.equals(release)))
                    .map(InForce::since).max(Long::compare).orElse(null);
        }
    }

    /** Where kills are ordered. What is killed already is answered as done. */
    public interface Kills {
        CompletionStage<Answer> trip(Subset orders, Release release, Instruction instruction);
    }

    /** Where breaches are written down, so that a restart does not kill anew what two persons have released. */
    interface Memory {
        List<Breach> of(LocalDate day) throws IOException;

        void keep(Breach breach) throws IOException;
    }

    /** Kills for one limit. @param breach what is written down once all of them are in force */
    private record Ordered(List<String> keys, Breach breach) {
    }

    private final Kills kills;
    private final Consumer<String> alerts;
    private final @Nullable Memory memory;
    private final Map<String, MetricLimit.Standing> standings = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    /** When the limits that were looked at became as they are. */
    private final Map<String, Long> since = new HashMap<>();
    /** Symbols that were told on this day, by limits. */
    private final Map<String, Set<String>> leftOutTold = new HashMap<>();
    /** When the limit was reached for which orders were killed, epoch nanoseconds. */
    private final Map<String, Long> killed = new HashMap<>();
    private final Map<String, Ordered> ordered = new LinkedHashMap<>();
    /** Of each kill that was ordered; answers come on any thread. */
    private final Map<String, Boolean> isInForce = new ConcurrentHashMap<>();
    /** Since when, epoch nanoseconds, by keys, orders are killed whose kill may be over by itself. */
    private final Map<String, Long> killedSince = new HashMap<>();
    /** Of those the ones that people have released before that could be. */
    private final Set<String> released = new HashSet<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final List<Breach> unwritten = new ArrayList<>();
    private @Nullable LocalDate day;
    private boolean isRemembered;
    private boolean isDoubtTold;

    /** @param memory null if there is none */
    MetricWatch(Kills kills, Consumer<String> alerts, @Nullable Memory memory) {
        this.kills = kills;
        this.alerts = alerts;
        this.memory = memory;
    }

    static Memory in(PriceTable table) {
        return new Memory() {
            @Override
            public List<Breach> of(LocalDate day) throws IOException {
                return table.breaches(day);
            }

            @Override
            public void keep(Breach breach) throws IOException {
                table.breached(breach);
            }
        };
    }

    /** Looks at all of them. @return each limit at each portfolio that it is on, at least once */
    List<LimitRow> look(LocalDate tradingDay, List<MetricLimit> limits, List<Looked> portfolios, CurrencyRates rates, Now now) {
        begin(tradingDay);
        List<LimitRow> rows = new ArrayList<>();
        for (MetricLimit limit : limits) {
            List<Looked> on = portfolios.stream().filter(each -> limit.holdsFor(each.name, limits)).toList();
            on.forEach(each -> rows.add(look(tradingDay, limit, each, rates, now)));
            if (on.isEmpty()) {
                rows.add(unused(limit, 0.0, MetricLimit.Standing.BELOW.name()));
            }
        }
        settle();
        write();
        return rows;
    }

    /** Limits that nothing is known of yet, since what was reckoned is too old. They are looked at as ever the next time. */
    static List<LimitRow> notKnown(List<MetricLimit> limits, List<Looked> portfolios) {
        List<LimitRow> rows = new ArrayList<>();
        for (MetricLimit limit : limits) {
            List<Looked> on = portfolios.stream().filter(each -> limit.holdsFor(each.name, limits)).toList();
            on.forEach(each -> rows.add(row(limit, each, null, "UNKNOWN")));
            if (on.isEmpty()) {
                rows.add(unused(limit, null, "UNKNOWN"));
            }
        }
        return rows;
    }

    private void begin(LocalDate tradingDay) {
        if (!tradingDay.equals(day)) {
            day = tradingDay;
            standings.clear();
            unknown.clear();
            leftOutTold.clear();
            settle();
            killed.clear();
            ordered.clear();
            isInForce.clear();
            killedSince.clear();
            released.clear();
            refusals.clear();
            isRemembered = memory == null;
            isDoubtTold = false;
        }
        if (memory != null && !isRemembered) {
            try {
                memory.of(tradingDay).stream().filter(Breach::killOrdered)
                        .forEach(each -> killed.merge(each.portfolio() + " " + each.metric() + " " + plain(each.limitAmount()), nanos(each.at()), Math::max));
                isRemembered = true;
            } catch (IOException e) {
                if (!isDoubtTold) {
                    alerts.accept("it is not known for which limits of risk metrics orders were killed today already, so each may kill: " + e.getMessage());
                }
                isDoubtTold = true;
            }
        }
    }

    private LimitRow look(LocalDate tradingDay, MetricLimit limit, Looked at, CurrencyRates rates, Now now) {
        Double used = used(limit, at, rates);
        String name = at.name + " " + limit.metric() + " " + plain(limit.most());
        forgetIfAnother(tradingDay, limit, name);
        forgetThoseThatAreOver(tradingDay, limit, at, name, now);
        if (used == null) {
            if (unknown.add(name)) {
                alerts.accept("the limit " + limit + " can't be looked at for " + at.name + ": " + limit.metric() + " is not known" + why(limit.metric(), at));
            }
            return row(limit, at, null, "UNKNOWN");
        }
        unknown.remove(name);
        MetricLimit.Standing standing = limit.of(used);
        MetricLimit.Standing before = standings.getOrDefault(name, MetricLimit.Standing.BELOW);
        if (standing.compareTo(before) > 0) {
            standings.put(name, standing);
            tell(tradingDay, limit, at, used, standing, now);
        } else if (standing.compareTo(before) < 0 && isWellBelow(limit, used, before)) {
            standings.put(name, standing);
        }
        if (standing == MetricLimit.Standing.REACHED && limit.kills() && !killed.containsKey(name)) {
            kill(tradingDay, limit, at, used, name, now);
        }
        boolean isDoubtful = isWithoutSome(limit, at, name) && standing == MetricLimit.Standing.BELOW;
        return row(limit, at, used, isDoubtful ? "UNKNOWN" : standing.name());
    }

    /** What somebody has set anew since says all of it anew. */
    private void forgetIfAnother(LocalDate tradingDay, MetricLimit limit, String name) {
        Long reached = killed.get(name);
        if (reached != null && reached < limit.since()) { // as the database has it, before a restart
            killed.remove(name);
        }
        Long before = since.put(name, limit.since());
        if (before != null && before != limit.since()) {
            standings.remove(name);
            unknown.remove(name);
            killed.remove(name);
            ordered.remove(name);
            String keys = tradingDay + " " + name + " ";
            isInForce.keySet().removeIf(key -> key.startsWith(keys));
            killedSince.keySet().removeIf(key -> key.startsWith(keys));
            released.removeIf(key -> key.startsWith(keys));
        }
    }

    /** A kill that was over by itself is ordered anew if the limit is reached. What is released before its cool-down is over people have released, and it stays so on that day. */
    private void forgetThoseThatAreOver(LocalDate tradingDay, MetricLimit limit, Looked at, String name, Now now) {
        Release release = limit.release();
        if (release == null || release.by() != Release.By.ALONE) {
            return;
        }
        Long reached = killed.get(name);
        for (Subset orders : at.orders) {
            String key = tradingDay + " " + name + " " + orders;
            Long since = now.since(orders, release);
            if (reached != null) {
                isInForce.putIfAbsent(key, true);
                killedSince.putIfAbsent(key, reached);
            }
            if (since != null) {
                killedSince.put(key, since);
            } else if (isInForce.getOrDefault(key, false) && !released.contains(key)) {
                Long before = killedSince.get(key);
                if (before == null || now.time - before >= release.after().toNanos()) {
                    isInForce.remove(key);
                    killedSince.remove(key);
                    killed.remove(name);
                } else {
                    released.add(key);
                }
            }
        }
    }

    /** What can't be valued might be any amount: people are told, and less than the limit is not taken for enough. What is known counts as ever. */
    private boolean isWithoutSome(MetricLimit limit, Looked at, String name) {
        List<LeftOut> leftOut = limit.metric() == Metric.Whole.DRAWDOWN ? List.of()
                : at.leftOut.stream()
                        .filter(each -> !(limit.metric() instanceof Metric.Sector sector) || each.sector == null || each.sector.equals(sector.name()))
                        .toList();
        Set<String> told = leftOutTold.computeIfAbsent(name, _ -> new HashSet<>());
        List<LeftOut> untold = leftOut.stream().filter(each -> !told.contains(each.symbol)).toList();
        if (!untold.isEmpty()) {
            List<String> newestFirst = Stream.concat(untold.stream(), leftOut.stream().filter(each -> told.contains(each.symbol)))
                    .map(each -> each.symbol + " (" + each.reason + ")").toList();
            alerts.accept("the limit " + limit + " is held against " + at.name + " without " + firstOf(newestFirst) + ": there may be more than it shows");
            untold.forEach(each -> told.add(each.symbol));
        }
        return !leftOut.isEmpty();
    }

    private static String firstOf(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES))) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String why(Metric metric, Looked at) {
        return switch (metric) {
            case Metric.Tail _ -> ", because nothing of it has a history of closes (portcullis prices list)";
            case Metric.Stress _ -> ", because there is no such scenario (stress.csv)";
            case Metric.Whole whole when whole == Metric.Whole.LEVERAGE -> ", because not all of its accounts that hold something have a capital (accounts.ini)";
            case Metric.Whole whole when whole == Metric.Whole.DRAWDOWN -> ", because there is no live price of what was traded today: "
                    + firstOf(at.unpriced);
            case Metric.Whole _,Metric.Sector _ -> "";
        };
    }

    private static @Nullable Double used(MetricLimit limit, Looked at, CurrencyRates rates) {
        Double used = limit.metric().of(at.metrics, at.drawdown);
        BigDecimal rate = limit.currency() == null ? BigDecimal.ONE : rates.rate(rates.base(), limit.currency());
        return used == null || rate == null || !Double.isFinite(used) ? null : used * rate.doubleValue();
    }

    private static boolean isWellBelow(MetricLimit limit, double used, MetricLimit.Standing before) {
        double level = limit.most().doubleValue() * (before == MetricLimit.Standing.REACHED ? 1 : limit.warnPercent() / 100.0);
        return used < AGAIN_BELOW * level;
    }

    private void tell(LocalDate tradingDay, MetricLimit limit, Looked at, double used, MetricLimit.Standing standing, Now now) {
        boolean isReached = standing == MetricLimit.Standing.REACHED;
        alerts.accept(
                (isReached ? "a limit of risk metrics is reached: " : limit.warnPercent() + " % of a limit of risk metrics is used: ") + text(limit, at, used)
                        + partly(limit.metric(), at.metrics));
        unwritten.add(breach(tradingDay, limit, at, used, standing, false, now));
    }

    private static String text(MetricLimit limit, Looked at, double used) {
        return at.name + " " + limit.metric() + " is " + amount(used) + (limit.currency() == null ? "" : " " + limit.currency()) + ", the limit is "
                + plain(limit.most());
    }

    private static Breach breach(LocalDate tradingDay, MetricLimit limit, Looked at, double used, MetricLimit.Standing standing, boolean isKilled,
            Now now) {
        return new Breach(tradingDay, at.name.toString(), limit.metric().toString(), limit.most(), limit.currency(), standing.name(),
                new BigDecimal(used).setScale(8, RoundingMode.HALF_EVEN), limit.kills(), isKilled, Instant.ofEpochSecond(0, now.time));
    }

    /** Exposure and shocks have all that has a price. */
    private static String partly(Metric metric, PortfolioMetrics metrics) {
        List<String> uncovered = metrics.uncovered().stream().map(each -> each.holding().symbol()).toList();
        return uncovered.isEmpty() || !(metric instanceof Metric.Tail) ? "" : "; not in it, for want of a history: " + firstOf(uncovered);
    }

    /** What was refused, or has no answer that it is in force, is ordered again the next time. */
    private void kill(LocalDate tradingDay, MetricLimit limit, Looked at, double used, String name, Now now) {
        List<String> each = new ArrayList<>();
        for (Subset orders : at.orders) {
            String key = tradingDay + " " + name + " " + orders;
            each.add(key);
            if (limit.release() != null && isInForce.putIfAbsent(key, false) == null) {
                killedSince.put(key, now.time);
                kill(orders, limit.release(), key, text(limit, at, used));
            }
        }
        ordered.put(name, new Ordered(each, breach(tradingDay, limit, at, used, MetricLimit.Standing.REACHED, true, now)));
    }

    private void kill(Subset orders, Release release, String key, String text) {
        String reason = text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
        ordered(orders, release, reason).whenComplete((answer, failure) -> {
            boolean isDone = failure == null && answer instanceof Answer.Done;
            if (isDone) {
                isInForce.put(key, true);
            } else {
                isInForce.remove(key);
            }
            String said = failure == null ? "kill of " + orders + " by a limit of risk metrics: " + said(answer)
                    : "the kill of " + orders + " by a limit of risk metrics is not confirmed, look at what is killed: " + failure.getMessage();
            if (isDone || !said.equals(refusals.put(key, said))) {
                alerts.accept(said + (isDone ? "" : "; it is ordered again as long as the limit is reached"));
            }
        });
    }

    private CompletionStage<Answer> ordered(Subset orders, Release release, String reason) {
        try {
            return kills.trip(orders, release, new Instruction(USER, reason));
        } catch (RuntimeException e) { // such as a queue that takes no more: ordered again, like what is refused
            return CompletableFuture.failedStage(e);
        }
    }

    /** Those of whose orders all are killed now. */
    private void settle() {
        ordered.entrySet().removeIf(each -> {
            boolean isDone = each.getValue().keys.stream().allMatch(key -> isInForce.getOrDefault(key, false));
            if (isDone) {
                killed.put(each.getKey(), nanos(each.getValue().breach.at()));
                unwritten.add(each.getValue().breach);
            }
            return isDone;
        });
    }

    private static String said(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done.text();
            case Answer.Refused refused -> "refused: " + refused.text();
            case Answer.Unconfirmed unconfirmed -> "refused: " + unconfirmed.text();
        };
    }

    /** What can't be written now is tried again the next time. */
    private void write() {
        while (memory != null && !unwritten.isEmpty()) {
            try {
                memory.keep(unwritten.getFirst());
                unwritten.removeFirst();
            } catch (IOException e) {
                return;
            }
        }
        unwritten.clear();
    }

    private static LimitRow row(MetricLimit limit, Looked at, @Nullable Double used, String standing) {
        return new LimitRow(limit.portfolio().toString(), at.name.toString(), limit.metric().toString(), plain(limit.most()), limit.currency(),
                limit.warnPercent(), limit.kills(), used,
                standing);
    }

    /** Nobody that it is on holds anything. */
    private static LimitRow unused(MetricLimit limit, @Nullable Double used, String standing) {
        return new LimitRow(limit.portfolio().toString(), limit.portfolio().toString(), limit.metric().toString(), plain(limit.most()), limit.currency(),
                limit.warnPercent(), limit.kills(),
                used, standing);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static String amount(double used) {
        return new BigDecimal(used).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
