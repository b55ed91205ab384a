package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What holds of kills: while one is in force nothing new of its orders goes to a venue, and nothing is asked for more there; each of its orders is called back; and nobody
 * releases one alone. Which orders these are is reckoned here in a way of its own.
 */
final class KillChecks {

    private final Accounts accounts;
    private final Supplier<Instruments> instruments;

    /** A kill that needs no two persons. */
    private record EasilyOver(Release release, long since) {
    }

    private final Map<Long, EasilyOver> easilyOver = new HashMap<>();
    private final Map<Long, Quantity> orderQty = new HashMap<>();

    KillChecks(Accounts accounts, Supplier<Instruments> instruments) {
        this.accounts = accounts;
        this.instruments = instruments;
    }

    /** @param state behind the event's record */
    void after(Event event, long time, ShardState state) {
        switch (event) {
            case Event.KillTold e when e.fact() instanceof KillFact.Ordered f && !f.release().equals(Release.BY_TWO_PERSONS) -> easilyOver.put(f.killId(),
                    new EasilyOver(f.release(), time));
            case Event.KillTold e when e.fact() instanceof KillFact.Released f && f.approver() == null -> checkReleasedByOne(f, time);
            case Event.KillTold e when e.fact() instanceof KillFact.Released f && Objects.equals(f.user(), f.approver()) -> throw new BrokenInvariant(
                    f.user() + " has released kill " + f.killId() + " alone");
            case Event.OrderAccepted e -> checkNew(e.orderId(), e.terms(), null, event, state);
            case Event.ChildOrderCreated e -> {
                orderQty.put(e.childId(), e.orderQty());
                ParentOrder order = state.order(e.orderId());
                if (order != null) {
                    checkNew(e.orderId(), order.terms(), e.venue(), event, state);
                }
            }
            case Event.ChildOrderReplaced e -> orderQty.put(e.childId(), e.orderQty());
            case Event.ChildReplaceRequested e -> checkChanged(e, state);
            default -> {
                // sends nothing
            }
        }
    }

    private void checkReleasedByOne(KillFact.Released f, long time) {
        EasilyOver kill = easilyOver.get(f.killId());
        if (kill == null || time - kill.since < kill.release.after().toNanos()) {
            throw new BrokenInvariant(f.user() + " has released kill " + f.killId() + " alone, " + (kill == null ? "" : "before its cool-down was over"));
        }
    }

    private void checkNew(long orderId, OrderTerms terms, @Nullable VenueId venue, Event event, ShardState state) {
        for (Kill kill : state.kills().inForce()) {
            VenueId killedVenue = kill.ordered().subset().venue();
            if (isIn(kill, terms) && (killedVenue == null || killedVenue.equals(venue))) {
                throw new BrokenInvariant(orderId, event + " though " + kill.ordered().subset() + " is killed");
            }
        }
    }

    private void checkChanged(Event.ChildReplaceRequested e, ShardState state) {
        ChildOrder child = state.childByRequest(e.childId());
        Quantity before = orderQty.get(e.childId());
        if (child == null || before == null || before.exceeds(e.orderQty())) {
            return;
        }
        checkNew(child.parent().orderId(), child.parent().terms(), child.venue(), e, state);
    }

    /** When there is nothing left to work off. */
    void check(ShardState state) {
        for (Kill kill : state.kills().inForce()) {
            if (kill.workedOffTime() == 0) {
                throw new BrokenInvariant("kill " + kill.killId() + " waits for nothing and is not worked off");
            }
            for (ParentOrder order : state.openOrdersByAge()) {
                if (kill.ordered().subset().venue() == null && order.ended() == Ended.NOT && order.isOpen() && isIn(kill, order.terms())
                        && !kill.awaits(order.orderId())) {
                    throw new BrokenInvariant(order.orderId(), "an open order is passed over by kill " + kill.killId() + " of " + kill.ordered().subset());
                }
            }
        }
    }

    private boolean isIn(Kill kill, OrderTerms terms) {
        return kill.ordered().subset().scope().values().entrySet().stream().allMatch(each -> has(terms, each.getKey(), each.getValue())
                || each.getKey() == Dimension.SYMBOL && kill.ordered().alsoCalled().contains(terms.symbol()));
    }

    private boolean has(OrderTerms terms, Dimension dimension, String value) {
        Account account = terms.account() == null ? null : accounts.of(terms.account());
        Originator originator = terms.instructions().originator();
        boolean isOfLegs = terms.instructions().strategy() != null;
        return switch (dimension) {
            case GROUP -> account != null && value.equals(account.group());
            case CLIENT -> account != null && value.equals(account.client());
            case DESK -> account != null && value.equals(account.desk());
            case ACCOUNT -> value.equals(terms.account());
            case SESSION -> value.equals(terms.session().value());
            case TRADER -> originator != null && value.equals(originator.trader());
            case ALGORITHM -> originator != null && originator.isOfAlgorithm(value);
            case SYMBOL -> value.equals(terms.symbol());
            case CURRENCY -> {
                Instrument instrument = instruments.get().bySymbol(terms.symbol());
                yield !isOfLegs && instrument != null && value.equals(instrument.currency());
            }
            case SECTOR -> {
                Instrument instrument = instruments.get().bySymbol(terms.symbol());
                yield !isOfLegs && instrument != null && value.equals(instrument.traits().sector());
            }
            case ASSET_CLASS -> {
                Instrument instrument = instruments.get().bySymbol(terms.symbol());
                yield !isOfLegs && instrument != null && value.equals(instrument.traits().assetClass());
            }
            case SIDE -> !isOfLegs && value.equals(terms.side() == Side.BUY ? "buy" : terms.side() == Side.SELL ? "sell" : "sell-short");
            case VENUE -> false; // kills name it beside their scope
        };
    }
}
