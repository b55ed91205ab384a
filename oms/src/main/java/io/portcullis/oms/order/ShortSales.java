package io.portcullis.oms.order;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was located for short sales of the trading day, and what was executed of them. A part of the state: events change it, and it holds no rule. */
public final class ShortSales {

    /** One on which short sales may be made. @param time since when, epoch nanoseconds */
    public record Standing(long locateId, Locate locate, String user, String reason, long time) {

        private Place place() {
            return new Place(locate.account(), locate.symbol());
        }
    }

    record Place(String account, String symbol) {
    }

    /** Of one account in one symbol, on this trading day. */
    static final class Sold {
        /** Executed, busts taken off, of orders whose client has not located by itself what it sells. */
        Quantity executed = Quantity.ZERO;
        /** The same of the others. */
        Quantity executedOnClientsLocates = Quantity.ZERO;
        /** What of it was executed on locates that have ended. */
        Quantity covered = Quantity.ZERO;
    }

    private static final Sold NOTHING = new Sold();

    final Map<Long, Standing> locates = new LinkedHashMap<>();
    private final Map<Place, List<Standing>> byPlace = new HashMap<>();
    final Map<Place, Sold> sold = new LinkedHashMap<>();

    // Questions

    /** Those that have not ended, oldest first. */
    public List<Standing> locates() {
        return List.copyOf(locates.values());
    }

    /** Null if there is none, or it has ended. */
    public @Nullable Standing locate(long locateId) {
        return locates.get(locateId);
    }

    /** Those of one account in one symbol that have not ended. */
    public List<Standing> locates(String account, String symbol) {
        return byPlace.getOrDefault(new Place(account, symbol), List.of());
    }

    /** How much was located and is not over. @param time epoch nanoseconds */
    public Quantity located(String account, String symbol, long time) {
        Quantity located = Quantity.ZERO;
        for (Standing standing : locates(account, symbol)) {
            if (standing.locate.validUntil() > time) {
                located = located.plus(standing.locate.quantity());
            }
        }
        return located;
    }

    /** What was executed on this trading day, busts taken off. @param isOnClientsLocates what clients have located by themselves counts, too */
    public Quantity executed(String account, String symbol, boolean isOnClientsLocates) {
        Sold there = sold.getOrDefault(new Place(account, symbol), NOTHING);
        return isOnClientsLocates ? there.executed.plus(there.executedOnClientsLocates) : there.executed;
    }

    /** What of it was executed on locates that have ended. */
    public Quantity covered(String account, String symbol) {
        return sold.getOrDefault(new Place(account, symbol), NOTHING).covered;
    }

    // Changes

    void after(LocateFact fact, long time) {
        switch (fact) {
            case LocateFact.Added f -> put(new Standing(f.locateId(), f.locate(), f.user(), f.reason(), time));
            case LocateFact.Ended f -> {
                Standing ended = locates.remove(f.locateId());
                if (ended != null) {
                    byPlace.getOrDefault(ended.place(), List.of()).remove(ended);
                }
                if (ended != null && f.covered().isPositive()) {
                    Sold there = sold(ended.locate.account(), ended.locate.symbol());
                    there.covered = there.covered.plus(f.covered());
                }
            }
        }
    }

    void put(Standing standing) {
        locates.put(standing.locateId, standing);
        byPlace.computeIfAbsent(standing.place(), _ -> new ArrayList<>()).add(standing);
    }

    /**
     * @param isOfToday it is about an execution of this trading day
     * @param before what was executed of the order before
     */
    void after(boolean isOfToday, ParentOrder order, Quantity before) {
        OrderTerms terms = order.terms;
        String account = terms.account();
        if (!terms.side().isShort() || account == null || !isOfToday || before.equals(order.cumQty)) {
            return;
        }
        Sold there = sold(account, terms.symbol());
        Quantity more = order.cumQty.minus(before);
        if (terms.instructions().isLocated()) {
            there.executedOnClientsLocates = there.executedOnClientsLocates.plus(more);
        } else {
            there.executed = there.executed.plus(more);
            there.covered = there.covered.min(there.executed); // what is taken back needs no locate that has ended
        }
    }

    private Sold sold(String account, String symbol) {
        return sold.computeIfAbsent(new Place(account, symbol), _ -> new Sold());
    }

    /** Locates are of one trading day. */
    void startDay() {
        locates.clear();
        byPlace.clear();
        sold.clear();
    }
}
