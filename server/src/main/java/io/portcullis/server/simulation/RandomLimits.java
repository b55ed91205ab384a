package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.DailyHours;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.Overrides;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Risk officers: those who set the first limits, and those who then want them to be others, approve what is proposed, or don't. */
final class RandomLimits {

    private static final List<String> OFFICERS = List.of("ann", "bob", "carl");
    private static final List<String> SCOPES = List.of("firm", "client=*", "desk=D", "account=*", "account=B-USD", "account=* symbol=*", "session=* side=*",
            "sector=*", "trader=*", "account=* trader=T1", "algorithm=*", "account=* asset-class=equity",
            "symbol=*", "symbol=NEW", "account=* symbol=ODD", "account=B-USD symbol=*", "symbol=ODD side=sell-short",
            "venue=VENUE1", "venue=*", "account=* venue=*", "symbol=* venue=VENUE2", "account=* side=* venue=VENUE1", "trader=* venue=*");

    private static final List<Measure> MEASURES = Stream.of(Measure.values()).filter(measure -> measure != Measure.METRIC).toList();
    private static final Set<Dimension> OF_TRADING = EnumSet.of(Dimension.SESSION, Dimension.TRADER, Dimension.ALGORITHM, Dimension.SIDE);
    private static final Scope EACH_CURRENCY = Scope.of("account=* currency=*");
    private static final Scope EACH_AT_VENUES = Scope.of("account=* currency=* venue=*");
    private static final Scope EACH_TRADER_AT_VENUES = Scope.of("trader=* currency=* venue=*");
    private static final Scope EACH_HOLDING = Scope.of("account=* symbol=*");

    private final SimulatedHub hub;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;

    RandomLimits(SimulatedHub hub, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    static List<LimitChange> first() {
        return Stream.of(limit("account=A-USD", Measure.ORDER_QUANTITY, "5000", null), limit("account=A-USD", Measure.ORDER_NOTIONAL, "9000000", "USD"),
                limit("account=A-USD", Measure.PRICE_DEVIATION, "10", null), limit("account=A-USD", Measure.OPEN_NOTIONAL, "60000000", "USD"),
                limit("account=C-EUR", Measure.ORDER_NOTIONAL, "100000", "EUR"), limit("account=C-EUR", Measure.OPEN_NOTIONAL, "150000", "EUR"),
                limit(EACH_CURRENCY.toString(), Measure.OPEN_ORDERS, "1000000", null),
                limit(EACH_AT_VENUES.toString(), Measure.OPEN_ORDERS, "1000000", null),
                limit(EACH_TRADER_AT_VENUES.toString(), Measure.OPEN_ORDERS, "1000000", null),
                limit("venue=VENUE1", Measure.OPEN_QUANTITY, "12000", null), limit("account=* venue=VENUE2", Measure.OPEN_ORDERS, "4", null),
                limit("symbol=* venue=VENUE3", Measure.OPEN_NOTIONAL, "500000", "USD"),
                limit(EACH_HOLDING.toString(), Measure.LONG_POSITION, "90000000000", null)).map(limit -> new LimitChange(limit.key(), null, limit)).toList();
    }

    private static Limit limit(String scope, Measure measure, String most, @Nullable String currency) {
        return new Limit(new LimitKey(Scope.of(scope), measure), new BigDecimal(most), currency, measure.isOfOneOrder() ? 0 : 80);
    }

    void act() {
        if (!hub.isUp()) {
            return;
        }
        if (chance.percent(15)) {
            enterAPosition();
            return;
        }
        if (chance.percent(25)) {
            override();
            return;
        }
        Kill tripped = hub.core().state().kills().inForce().stream().filter(kill -> kill.ordered().user().equals("limits")).findFirst().orElse(null);
        if (tripped != null && chance.percent(50)) {
            hub.accept(tripped.proposed() == null ? new Command.ReleaseKill(tripped.killId(), chance.pick(OFFICERS), "looked at")
                    : new Command.SettleRelease(tripped.killId(), chance.percent(80), chance.pick(OFFICERS), "seen"));
            return;
        }
        RiskLimits limits = hub.core().orders().state().limits();
        List<RiskLimits.Proposal> proposals = List.copyOf(limits.proposals());
        if (!proposals.isEmpty() && chance.percent(60)) {
            hub.accept(new Command.SettleLimits(chance.pick(proposals).asked().proposalId(), chance.percent(80), chance.pick(OFFICERS), "seen"));
            return;
        }
        LimitKey key = chance.percent(50) ? chance.pick(List.copyOf(limits.all())).key()
                : chance.percent(4) ? restricting(hub.core().orders().state().openOrdersByAge())
                        : new LimitKey(Scope.of(chance.pick(SCOPES)), chance.pick(MEASURES));
        if (key.scope().equals(EACH_CURRENCY) || key.scope().equals(EACH_AT_VENUES) || key.scope().equals(EACH_TRADER_AT_VENUES)
                || key.scope().equals(EACH_HOLDING) && key.measure() == Measure.LONG_POSITION) {
            return; // by these it is checked what is open and held
        }
        key = isPossible(key) ? key : LimitKey.of(chance.oneOf("client=*", "client=B", "portfolio=G"), chance.oneOf("gross", "var-99-1d"));
        Limit now = limits.limit(key);
        Limit then = chance.percent(10) ? null : other(key, now);
        if (!Objects.equals(now, then)) {
            hub.accept(new Command.ChangeLimits(List.of(new LimitChange(key, now, then)), chance.pick(OFFICERS), "at random"));
        }
    }

    /** Of what some have open. */
    private LimitKey restricting(List<ParentOrder> open) {
        return LimitKey.of("symbol=" + (open.isEmpty() ? "ODD" : chance.pick(open).terms().symbol()), Measure.RESTRICTED.text());
    }

    /** Asks for one, or settles or ends one that is there. */
    private void override() {
        List<Overrides.Standing> there = hub.core().state().overrides().all();
        if (!there.isEmpty() && chance.percent(70)) {
            long id = chance.pick(there).asked().overrideId();
            hub.accept(chance.percent(80) ? new Command.SettleOverride(id, chance.percent(85), chance.pick(OFFICERS), "seen")
                    : new Command.WithdrawOverride(id, chance.pick(OFFICERS), "no more"));
            return;
        }
        String scope = chance.oneOf("account=A-USD", "account=B-USD", "session=CLIENT1", "session=CLIENT1 side=buy", "account=C-EUR symbol=ABC", "client=B");
        List<Refusal> against = LimitOverride.POSSIBLE.stream().filter(refusal -> chance.percent(70)).toList();
        hub.accept(new Command.AskOverride(new LimitOverride(Scope.of(scope), null, against.isEmpty() ? List.of(Refusal.ORDER_QUANTITY_LIMIT) : against,
                chance.percent(30) ? Quantity.of(chance.between(100, 50_000)) : null, chance.between(1, 20),
                timeline.now() + chance.between(-1, 600) * Timeline.SECOND),
                chance.pick(OFFICERS), "agreed with the client"));
    }

    private static boolean isPossible(LimitKey key) {
        Scope scope = key.scope();
        return !(scope.value(Dimension.VENUE) != null && !key.measure().isOfVenues())
                && !(key.measure().isOfPositions() && scope.dimensions().stream().anyMatch(OF_TRADING::contains))
                && !(key.measure() == Measure.CONCENTRATION && scope.dimensions().stream().noneMatch(Dimension::isOfInstruments))
                && !(key.measure() == Measure.STALE_PRICES && scope.dimensions().stream().anyMatch(
                        each -> each.isOfInstruments() && (each != Dimension.SYMBOL || Scope.EACH.equals(scope.value(each)))))
                && !(key.measure().isOfOneInstrument() && scope.value(Dimension.SYMBOL) == null);
    }

    /** Somebody knows from elsewhere with what the day began. */
    private void enterAPosition() {
        EnterPositions.Position position = new EnterPositions.Position(chance.pick(Simulation.ACCOUNTS),
                chance.pick(List.copyOf(market.instruments().all())).symbol(), Quantity.of(chance.between(-20_000, 20_000)), null);
        hub.accept(new Command.EnterPositions(List.of(position), chance.pick(OFFICERS), "as the back office has it"));
    }

    private Limit other(LimitKey key, @Nullable Limit now) {
        if (key.measure() == Measure.RESTRICTED) {
            boolean isRestricted = key.scope().given() > 0 && chance.percent(50);
            return new Limit(key, isRestricted ? BigDecimal.ZERO : BigDecimal.ONE, null, 0, isRestricted ? someTime() : Window.ALWAYS);
        }
        boolean isOfVenue = key.scope().value(Dimension.VENUE) != null;
        BigDecimal most = now == null ? isOfVenue ? first(key.measure()).movePointLeft(1) : first(key.measure())
                : now.most().multiply(BigDecimal.valueOf(chance.between(50, 200))).movePointLeft(2);
        boolean isMoney = key.measure().unit() == Measure.Unit.MONEY;
        return new Limit(key,
                most.setScale(isWhole(key.measure()) ? 0 : 2, RoundingMode.UP)
                        .min(new BigDecimal(key.measure().unit() == Measure.Unit.SECONDS ? "3600" : "50000000000")),
                isMoney ? now == null ? "USD" : now.currency() : null, chance.percent(50) ? (int) chance.between(1, 99) : 0,
                chance.percent(40) ? someTime() : Window.ALWAYS, breaker(key.measure()));
    }

    private static boolean isWhole(Measure measure) {
        return measure.unit() == Measure.Unit.COUNT || measure.unit() == Measure.Unit.SECONDS;
    }

    private @Nullable Breaker breaker(Measure measure) {
        if (measure == Measure.METRIC) {
            return chance.percent(50) ? null : new Breaker(Duration.ZERO, Release.BY_TWO_PERSONS);
        }
        if (!measure.isBreaker()) {
            return null;
        }
        return new Breaker(measure.isOfOutages() ? Duration.ZERO : Duration.ofSeconds(chance.oneOf(1, 10, 60, 3_600)),
                chance.percent(30) ? Release.BY_TWO_PERSONS
                        : new Release(chance.oneOf(Release.By.ONE_PERSON, Release.By.ALONE), Duration.ofSeconds(chance.between(1, 120))));
    }

    /** Soon, or each day about now. */
    private Window someTime() {
        Instant now = Instant.ofEpochSecond(0, timeline.now());
        Instant from = now.plusSeconds(chance.between(-60, 60));
        Instant until = now.plusSeconds(chance.between(61, 600));
        if (chance.percent(60)) {
            return new Window(null, chance.percent(50) ? from : null, until);
        }
        ZoneId zone = ZoneId.of(chance.oneOf("UTC", "America/New_York", "Asia/Tokyo"));
        return new Window(new DailyHours(LocalTime.ofInstant(from, zone), LocalTime.ofInstant(until, zone), zone), null, null);
    }

    private BigDecimal first(Measure measure) {
        return measure == Measure.DAY_LOSS ? BigDecimal.valueOf(chance.between(1_000, 1_000_000)) : switch (measure.unit()) {
            case QUANTITY -> BigDecimal.valueOf(chance.between(2_000, 100_000));
            case MONEY -> BigDecimal.valueOf(chance.between(1_000_000, 100_000_000));
            case COUNT -> BigDecimal.valueOf(measure.isOfOutages() ? chance.between(1, 3) : chance.between(20, 400));
            case SECONDS -> BigDecimal.valueOf(chance.between(10, 120));
            case YES_OR_NO -> BigDecimal.ONE;
            case FACTOR -> BigDecimal.valueOf(chance.between(1, 20));
            case PERCENT -> BigDecimal.valueOf(chance.between(5, 50));
        };
    }
}
