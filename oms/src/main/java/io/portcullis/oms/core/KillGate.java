package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.Kills;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are killed: by what they are and, of groups, clients and desks, by whom their accounts belong to now, or did when it was ordered; of sectors, asset classes and currencies likewise by their instruments. Only questions, asked when
 * something is decided and never when it is folded: accounts and instruments may belong to others when the log is read again.
 */
final class KillGate {

    private final Kills kills;
    private final Market market;
    private final AccountHolders holders;

    KillGate(Kills kills, Market market, AccountHolders holders) {
        this.kills = kills;
        this.market = market;
        this.holders = holders;
    }

    AccountHolders holders() {
        return holders;
    }

    /** Nothing is killed. */
    boolean isOpen() {
        return kills.isEmpty();
    }

    /** What speaks against an order on such terms, wherever it goes; null if nothing does. */
    @Nullable
    Objection objectionTo(OrderTerms terms) {
        List<Kill> inForce = kills.inForce();
        for (int i = 0; i < inForce.size(); i++) {
            KillFact.Ordered kill = inForce.get(i).ordered();
            if (kill.subset().venue() == null && covers(kill, terms)) {
                return new Objection(Refusal.KILLED, text(kill));
            }
        }
        return null;
    }

    /** What speaks against doing anything new about an order that is there; null if nothing does. */
    @Nullable
    Objection objectionTo(ParentOrder order) {
        KillFact.Ordered kill = on(order);
        return kill == null ? null : new Objection(Refusal.KILLED, text(kill));
    }

    boolean stops(ParentOrder order) {
        return on(order) != null;
    }

    private KillFact.@Nullable Ordered on(ParentOrder order) {
        List<Kill> inForce = kills.inForce();
        for (int i = 0; i < inForce.size(); i++) {
            if (inForce.get(i).awaits(order.orderId()) || isOn(inForce.get(i).ordered(), order)) {
                return inForce.get(i).ordered();
            }
        }
        return null;
    }

    /** Why nothing on such terms goes to that venue; null if something may. */
    @Nullable
    String whyNotAt(VenueId venue, OrderTerms terms) {
        List<Kill> inForce = kills.inForce();
        for (int i = 0; i < inForce.size(); i++) {
            KillFact.Ordered kill = inForce.get(i).ordered();
            if (venue.equals(kill.subset().venue()) && covers(kill, terms)) {
                return text(kill);
            }
        }
        return null;
    }

    /** Those of the venues to which something on such terms may go. */
    List<VenueId> open(List<VenueId> venues, OrderTerms terms) {
        return kills.isEmpty() ? venues : venues.stream().filter(venue -> whyNotAt(venue, terms) == null).toList();
    }

    private static String text(KillFact.Ordered kill) {
        return kill.subset() + " is killed by the broker, kill " + kill.killId();
    }

    /** Whether such a kill is on that order: on its terms, or on those that it shall have, and at its venue if it is on one. */
    boolean isOn(KillFact.Ordered kill, ParentOrder order) {
        VenueId venue = kill.subset().venue();
        ParentOrder.PendingReplace replace = order.pendingReplace();
        return (venue == null || isAt(venue, order)) && (covers(kill, order.terms()) || replace != null && covers(kill, replace.terms()));
    }

    private static boolean isAt(VenueId venue, ParentOrder order) {
        for (ChildOrder child : order.children()) {
            if (child.isLive() && child.venue().equals(venue)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an order on such terms is of a scope, each value of which is given. */
    boolean covers(Scope scope, OrderTerms terms) {
        return covers(new KillFact.Ordered(0, new Subset(scope, null), List.of(), "", ""), terms);
    }

    private boolean covers(KillFact.Ordered kill, OrderTerms terms) {
        Scope scope = kill.subset().scope();
        if (scope.values().isEmpty()) {
            return true;
        }
        for (Dimension dimension : scope.values().keySet()) {
            String wanted = scope.values().get(dimension);
            if (wanted != null && !has(terms, dimension, wanted, kill)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(OrderTerms terms, Dimension dimension, String wanted, KillFact.Ordered kill) {
        Strategy strategy = terms.instructions().strategy();
        Originator originator = terms.instructions().originator();
        String account = terms.account();
        return switch (dimension) {
            case GROUP, CLIENT, DESK -> account != null && (wanted.equals(holders.holder(dimension, account)) || kill.accounts().contains(account));
            case ACCOUNT -> wanted.equals(account);
            case SESSION -> wanted.equals(terms.session().value());
            case TRADER -> originator != null && wanted.equals(originator.trader());
            case ALGORITHM -> originator != null && originator.isOfAlgorithm(wanted);
            case CURRENCY, SECTOR, ASSET_CLASS -> strategy == null ? isOf(dimension, wanted, terms.symbol(), kill)
                    : strategy.legs().stream().anyMatch(leg -> isOf(dimension, wanted, leg.symbol(), kill));
            case SYMBOL -> isCalled(wanted, terms.symbol(), strategy) || isCalledOtherwise(kill, terms.symbol(), strategy);
            case SIDE -> strategy != null || wanted.equals(text(terms.side()));
            case VENUE -> throw new IllegalArgumentException("an order has no " + dimension.text() + ", only its parts have");
        };
    }

    private static boolean isCalled(String wanted, String symbol, @Nullable Strategy strategy) {
        return wanted.equals(symbol) || strategy != null && strategy.has(wanted);
    }

    private static boolean isCalledOtherwise(KillFact.Ordered kill, String symbol, @Nullable Strategy strategy) {
        return !kill.alsoCalled().isEmpty() && kill.alsoCalled().stream().anyMatch(name -> isCalled(name, symbol, strategy));
    }

    /** One that is not known any more may be in any. */
    private boolean isOf(Dimension dimension, String wanted, String symbol, KillFact.Ordered kill) {
        Instrument instrument = market.instruments().bySymbol(symbol);
        return instrument == null || isOf(dimension, wanted, instrument) || kill.symbols().contains(symbol);
    }

    private static boolean isOf(Dimension dimension, String wanted, Instrument instrument) {
        return wanted.equals(switch (dimension) {
            case SECTOR -> instrument.traits().sector();
            case ASSET_CLASS -> instrument.traits().assetClass();
            case CURRENCY -> instrument.currency();
            case GROUP, CLIENT, DESK, ACCOUNT, SESSION, TRADER, ALGORITHM, SYMBOL,
                    SIDE, VENUE -> throw new IllegalArgumentException("an instrument has no " + dimension.text());
        });
    }

    /** All that are now of the sector, asset class and currency that the scope names; none if it names none of these. */
    List<String> symbolsOf(Scope scope) {
        List<Dimension> dimensions = scope.dimensions().stream().filter(KillGate::isOfInstruments).toList();
        return dimensions.isEmpty() ? List.of()
                : market.instruments().all().stream()
                        .filter(instrument -> dimensions.stream().allMatch(of -> isOf(of, String.valueOf(scope.value(of)), instrument)))
                        .map(Instrument::symbol).toList();
    }

    private static boolean isOfInstruments(Dimension dimension) {
        return switch (dimension) {
            case CURRENCY, SECTOR, ASSET_CLASS -> true;
            case GROUP, CLIENT, DESK, ACCOUNT, SESSION, TRADER, ALGORITHM, SYMBOL, SIDE, VENUE -> false;
        };
    }

    private static String text(Side side) {
        return switch (side) {
            case BUY, AS_DEFINED -> "buy";
            case SELL, OPPOSITE -> "sell";
            case SELL_SHORT, SELL_SHORT_EXEMPT -> "sell-short";
        };
    }
}
