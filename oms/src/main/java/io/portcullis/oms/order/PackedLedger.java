package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/** Executions of the day and positions as a snapshot has them. */
final class PackedLedger {

    private PackedLedger() {
    }

    static void write(Ledger ledger, Writer w) {
        w.int32(ledger.starts.size());
        ledger.starts.forEach((held, start) -> w.text(held.account()).text(held.symbol()).money(start.quantity()).optional(start.price()));
        w.int32(ledger.trades.size());
        for (Ledger.Trades trades : ledger.trades.values()) {
            w.text(trades.of.account()).text(trades.of.session().value()).text(trades.of.symbol()).code(trades.of.side().code())
                    .optional(trades.of.originator())
                    .optionalText(trades.of.venue() == null ? null : trades.of.venue().value());
            w.money(trades.quantity).money(trades.value).money(trades.takenBack).money(trades.valueTakenBack);
        }
    }

    static void read(Ledger to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            to.starts.put(new Ledger.Held(r.name(), r.name()), new Ledger.Start(r.money(), r.optionalPrice()));
        }
        for (int count = r.int32(); count > 0; count--) {
            Ledger.Trades trades = new Ledger.Trades(new Ledger.Of(r.name(), r.session(), r.name(), r.side(), r.optionalOriginator(), venue(r)));
            trades.quantity = r.money();
            trades.value = r.money();
            trades.takenBack = r.money();
            trades.valueTakenBack = r.money();
            to.trades.put(trades.of, trades);
        }
    }

    private static @Nullable VenueId venue(Reader r) {
        String name = r.optionalText();
        return name == null ? null : new VenueId(name);
    }
}
