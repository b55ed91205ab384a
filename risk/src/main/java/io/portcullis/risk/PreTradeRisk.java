package io.portcullis.risk;

import io.portcullis.oms.core.AccountHolders;
import io.portcullis.oms.core.RiskGate;
import io.portcullis.oms.event.Event.LimitUse;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The risk gate: values an order, holds all limits against it, and keeps what the open orders of each scope add up to, with what was executed and what is held. Belongs to the order core's thread; other accounts and
 * rates come between two commands.
 */
public final class PreTradeRisk implements RiskGate {

    private static final String NO_CURRENCY = "";
    /** Ticks come each second, and faster while there is much to do. */
    private static final long BETWEEN_VALUATIONS_NANOS = 900_000_000;

    private final List<Projection> projections = new ArrayList<>();
    private final ArrayDeque<LimitFact.Warned> warnings = new ArrayDeque<>();
    private final InForce inForce = new InForce();
    private final ShortSaleCheck shortSales = new ShortSaleCheck();
    private final Restrictions restrictions = new Restrictions(projections, inForce);
    private final BookedShares booked = new BookedShares(projections, inForce, this::currencyOf, this::accountOf, this::priceOf);
    private RiskLimits limits = new RiskLimits();
    private long now;
    private long lastValued;
    private @Nullable Market market;
    private Accounts accounts;
    private RiskSettings settings;
    private @Nullable OrderTerms cellsTerms;
    private final List<@Nullable Cell> cells = new ArrayList<>();
    private final OrderRates rates = new OrderRates();
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
    }

    /** Others from now on. Exposure has to be put in anew after that: accounts may belong to others. */
    public void become(Accounts otherAccounts, RiskSettings otherSettings) {
        accounts = otherAccounts;
        settings = otherSettings;
        cellsTerms = null;
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
        limitsChanged();
        booked.follow(ledger);
    }

    @Override
    public void follow(ShortSales followed) {
        shortSales.follow(followed);
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
            if (standing.limit() != null && projection(standing.key().scope()) == null) {
                projections.add(new Projection(standing.key().scope().dimensions()));
                areOthers = true;
            }
        }
        putInForce();
        return areOthers;
    }

    @Override
    public void at(long time) {
        now = time;
        rates.at(time);
        if (!inForce.isStillSo(time)) {
            putInForce();
        }
    }

    private void putInForce() {
        cellsTerms = null;
        inForce.workOut(limits, now);
        projections.forEach(Projection::takeOff);
        for (RiskLimits.Standing standing : inForce.holding()) {
            Objects.requireNonNull(projection(standing.key().scope())).put(standing);
        }
    }

    /** Null if orders are not told apart in that way. */
    private @Nullable Projection projection(Scope scope) {
        List<Dimension> dimensions = scope.dimensions();
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
        return restrictions.affected(open, this::account, this::currency);
    }

    /** By which limit an order is restricted that is open: it would be refused if it was new. Null if it is by none. */
    public @Nullable LimitKey restrictedBy(ParentOrder order) {
        HeldLimit limit = order.isOpen() ? restrictions.of(order.terms(), account(order.terms()), currency(order.terms())) : null;
        return limit == null ? null : limit.limit().key();
    }

    @Override
    public void clear() {
        projections.forEach(projection -> projection.cells().forEach(Cell::clearOpen));
        shortSales.clear();
        cellsTerms = null;
        booked.anew();
    }

    /**
     * What open orders use of a limit, in the scope's actual values.
     *
     * @param key with no {@code *} among its values
     * @return null if there is no limit with such dimensions, or what is open can't be reckoned in its currency
     */
    public @Nullable Money used(LimitKey key, @Nullable String currency) {
        Projection projection = projection(key.scope());
        return projection == null ? null
                : projection.of(List.copyOf(key.scope().values().values()), inForce.version()).used(key.measure(), currency, settings.rates());
    }

    /** Each limit that holds somewhere, where orders are open or were. */
    public List<UsedLimit> used() {
        List<UsedLimit> used = new ArrayList<>();
        for (Projection projection : projections) {
            for (Cell cell : projection.cells()) {
                for (HeldLimit held : projection.of(cell.values(), inForce.version()).limits()) {
                    if (!held.measure().isOfOneOrder()) {
                        used.add(new UsedLimit(cell.toString(), held.limit(), cell.used(held.measure(), held.limit().currency(), settings.rates())));
                    }
                }
            }
        }
        return used;
    }

    // The checks

    @Override
    public @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market prices, List<Objection> objections) {
        String name = terms.account();
        if (name == null) {
            objections.add(new Objection(Refusal.MISSING_FIELD, "Account(1) is missing and session " + terms.session() + " has no default account"));
            return null;
        }
        if (accounts.of(name) == null) {
            objections.add(new Objection(Refusal.UNKNOWN_ACCOUNT, "Account(1) " + name + " is not known"));
            return null;
        }
        try {
            Valuation valuation = Valuation.of(terms, instrument, prices, settings.cushionBasisPoints(), objections);
            return valuation == null ? null : check(terms, order, instrument.currency(), valuation, objections);
        } catch (ArithmeticException e) {
            objections.add(new Objection(Refusal.VALUE_OVERFLOW, "OrderQty(38) " + terms.orderQty() + " at " + prices(terms) + " is too large to count with"));
            return null;
        }
    }

    private static String prices(OrderTerms terms) {
        Price price = terms.price();
        Price stopPx = terms.instructions().stopPx();
        return (price == null ? "market" : price.toString()) + (stopPx == null ? "" : ", StopPx(99) " + stopPx);
    }

    private @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, String currency, Valuation valuation, List<Objection> objections) {
        Quantity open = order == null ? terms.orderQty() : terms.orderQty().minus(order.cumQty()).max(order.leavesQty());
        Contribution asked = contribution(currency, terms, open, valuation.price());
        Contribution own = order == null ? null : contribution(order);
        Strategy strategy = terms.instructions().strategy();
        Account account = account(terms);
        int objectionsBefore = objections.size();
        List<LimitUse> uses = new ArrayList<>();
        boolean usesReference = false;
        rates.begin();
        for (Projection projection : projections) {
            Cell cell = projection.of(terms, account, currency, inForce.version());
            if (cell == null) {
                continue;
            }
            Contribution ownThere = own != null && order != null
                    && projection.of(order.terms(), account(order.terms()), own.currency(), inForce.version()) == cell ? own
                            : null;
            for (int i = 0; i < cell.limits().size(); i++) {
                HeldLimit limit = cell.limits().get(i);
                switch (limit.measure()) {
                    case ORDER_QUANTITY -> OrderChecks.quantity(terms, limit, cell, objections);
                    case ORDER_NOTIONAL -> OrderChecks.notional(terms, valuation, currency, settings.rates(), limit, cell, objections);
                    case RESTRICTED -> OrderChecks.restriction(limit, cell, asked, ownThere, objections);
                    case PRICE_DEVIATION -> {
                        usesReference = true;
                        PriceCollar.check(terms, valuation, limit, cell, objections);
                    }
                    case DAY_LOSS -> uses.add(new LimitUse(limit.number(), OrderChecks.loss(limit, cell, settings.rates(), objections)));
                    case ORDER_RATE -> rates.check(limit, cell, objections);
                    default -> uses.add(new LimitUse(limit.number(), use(cell, limit, asked, ownThere, objections)));
                }
            }
        }
        boolean isOfSameAccount = order != null && Objects.equals(order.terms().account(), terms.account());
        if (strategy != null && (own == null || !isOfSameAccount || asked.quantity().exceeds(own.quantity()))) {
            restrictions.checkLegs(terms, strategy, account, currency, objections);
        }
        if (account != null) {
            shortSales.check(terms, order, open, account, now, objections);
        }
        if (objections.size() > objectionsBefore) {
            return null;
        }
        rates.count();
        return new RiskFacts(valuation.price(), usesReference ? valuation.reference() : null, uses);
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
            objections.add(new Objection(limit.measure().refusal(), "the limit " + cell + " " + limit.measure().text() + " is " + limit.limit() + ", used "
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
        put(terms, contribution(currency(terms), terms, terms.orderQty(), facts.valuationPrice()), 1);
        shortSales.put(terms, terms.orderQty(), 1);
    }

    @Override
    public void giveBack(OrderTerms terms, RiskFacts facts) {
        put(terms, contribution(currency(terms), terms, terms.orderQty(), facts.valuationPrice()), -1);
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

    /** While it is to become one of another account, it counts for both. */
    private void put(ParentOrder order, int sign) {
        Contribution contribution = contribution(order);
        if (contribution == null) {
            if (sign > 0) {
                find(order.terms(), currency(order.terms()));
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
        if (replace != null && !Objects.equals(replace.terms().account(), order.terms().account())) {
            putWhereElse(order.terms(), replace.terms(), contribution, sign);
        }
        if (sign > 0) {
            warn(order);
        }
    }

    private static boolean isOnOtherLocates(OrderTerms asked, OrderTerms now) {
        return !Objects.equals(asked.account(), now.account()) || asked.instructions().isLocated() != now.instructions().isLocated();
    }

    private void put(OrderTerms terms, Contribution contribution, int sign) {
        find(terms, contribution.currency());
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell != null) {
                cell.put(contribution, sign);
            }
        }
    }

    /** Looked up once, for all that happens to an order in a row. */
    private void find(OrderTerms terms, String currency) {
        if (terms == cellsTerms) {
            return;
        }
        cells.clear();
        Account account = account(terms);
        for (int i = 0; i < projections.size(); i++) {
            cells.add(projections.get(i).of(terms, account, currency, inForce.version()));
        }
        cellsTerms = terms;
    }

    /** In the cells that the other terms alone have: where both are, it counts once. */
    private void putWhereElse(OrderTerms terms, OrderTerms other, Contribution contribution, int sign) {
        for (Projection projection : projections) {
            Cell cell = projection.of(other, account(other), contribution.currency(), inForce.version());
            if (cell != null && cell != projection.of(terms, account(terms), contribution.currency(), inForce.version())) {
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

    /** The larger of old and new while a replace is pending: larger quantity at the higher price. Null if nothing of it is open. */
    private @Nullable Contribution contribution(ParentOrder order) {
        Quantity open = order.worstLeavesQty();
        return open.isPositive() ? contribution(currency(order.terms()), order.terms(), open, order.worstValuationPrice()) : null;
    }

    private static Contribution contribution(String currency, OrderTerms terms, Quantity open, Price price) {
        return Contribution.of(currency, terms.side(), terms.instructions().strategy() != null, open, price);
    }

    private String currency(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        return currencyOf(strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol());
    }

    /** The live one: a close says nothing of what was lost since it. */
    private @Nullable Price priceOf(String symbol) {
        return market == null ? null : market.reference(symbol);
    }

    private String currencyOf(String symbol) {
        Instrument instrument = market == null ? null : market.instruments().bySymbol(symbol);
        return instrument == null ? NO_CURRENCY : instrument.currency();
    }

    // Warnings

    private void warn(ParentOrder order) {
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            for (int limit = 0; cell != null && limit < cell.limits().size(); limit++) {
                HeldLimit held = cell.limits().get(limit);
                Money used = held.warnFrom() != null && cell.isWarningDue(limit, settings.rates())
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
        if (now - lastValued < BETWEEN_VALUATIONS_NANOS || projections.stream().noneMatch(projection -> projection.has(Measure.DAY_LOSS))) {
            return;
        }
        lastValued = now;
        booked.valueAnew();
        for (Projection projection : projections) {
            if (projection.has(Measure.DAY_LOSS)) {
                projection.cells().forEach(cell -> warnOfLoss(projection.of(cell.values(), inForce.version())));
            }
        }
    }

    private void warnOfLoss(Cell cell) {
        for (int i = 0; i < cell.limits().size(); i++) {
            HeldLimit held = cell.limits().get(i);
            if (held.measure() == Measure.DAY_LOSS
                    && cell.isNewlyReached(i, settings.rates()) | (held.warnFrom() != null && cell.isWarningDue(i, settings.rates()))) {
                Money lost = cell.used(Measure.DAY_LOSS, held.limit().currency(), settings.rates());
                warnings.add(new LimitFact.Warned(held.number(), 0, cell.toString(), lost == null ? Money.ZERO : lost));
            }
        }
    }

    @Override
    public LimitFact.@Nullable Warned nextWarning() {
        return warnings.poll();
    }
}
