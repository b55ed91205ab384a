package io.portcullis.server.hub;

import io.portcullis.admin.port.DayView;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.shard.Shard;
import java.time.LocalDate;
import java.util.concurrent.CompletionStage;

/** How the trading day stands, counted in the shard's state when somebody asks. */
public final class DayReport implements DayView {

    private final Shard shard;

    public DayReport(Shard shard) {
        this.shard = shard;
    }

    @Override
    public CompletionStage<DayStatus> day() {
        return shard.ask(DayReport::of);
    }

    private static DayStatus of(ShardState state) {
        LocalDate today = state.tradingDay();
        int left = 0;
        int carried = 0;
        int untold = 0;
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.isOpen()) {
                boolean isCarried = order.terms().timeInForce().isGoodTill();
                left += isCarried ? 0 : 1;
                carried += isCarried ? 1 : 0;
                untold += today != null && order.isCarriedUntold(today.toEpochDay()) ? 1 : 0;
            }
        }
        Event.DayEnded ended = state.dayEnded();
        return new DayStatus(today, ended == null ? null : ended.user(), ended == null ? null : ended.reason(), left, carried, untold,
                state.strays().all().size());
    }
}
