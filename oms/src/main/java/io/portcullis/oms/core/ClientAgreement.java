package io.portcullis.oms.core;

import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with a client's session about its orders.
 *
 * @param sendsCareOrders it may send orders that people shall work, HandlInst(21)=3
 * @param routes where and how it may want its orders to be routed
 * @param mayKill which orders it may kill by FIX: these, or fewer of them
 */
public record ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice, boolean sendsCareOrders, List<Subset> mayKill, Traders traders,
        Routes routes) {

    /**
     * How it says who has entered an order.
     *
     * @param areSenderSubIds by SenderSubID(50), where Parties(453) name no trader
     * @param areRequired an order without one is refused
     */
    public record Traders(boolean areSenderSubIds, boolean areRequired) {

        public static final Traders DEFAULT = new Traders(false, false);
    }

    /**
     * @param destinations venues that it may name by ExDestination(100); null for any
     * @param strategies what it may ask for by TargetStrategy(847)
     */
    public record Routes(@Nullable List<VenueId> destinations, List<String> strategies) {

        public static final Routes NONE = new Routes(List.of(), List.of());

        public Routes {
            destinations = destinations == null ? null : List.copyOf(destinations);
            strategies = List.copyOf(strategies);
        }
    }

    public ClientAgreement {
        mayKill = List.copyOf(mayKill);
    }

    /** With a session that has no wishes about routing. */
    public ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice, boolean sendsCareOrders, List<Subset> mayKill, Traders traders) {
        this(cancelOnDisconnect, practice, sendsCareOrders, mayKill, traders, Routes.NONE);
    }

    /** With a session that need not say who has entered an order. */
    public ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice, boolean sendsCareOrders, List<Subset> mayKill) {
        this(cancelOnDisconnect, practice, sendsCareOrders, mayKill, Traders.DEFAULT);
    }

    /** With a session that kills nothing. */
    public ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice, boolean sendsCareOrders) {
        this(cancelOnDisconnect, practice, sendsCareOrders, List.of());
    }

    /** With a session that sends no care orders. */
    public ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice) {
        this(cancelOnDisconnect, practice, false);
    }

    public static final ClientAgreement DEFAULT = new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT);
}
