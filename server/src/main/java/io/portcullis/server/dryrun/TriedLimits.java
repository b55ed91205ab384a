package io.portcullis.server.dryrun;

import io.portcullis.oms.core.AccountHolders;
import io.portcullis.oms.core.RiskGate;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.order.Activity;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.risk.PreTradeRisk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gate under the limits as they were at each moment, but for some that are tried. What was open counts, without the orders that would have been refused. Decides nothing while the log is folded.
 */
final class TriedLimits implements RiskGate {

    private final PreTradeRisk gate;
    private final OtherLimits tried;
    private final RiskLimits limits = new RiskLimits();
    private RiskLimits real = new RiskLimits();
    private final Set<Long> leftOut = new HashSet<>();
    private boolean isTrying;

    TriedLimits(PreTradeRisk gate, OtherLimits tried) {
        this.gate = gate;
        this.tried = tried;
    }

    /**
     * From now on the tried limits hold; all orders are there.
     *
     * @return what becomes of the limits by that; those that are the same already are not among it
     */
    List<LimitChange> begin(Iterable<ParentOrder> open) {
        isTrying = true;
        leftOut.clear();
        List<LimitChange> changes = become();
        gate.limitsChanged();
        gate.clear();
        open.forEach(gate::putIn);
        return changes;
    }

    private List<LimitChange> become() {
        limits.become(real);
        List<LimitChange> changes = isTrying ? tried.from(real) : List.of();
        if (!changes.isEmpty()) {
            limits.after(new LimitFact.Changed(changes, 0, "dry run", null, "dry run"), 0);
        }
        return changes;
    }

    /** Whether the limit of that key is what objects, and not an exception from it or another one. */
    boolean isOf(LimitKey key, Objection objection) {
        RiskLimits.Standing standing = limits.standing(key);
        return standing != null && standing.number() == objection.limit();
    }

    /** It would have been refused: it was never there. */
    void leaveOut(long orderId) {
        leftOut.add(orderId);
    }

    boolean isLeftOut(long orderId) {
        return leftOut.contains(orderId);
    }

    /** Objections of the gate as it stands. @param isAskedFor by a request @see PreTradeRisk#checkAgain */
    List<Objection> objectionsTo(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, @Nullable RiskFacts facts, Market prices,
            boolean isAskedFor) {
        List<Objection> objections = new ArrayList<>();
        if (facts == null) {
            gate.check(terms, order, instrument, prices, objections);
        } else {
            gate.checkAgain(terms, order, instrument, facts, prices, objections, isAskedFor);
        }
        return objections;
    }

    // While the log is folded

    @Override
    public void follow(RiskLimits followed, Ledger ledger, Market market) {
        real = followed;
        become();
        gate.follow(limits, ledger, market);
    }

    @Override
    public boolean limitsChanged() {
        become();
        return gate.limitsChanged();
    }

    @Override
    public void takeOut(ParentOrder order) {
        if (!leftOut.contains(order.orderId())) {
            gate.takeOut(order);
        }
    }

    @Override
    public void putIn(ParentOrder order) {
        if (!leftOut.contains(order.orderId())) {
            gate.putIn(order);
        }
    }

    @Override
    public boolean limitsVenues() {
        return gate.limitsVenues();
    }

    @Override
    public Quantity room(Part part, @Nullable ChildOrder instead, List<Objection> objections) {
        return gate.room(part, instead, objections);
    }

    @Override
    public void reserve(Part part, int sign) {
        gate.reserve(part, sign);
    }

    @Override
    public void put(ChildOrder child, int sign) {
        if (!leftOut.contains(child.parent().orderId())) {
            gate.put(child, sign);
        }
    }

    @Override
    public AccountHolders holders() {
        return gate.holders();
    }

    @Override
    public void at(long time) {
        gate.at(time);
    }

    @Override
    public void follow(ShortSales shortSales) {
        gate.follow(shortSales);
    }

    @Override
    public void follow(CorporateActions actions, @Nullable LocalDate dayBefore, @Nullable LocalDate today) {
        gate.follow(actions, dayBefore, today);
    }

    @Override
    public void follow(Activity activity) {
        gate.follow(activity);
    }

    @Override
    public Quantity executedShort(String account, String symbol) {
        return gate.executedShort(account, symbol);
    }

    @Override
    public void clear() {
        gate.clear();
    }

    @Override
    public void reserve(OrderTerms terms, RiskFacts facts) {
        gate.reserve(terms, facts);
    }

    @Override
    public void giveBack(OrderTerms terms, RiskFacts facts) {
        gate.giveBack(terms, facts);
    }

    @Override
    public @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market market, List<Objection> objections) {
        return gate.check(terms, order, instrument, market, objections);
    }

    @Override
    public void timePassed() {
        // the log has no prices of the times between
    }

    @Override
    public boolean hasNewRestrictions() {
        return false;
    }

    @Override
    public List<LimitFact.Affected> affected(List<ParentOrder> open) {
        return List.of();
    }

    /** Nobody is told: they are dropped. */
    @Override
    public @Nullable LimitFact nextWarning() {
        return gate.nextWarning();
    }
}
