package io.portcullis.risk;

import io.portcullis.oms.core.AccountHolders;
import io.portcullis.oms.core.RiskGate;
import io.portcullis.oms.event.Event.LimitUse;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.Activity;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.order.WorstValue;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The risk gate: values an order, holds all limits against it, and keeps what the open orders of each scope add up to, with what was executed and what is held. Belongs to the order core's thread; other accounts and
 * rates come between two commands.
 */
public final class PreTradeRisk implements RiskGate {

    private static final Predicate<List<Objection>> NOTHING_PASSES = _ -> false;

    /** How much of a limit was used since the process began: so much that it was told, or less than that. */
    private record Seen(int limit, String of, boolean isAll) {
    }

    /** Ticks come each second, and faster while there is much to do. */
    private static final long BETWEEN_VALUATIONS_NANOS = 900_000_000;

    private final List<Projection> projections = new ArrayList<>();
    private final Backings backings;
    private final ArrayDeque<LimitFact> warnings = new ArrayDeque<>();
    private final InForce inForce = new InForce();
    private final ShortSaleCheck shortSales = new ShortSaleCheck();
    private final InstrumentClasses kinds = new InstrumentClasses();
    private final Restrictions restrictions = new Restrictions(projections, inForce, kinds);
    private final WorstCases worst = new WorstCases(inForce, kinds, this::accountOf, this::priceOfTheseShares, this::closeOf, this::settingsInForce);
    private final BookedShares booked = new BookedShares(projections, inForce, kinds, this::accountOf, this::priceOf, worst);
    private final PartsAtVenues parts = new PartsAtVenues(inForce, kinds, this::accountOf, this::settingsInForce, warnings);
    private final Breakers breakers = new Breakers(projections, inForce, kinds, this::accountOf, warnings);
    private final Outages outages = new Outages(projections, inForce, kinds, this::accountOf, () -> settingsInForce().rates(), warnings);
    private RiskLimits limits = new RiskLimits();
    private long now;
    private long lastValued;
    private @Nullable Market market;
    private Accounts accounts;
    private RiskSettings settings;
    private @Nullable OrderTerms cellsTerms;
    private final List<@Nullable Cell> cells = new ArrayList<>();
    private final OrderRates rates = new OrderRates();
    private final Set<Seen> seen = new HashSet<>();
    private final AccountHolders holders = new AccountHolders() {

        @Override
        public Collection<String> accounts() {
            return accounts.byName().keySet();
        }

        @Override
        public @Nullable String holder(Dimension of, String account) {
            Account known = accounts.of(account);
            return known == null ? null : known.holder(of);
        }

        @Override
        public boolean maySellShortExempt(String account) {
            Account known = accounts.of(account);
            return known != null && known.maySellShortExempt();
        }
    };

    public PreTradeRisk(Accounts accounts, RiskSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
        this.backings = new Backings(projections, accounts, settings);
    }

    /** Those that may trade now. */
    public Accounts accountsInForce() {
        return accounts;
    }

    /** How orders are valued now. */
    public RiskSettings settingsInForce() {
        return settings;
    }

    /** Others from now on. Exposure has to be put in anew after that: accounts may belong to others. */
    public void become(Accounts otherAccounts, RiskSettings otherSettings) {
        accounts = otherAccounts;
        settings = otherSettings;
        backings.become(otherAccounts, otherSettings);
        putInForce();
    }

    /** Such an account may trade. */
    public boolean knows(String account) {
        return accounts.of(account) != null;
    }

    @Override
    public AccountHolders holders() {
        return holders;
    }

    // Limits

    @Override
    public void follow(RiskLimits followed, Ledger ledger, Market followedMarket) {
        limits = followed;
        market = followedMarket;
        kinds.follow(followedMarket);
        limitsChanged();
        booked.follow(ledger);
    }

    @Override
    public void follow(ShortSales followed) {
        shortSales.follow(followed);
    }

    @Override
    public void follow(Activity followed) {
        breakers.follow(followed, now);
    }

    @Override
    public void follow(ShardState state) {
        outages.follow(state);
    }

    @Override
    public void pricesSeen(Map<VenueId, Long> byVenue, Map<String, Long> bySymbol) {
        outages.pricesSeen(byVenue, bySymbol);
    }

    /** Null if no limit wants to know when prices come; else the instruments of which it is to be known by itself. */
    public @Nullable Set<String> wantsPrices() {
        return outages.wantsPrices();
    }

    @Override
    public boolean lasts(KillFact.Ordered kill) {
        return outages.lasts(kill);
    }

    @Override
    public String seen(LimitFact.Warned reached) {
        return outages.seen(reached);
    }

    @Override
    public void follow(CorporateActions actions, @Nullable LocalDate dayBefore, @Nullable LocalDate today) {
        booked.follow(actions, dayBefore, today);
    }

    @Override
    public Quantity executedShort(String account, String symbol) {
        Account known = accounts.of(account);
        return known == null ? Quantity.ZERO : shortSales.executed(account, symbol, known.locates());
    }

    /** Why no locates are counted for an account; null if they are. */
    public @Nullable String objectionToLocatesOf(String account) {
        Account known = accounts.of(account);
        return known == null ? "account " + account + " is not known"
                : known.locates() == Locates.NOT_NEEDED ? "account " + account + " needs no locates (locates in accounts.ini)" : null;
    }

    /** What short sales of an account in a symbol use of its locates: what is open, and what was executed on this trading day. */
    public Quantity usedOfLocates(String account, String symbol) {
        Account known = accounts.of(account);
        return known == null ? Quantity.ZERO
                : shortSales.open(account, symbol, known.locates()).plus(shortSales.executed(account, symbol, known.locates()));
    }

    @Override
    public boolean limitsChanged() {
        boolean areOthers = false;
        for (RiskLimits.Standing standing : limits.all()) {
            if (standing.limit() != null && !standing.key().isOfMetric()) {
                areOthers |= tellApart(standing.key().scope().dimensions());
            }
        }
        areOthers |= addUpWorstCases();
        putInForce();
        return areOthers;
    }

    /** @return whether orders were not told apart so before */
    private boolean tellApart(List<Dimension> dimensions) {
        if (projection(dimensions) != null) {
            return false;
        }
        Projection projection = new Projection(dimensions, backings);
        projections.add(projection);
        if (projection.isOfVenues()) {
            parts.add(projection);
        }
        return true;
    }

    /** Also at the times at which no limit asks for them: what was open before counts when a limit begins. @return whether they are added up in a new way */
    private boolean addUpWorstCases() {
        Set<List<Dimension>> wanted = new LinkedHashSet<>();
        for (RiskLimits.Standing standing : limits.all()) {
            if (standing.limit() != null && standing.key().measure().isOfPortfolios()) {
                wanted.add(standing.key().scope().dimensions());
            }
            if (standing.limit() != null && standing.key().measure() == Measure.CONCENTRATION) {
                wanted.add(standing.key().scope().dimensions().stream().filter(each -> !each.isOfInstruments()).toList());
            }
        }
        wanted.forEach(this::tellApart);
        return worst.addUpIn(projections.stream().filter(each -> wanted.contains(each.dimensions())).toList());
    }

    @Override
    public void at(long time) {
        now = time;
        rates.at(time);
        breakers.at(time, settings.rates());
        outages.at(time);
        if (!inForce.isStillSo(time)) {
            putInForce();
        }
        breakers.catchUp();
    }

    private void putInForce() {
        cellsTerms = null;
        inForce.workOut(limits, now);
        projections.forEach(Projection::takeOff);
        for (RiskLimits.Standing standing : inForce.holding()) {
            Objects.requireNonNull(projection(standing.key().scope().dimensions())).put(standing);
        }
        breakers.anew();
        outages.anew();
    }

    /** Null if orders are not told apart in that way. */
    private @Nullable Projection projection(List<Dimension> dimensions) {
        for (Projection projection : projections) {
            if (projection.dimensions().equals(dimensions)) {
                return projection;
            }
        }
        return null;
    }

    @Override
    public boolean hasNewRestrictions() {
        return inForce.hasNewRestrictions();
    }

    @Override
    public List<LimitFact.Affected> affected(List<ParentOrder> open) {
        return restrictions.affected(open, this::account);
    }

    /** By which limit an order is restricted that is open: it would be refused if it was new. Null if it is by none. */
    public @Nullable LimitKey restrictedBy(ParentOrder order) {
        HeldLimit limit = order.isOpen() ? restrictions.of(order.terms(), account(order.terms())) : null;
        return limit == null ? null : limit.limit().key();
    }

    @Override
    public void clear() {
        projections.forEach(projection -> projection.cells().forEach(Cell::clearOpen));
        projections.forEach(projection -> projection.cells().forEach(Cell::clearWorst));
        worst.clear();
        shortSales.clear();
        cellsTerms = null;
        booked.anew();
        breakers.anew();
    }

    /**
     * What open orders use of a limit, in the scope's actual values.
     *
     * @param key with no {@code *} among its values
     * @return null if there is no limit with such dimensions, or what is open can't be reckoned in its currency
     */
    public @Nullable Money used(LimitKey key, @Nullable String currency) {
        Projection projection = projection(key.scope().dimensions());
        if (projection == null) {
            return null;
        }
        Cell cell = projection.of(List.copyOf(key.scope().values().values()), inForce.version());
        return key.measure().isOfRecent() ? breakers.used(cell, key.measure())
                : key.measure().isOfOutages() ? outages.used(cell, key.measure()) : cell.used(key.measure(), currency, settings.rates());
    }

    /** Each limit that holds somewhere, where orders are open or were. */
    public List<UsedLimit> used() {
        List<UsedLimit> used = new ArrayList<>();
        for (Projection projection : projections) {
            for (Cell cell : projection.cells()) {
                for (HeldLimit held : projection.of(cell.values(), inForce.version()).limits()) {
                    if (!held.measure().isOfOneOrder()) {
                        used.add(new UsedLimit(cell.toString(), held.limit(),
                                breakers.isOn(held) ? breakers.used(cell, held)
                                        : outages.isOn(held) ? outages.used(cell, held)
                                                : cell.used(held.measure(), held.limit().currency(), settings.rates())));
                    }
                }
            }
        }
        return used;
    }

    /** The limits that hold for such an order now, but for those that refuse nothing by themselves, with what is used of each. Empty if its account is not known. */
    public List<UsedLimit> on(OrderTerms terms) {
        List<UsedLimit> on = new ArrayList<>();
        Account account = account(terms);
        for (Projection projection : account == null ? List.<Projection>of() : projections) {
            Cell cell = projection.of(terms, account, kinds.of(terms), inForce.version());
            if (cell != null) {
                cell.limits().stream().filter(held -> !held.measure().isBreaker()).forEach(held -> on.add(new UsedLimit(cell.toString(), held.limit(),
                        held.measure().isOfOneOrder() ? null : cell.used(held.measure(), held.limit().currency(), settings.rates()))));
            }
        }
        return on;
    }

    // The checks

    @Override
    public @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market prices, List<Objection> objections) {
        return check(terms, order, instrument, prices, objections, NOTHING_PASSES);
    }

    @Override
    public @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market prices, List<Objection> objections,
            Predicate<List<Objection>> mayPass) {
        return check(terms, order, instrument, prices, objections, mayPass, true);
    }

    @Override
    public @Nullable RiskFacts checkUnasked(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market prices, List<Objection> objections,
            Predicate<List<Objection>> mayPass) {
        return check(terms, order, instrument, prices, objections, mayPass, false);
    }

    private @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market prices, List<Objection> objections,
            Predicate<List<Objection>> mayPass, boolean isAskedFor) {
        if (!mayTrade(terms.account(), terms, objections)) {
            return null;
        }
        try {
            Valuation valuation = Valuation.of(terms, instrument, prices, settings, now, objections);
            return valuation == null ? null : check(terms, order, valuation, objections, mayPass, isAskedFor);
        } catch (ArithmeticException e) {
            objections.add(new Objection(Refusal.VALUE_OVERFLOW, "OrderQty(38) " + terms.orderQty() + " at " + prices(terms) + " is too large to count with"));
            return null;
        }
    }

    /**
     * Holds an order, or a replace, that has passed once against the limits as they are now, at the prices that it was held against then.
     *
     * @param facts of that time
     * @param prices for what the facts don't have
     * @param isAskedFor by a request, which counts among those of a second
     * @see #check
     */
    public void checkAgain(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, RiskFacts facts, Market prices, List<Objection> objections,
            boolean isAskedFor) {
        if (!mayTrade(terms.account(), terms, objections)) {
            return;
        }
        Valuation valuation = Valuation.again(terms, instrument, facts, prices, settings.cushionBasisPoints(), objections);
        if (valuation != null) {
            check(terms, order, valuation, objections, NOTHING_PASSES, isAskedFor);
        }
    }

    private boolean mayTrade(@Nullable String account, OrderTerms terms, List<Objection> objections) {
        if (account == null) {
            objections.add(new Objection(Refusal.MISSING_FIELD, "Account(1) is missing and session " + terms.session() + " has no default account"));
        } else if (accounts.of(account) == null) {
            objections.add(new Objection(Refusal.UNKNOWN_ACCOUNT, "Account(1) " + account + " is not known"));
        } else {
            return true;
        }
        return false;
    }

    private static String prices(OrderTerms terms) {
        Price price = terms.price();
        Price stopPx = terms.instructions().stopPx();
        return (price == null ? "market" : price.toString()) + (stopPx == null ? "" : ", StopPx(99) " + stopPx);
    }

    /** @param isAskedFor by a request, which counts among those of a second */
    private @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Valuation valuation, List<Objection> objections,
            Predicate<List<Objection>> mayPass, boolean isAskedFor) {
        InstrumentClass kind = kinds.of(terms);
        String currency = kind.currency();
        Quantity open = order == null ? terms.orderQty() : terms.orderQty().minus(order.cumQty()).max(order.leavesQty()).max(order.atVenues());
        Contribution asked = order == null ? contribution(currency, terms, open, valuation.price())
                : Contribution.of(currency, terms, open, WorstValue.with(order, openByNewTerms(terms, order), valuation.price()));
        Contribution own = order == null ? null : contribution(order);
        Strategy strategy = terms.instructions().strategy();
        Account account = account(terms);
        int objectionsBefore = objections.size();
        List<LimitUse> uses = new ArrayList<>();
        boolean usesReference = false;
        WorstCases.Asked worstAsked = null;
        rates.begin();
        for (Projection projection : projections) {
            Cell cell = projection.of(terms, account, kind, inForce.version());
            if (cell == null) {
                continue;
            }
            Contribution ownThere = own != null && order != null
                    && projection.of(order.terms(), account(order.terms()), kinds.of(order.terms()), inForce.version()) == cell ? own
                            : null;
            for (int i = 0; i < cell.limits().size(); i++) {
                HeldLimit limit = cell.limits().get(i);
                switch (limit.measure()) {
                    case ORDER_QUANTITY -> OrderChecks.quantity(terms, limit, cell, objections);
                    case ORDER_ADV -> OrderChecks.averageDailyVolume(terms, kinds, limit, cell, objections);
                    case ORDER_NOTIONAL -> OrderChecks.notional(terms, valuation, currency, settings.rates(), limit, cell, objections);
                    case ORDER_VOLATILITY -> OrderChecks.volatility(terms, valuation, currency, kinds, settings.rates(), limit, cell, objections);
                    case RESTRICTED -> OrderChecks.restriction(limit, cell, asked, ownThere, objections);
                    case PRICE_DEVIATION -> {
                        usesReference = true;
                        PriceCollar.check(terms, valuation, limit, cell, objections);
                    }
                    case DAY_LOSS -> uses.add(new LimitUse(limit.number(), OrderChecks.loss(limit, cell, settings.rates(), objections)));
                    case MARGIN, LEVERAGE, CONCENTRATION -> {
                        worstAsked = worstAsked == null ? worst(terms, order, kind, own, asked) : worstAsked;
                        uses.add(new LimitUse(limit.number(), worst(projection, cell, limit, worstAsked, objections)));
                    }
                    case DAY_EXECUTED_QUANTITY, DAY_EXECUTED_NOTIONAL -> uses
                            .add(new LimitUse(limit.number(), OrderChecks.executed(limit, cell, asked, ownThere, settings.rates(), objections)));
                    case ORDER_RATE -> {
                        if (isAskedFor) {
                            rates.check(limit, cell, objections);
                        }
                    }
                    case EXECUTED_NOTIONAL -> OrderChecks.rate(currency, limit, cell, settings.rates(), objections);
                    case EXECUTIONS, REJECTS, ORDERS_OUT_RATIO, CANCELS, REPLACES -> {
                        // what is killed by them is refused as killed
                    }
                    case STALE_PRICES, VENUE_AWAY, VENUE_HALTS -> outages.check(limit, cell, asked, ownThere, objections);
                    default -> uses.add(new LimitUse(limit.number(), use(cell, limit, asked, ownThere, objections)));
                }
            }
        }
        boolean isOfSameAccount = order != null && Objects.equals(order.terms().account(), terms.account());
        if (strategy != null && (own == null || !isOfSameAccount || asked.quantity().exceeds(own.quantity()))) {
            restrictions.checkLegs(terms, strategy, account, objections);
            checkExecutedOfLegs(terms, strategy, account, asked, objections);
        }
        if (account != null) {
            shortSales.check(terms, order, open, account, now, objections);
        }
        if (objections.size() > objectionsBefore) {
            List<Objection> against = objections.subList(objectionsBefore, objections.size());
            if (!mayPass.test(against)) {
                return null;
            }
            against.clear();
        }
        rates.count();
        return new RiskFacts(valuation.price(), usesReference ? valuation.reference() : null, uses);
    }

    /** What was executed of a leg counts in its own symbol, and not where its order does. */
    private void checkExecutedOfLegs(OrderTerms terms, Strategy strategy, @Nullable Account account, Contribution asked, List<Objection> objections) {
        Set<Cell> seen = new HashSet<>();
        for (Projection projection : projections) {
            if (!projection.has(Measure.DAY_EXECUTED_QUANTITY) && !projection.has(Measure.DAY_EXECUTED_NOTIONAL)) {
                continue;
            }
            seen.add(projection.of(terms, account, kinds.of(terms), inForce.version()));
            for (Leg leg : strategy.legs()) {
                Cell cell = projection.of(terms, leg.symbol(), Restrictions.side(leg, terms), account, kinds.of(leg.symbol()), inForce.version());
                if (cell != null && seen.add(cell)) {
                    cell.limits().stream().filter(limit -> limit.measure() == Measure.DAY_EXECUTED_QUANTITY || limit.measure() == Measure.DAY_EXECUTED_NOTIONAL)
                            .forEach(limit -> OrderChecks.executed(limit, cell, asked, null, settings.rates(), objections));
                }
            }
        }
    }

    private WorstCases.Asked worst(OrderTerms terms, @Nullable ParentOrder order, InstrumentClass kind, @Nullable Contribution own, Contribution asked) {
        WorstCases.Key key = WorstCases.Key.of(Objects.requireNonNull(terms.account()), terms);
        boolean isThere = order != null && order.terms().account() != null && key.equals(WorstCases.Key.of(order.terms().account(), order.terms()));
        return worst.ask(key, kind, isThere ? own : null, asked);
    }

    private Money worst(Projection projection, Cell cell, HeldLimit limit, WorstCases.Asked asked, List<Objection> objections) {
        if (asked.isMore() && cell.hasUnpriced()) {
            objections.add(limit.objection(Refusal.NO_REFERENCE_PRICE, "there is no price of " + worst.unpricedIn(projection, cell)
                    + ", so that what is held can't be held against the limit " + cell + " " + limit.measure().text()));
        }
        return PortfolioChecks.check(limit, cell, asked, settings.rates(), objections);
    }

    private static Quantity openByNewTerms(OrderTerms terms, ParentOrder order) {
        return terms.orderQty().exceeds(order.cumQty()) ? terms.orderQty().minus(order.cumQty()) : Quantity.ZERO;
    }

    /**
     * Holds a limit on what adds up against an order.
     *
     * @param own what the order counts with already; null if nothing
     * @return what is used without it
     */
    private Money use(Cell cell, HeldLimit limit, Contribution asked, @Nullable Contribution own, List<Objection> objections) {
        String wanted = limit.limit().currency();
        Measure measure = limit.measure();
        Money now = cell.used(measure, wanted, settings.rates());
        Money mine = own == null ? Money.ZERO : own.to(measure, wanted, settings.rates());
        Money more = asked.to(measure, wanted, settings.rates());
        if (now == null || mine == null || more == null) {
            objections.add(OrderChecks.noRate(asked.currency(), limit, cell));
            return Money.ZERO;
        }
        Money before = own == null ? now : now.minus(mine);
        Money after = before.plus(more);
        boolean isMore = limit.size(after).exceeds(limit.size(now)); // whoever asks for less may have it, however much is used
        if (isMore && limit.size(after).exceeds(limit.most())) {
            objections.add(limit.objection("the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used "
                    + shown(limit, before) + ", requested " + more.abs() + ", allowed " + allowed(limit, shown(limit, before))));
        }
        return before;
    }

    /** A position that is the other way is shown as such: so much more may be bought, or sold. */
    private static Money shown(HeldLimit limit, Money used) {
        return limit.measure().isOfPositions() ? used : used.abs();
    }

    private static Money allowed(HeldLimit limit, Money used) {
        return used.exceeds(limit.most()) ? Money.ZERO : limit.most().minus(used);
    }

    // What is open

    @Override
    public void reserve(OrderTerms terms, RiskFacts facts) {
        put(terms, contribution(kinds.of(terms).currency(), terms, terms.orderQty(), facts.valuationPrice()), 1);
        shortSales.put(terms, terms.orderQty(), 1);
    }

    @Override
    public void giveBack(OrderTerms terms, RiskFacts facts) {
        put(terms, contribution(kinds.of(terms).currency(), terms, terms.orderQty(), facts.valuationPrice()), -1);
        shortSales.put(terms, terms.orderQty(), -1);
    }

    @Override
    public void takeOut(ParentOrder order) {
        put(order, -1);
    }

    @Override
    public void putIn(ParentOrder order) {
        put(order, 1);
    }

    @Override
    public boolean limitsVenues() {
        return parts.isOn();
    }

    @Override
    public Quantity room(Part part, @Nullable ChildOrder instead, List<Objection> objections) {
        return parts.room(part, instead, objections);
    }

    @Override
    public void reserve(Part part, int sign) {
        parts.reserve(part, sign);
    }

    @Override
    public void put(ChildOrder child, int sign) {
        parts.put(child, sign);
    }

    /** While it is to become one of another account, it counts for both. */
    private void put(ParentOrder order, int sign) {
        if (parts.isOn()) {
            parts.put(order, sign);
        }
        Contribution contribution = contribution(order);
        if (contribution == null) {
            if (sign > 0) {
                find(order.terms());
                warn(order); // less is used now
            }
            return;
        }
        put(order.terms(), contribution, sign);
        shortSales.put(order.terms(), order.worstLeavesQty(), sign);
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace != null && isOnOtherLocates(replace.terms(), order.terms())) {
            shortSales.put(replace.terms(), order.worstLeavesQty(), sign);
        }
        if (replace != null && isOfOthers(replace.terms(), order.terms())) {
            putWhereElse(order.terms(), replace.terms(), contribution, sign);
        }
        if (replace != null && !Objects.equals(replace.terms().account(), order.terms().account())) {
            putWorst(replace.terms().account(), order.terms(), contribution, sign);
        }
        if (sign > 0) {
            warn(order);
        }
    }

    /** It is to count for another account, trader or algorithm. */
    private static boolean isOfOthers(OrderTerms asked, OrderTerms now) {
        return !Objects.equals(asked.account(), now.account()) || !Objects.equals(asked.instructions().originator(), now.instructions().originator());
    }

    private static boolean isOnOtherLocates(OrderTerms asked, OrderTerms now) {
        return !Objects.equals(asked.account(), now.account()) || asked.instructions().isLocated() != now.instructions().isLocated();
    }

    private void put(OrderTerms terms, Contribution contribution, int sign) {
        find(terms);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell != null) {
                cell.put(contribution, sign);
            }
        }
        putWorst(terms.account(), terms, contribution, sign);
    }

    private void putWorst(@Nullable String account, OrderTerms terms, Contribution contribution, int sign) {
        if (worst.isOn() && account != null) {
            worst.put(WorstCases.Key.of(account, terms), kinds.of(terms), contribution, sign);
        }
    }

    /** Looked up once, for all that happens to an order in a row. */
    private void find(OrderTerms terms) {
        if (terms == cellsTerms) {
            return;
        }
        cells.clear();
        Account account = account(terms);
        InstrumentClass kind = kinds.of(terms);
        for (int i = 0; i < projections.size(); i++) {
            cells.add(projections.get(i).of(terms, account, kind, inForce.version()));
        }
        cellsTerms = terms;
    }

    /** In the cells that the other terms alone have: where both are, it counts once. */
    private void putWhereElse(OrderTerms terms, OrderTerms other, Contribution contribution, int sign) {
        InstrumentClass kind = kinds.of(terms);
        for (Projection projection : projections) {
            Cell cell = projection.of(other, account(other), kind, inForce.version());
            if (cell != null && cell != projection.of(terms, account(terms), kind, inForce.version())) {
                cell.put(contribution, sign);
            }
        }
    }

    private @Nullable Account account(OrderTerms terms) {
        String name = terms.account();
        return name == null ? null : accounts.of(name);
    }

    private @Nullable Account accountOf(String name) {
        return accounts.of(name);
    }

    /** The larger of old and new while a replace is pending. Null if nothing of it is open. */
    private @Nullable Contribution contribution(ParentOrder order) {
        Quantity open = order.worstLeavesQty();
        return open.isPositive() ? Contribution.of(kinds.of(order.terms()).currency(), order.terms(), open, WorstValue.of(order)) : null;
    }

    private static Contribution contribution(String currency, OrderTerms terms, Quantity open, Price price) {
        return Contribution.of(currency, terms, open, Money.of(open, price));
    }

    /** The live one: a close says nothing of what was lost since it. */
    private @Nullable Price priceOf(String symbol) {
        return market == null ? null : market.reference(symbol);
    }

    private @Nullable Price priceOfTheseShares(String symbol) {
        return booked.isOfOldShares(symbol) ? null : priceOf(symbol);
    }

    private @Nullable Price closeOf(String symbol) {
        Instrument instrument = market == null ? null : market.instruments().bySymbol(symbol);
        return instrument == null ? null : instrument.referencePrice();
    }

    /** The market still shows what it showed before a corporate action made other shares of these: what they are worth is not known. */
    public boolean isPriceOfOldShares(String symbol) {
        return booked.isOfOldShares(symbol);
    }

    // Warnings

    private void warn(ParentOrder order) {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            for (int limit = 0; cell != null && limit < cell.limits().size(); limit++) {
                HeldLimit held = cell.limits().get(limit);
                Money used = held.warnFrom() != null && !held.measure().isBreaker() && cell.isWarningDue(limit, settings.rates())
                        ? cell.used(held.measure(), held.limit().currency(), settings.rates())
                        : null;
                if (used != null) {
                    warnings.add(new LimitFact.Warned(held.number(), order.orderId(), cell.toString(), held.size(used)));
                }
            }
        }
    }

    @Override
    public void timePassed() {
        breakers.timePassed();
        outages.timePassed();
        if (now - lastValued < BETWEEN_VALUATIONS_NANOS || projections.stream().noneMatch(PreTradeRisk::followsPrices)) {
            return;
        }
        lastValued = now;
        boolean isAllPriced = booked.valueAnew();
        worst.valueAnew();
        for (Projection projection : projections) {
            if (followsPrices(projection)) {
                projection.cells().forEach(cell -> warnOfPrices(projection.of(cell.values(), inForce.version()), isAllPriced));
            }
        }
    }

    private static boolean followsPrices(Projection projection) {
        return projection.has(Measure.DAY_LOSS) || projection.hasPortfolioLimits();
    }

    private void warnOfPrices(Cell cell, boolean isAllPriced) {
        for (int i = 0; i < cell.limits().size(); i++) {
            HeldLimit held = cell.limits().get(i);
            if (held.measure() != Measure.DAY_LOSS && !held.measure().isOfPortfolios()) {
                continue;
            }
            boolean isReached = held.measure() == Measure.DAY_LOSS && cell.isNewlyReached(i, settings.rates());
            boolean isDue = held.warnFrom() != null && cell.isWarningDue(i, settings.rates());
            if (isReached || isDue) {
                warnOfPrices(cell, held);
            } else if (isAllPriced && limits.hasTold()) {
                seeHowLittle(cell, held);
            }
        }
    }

    /** What was told before the process began is not told again. */
    private void warnOfPrices(Cell cell, HeldLimit held) {
        Money used = cell.used(held.measure(), held.limit().currency(), settings.rates());
        LimitFact.Warned warned = new LimitFact.Warned(held.number(), 0, cell.toString(), used == null ? Money.ZERO : used);
        boolean isAll = held.measure() == Measure.DAY_LOSS && warned.used().compareTo(held.most()) >= 0;
        boolean isFirst = seen.add(new Seen(held.number(), cell.toString(), isAll));
        if (!isFirst || !limits.wasTold(warned)) {
            warnings.add(warned);
        }
    }

    /** Once less is used, what comes then is told. As long as something has no price that can't be told: when a process begins nothing has one. */
    private void seeHowLittle(Cell cell, HeldLimit held) {
        Money used = cell.used(held.measure(), held.limit().currency(), settings.rates());
        if (used == null) {
            return;
        }
        Money size = held.size(used);
        if (size.compareTo(held.warnAgainBelow()) < 0) {
            seen.add(new Seen(held.number(), cell.toString(), false));
        }
        if (size.compareTo(held.most()) < 0) {
            seen.add(new Seen(held.number(), cell.toString(), true));
        }
    }

    @Override
    public @Nullable LimitFact nextWarning() {
        return warnings.poll();
    }
}
