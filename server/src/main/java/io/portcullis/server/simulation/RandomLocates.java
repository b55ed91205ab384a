package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Quantity;
import java.util.List;

/** The stock loan desk: locates shares for the account that needs locates, often too few, and now and then takes them back. */
final class RandomLocates {

    static final String ACCOUNT = "B-USD";

    private final SimulatedHub hub;
    private final Timeline timeline;
    private final Chance chance;
    private int references;

    RandomLocates(SimulatedHub hub, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.timeline = timeline;
        this.chance = chance;
    }

    void act() {
        if (!hub.isUp()) {
            return;
        }
        List<ShortSales.Standing> there = hub.core().state().shortSales().locates();
        if (!there.isEmpty() && chance.percent(10)) {
            hub.accept(new Command.WithdrawLocate(chance.pick(there).locateId(), "LOAN", "called back"));
            return;
        }
        String symbol = chance.oneOf("ABC", "LOT", "ODD");
        String reference = chance.percent(5) && !there.isEmpty() ? there.getFirst().locate().reference() : "L" + ++references;
        hub.accept(new Command.AddLocate(
                new Locate(ACCOUNT, symbol, Quantity.of(chance.between(1, 100_000)), timeline.now() + chance.between(-1, 900) * Timeline.SECOND, reference),
                "LOAN", "from the lender"));
    }
}
