package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LegFact.Which;
import io.portcullis.oms.order.LegFills;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What venues have reported of the single legs of a multi-leg order, as far as it is shown. */
final class TrackedLegs {

    private static final int MAX_FILLS = 100;

    private record LegFill(long execId, long latestExecId, Which leg, Quantity lastQty, Price lastPx, long time, OrderDetail.FillState state) {
    }

    private final List<LegFill> fills = new ArrayList<>();

    /** As a recovered shard knows them: when they were told is not known any more. */
    void recovered(LegFills known) {
        for (LegFills.LegFill fill : known.all()) {
            Quantity lastQty = fill.lastQty();
            Price lastPx = fill.lastPx();
            if (fill.execId() != 0) {
                add(new LegFill(fill.execId(), fill.execId(), fill.leg(), lastQty == null ? Quantity.ZERO : lastQty, lastPx == null ? new Price(0) : lastPx, 0,
                        fill.isBusted() ? OrderDetail.FillState.BUSTED : OrderDetail.FillState.STANDS));
            }
        }
    }

    void reported(Event.LegReported event, long time) {
        switch (event.fact()) {
            case LegFact.Filled f -> add(new LegFill(f.execId(), f.execId(), f.leg(), f.lastQty(), f.lastPx(), time, OrderDetail.FillState.STANDS));
            case LegFact.Busted f -> restate(f.bustedExecId(), f.execId(), null, null);
            case LegFact.Corrected f -> restate(f.correctedExecId(), f.execId(), f.lastQty(), f.lastPx());
            case LegFact.RevisedAhead _ -> {
                // nothing of it was told
            }
        }
    }

    private void add(LegFill fill) {
        if (fills.size() == MAX_FILLS) {
            fills.removeFirst();
        }
        fills.add(fill);
    }

    private void restate(long execId, long by, @Nullable Quantity lastQty, @Nullable Price lastPx) {
        fills.replaceAll(fill -> fill.execId != execId && fill.latestExecId != execId ? fill
                : new LegFill(fill.execId, by, fill.leg, lastQty == null ? fill.lastQty : lastQty, lastPx == null ? fill.lastPx : lastPx, fill.time,
                        lastQty == null ? OrderDetail.FillState.BUSTED : OrderDetail.FillState.CORRECTED));
    }

    /** Newest first. */
    List<OrderDetail.LegFill> view(Ids ids) {
        return fills.reversed().stream()
                .map(fill -> new OrderDetail.LegFill(ids.execId(fill.execId), fill.leg.refId(), fill.leg.symbol(), fill.leg.side(), fill.lastQty, fill.lastPx,
                        fill.time, fill.state))
                .toList();
    }
}
