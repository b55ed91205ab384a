package io.portcullis.oms.order;

import io.portcullis.oms.codec.MarketCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;

/** How instruments may be traded, as a snapshot has it. */
final class PackedMarketStates {

    private PackedMarketStates() {
    }

    static void write(MarketStates states, Writer w) {
        w.int32(states.bySymbol.size());
        states.bySymbol.values().forEach(standing -> write(standing, w));
    }

    private static void write(MarketStates.Standing standing, Writer w) {
        w.text(standing.symbol).int16(standing.halts.size());
        for (MarketStates.Halt halt : standing.halts) {
            MarketCodec.write(halt.source(), w.bool(halt.isEverywhere()).int64(halt.time()));
        }
        MarketStates.Banded bands = standing.bands;
        w.bool(bands != null);
        if (bands != null) {
            MarketCodec.write(bands.bands(), w.int64(bands.time()));
            MarketCodec.write(bands.source(), w);
            w.optional(bands.reference()).int64(bands.referenceTime());
        }
        w.bool(standing.hasNoBandsWorkedOut);
        MarketStates.Restricted restricted = standing.shortSales;
        w.bool(restricted != null);
        if (restricted != null) {
            MarketCodec.write(restricted.day(), w.int64(restricted.time()).int8(restricted.daysLeft())).optional(restricted.trade())
                    .optional(restricted.close());
            MarketCodec.write(restricted.source(), w);
        }
    }

    static void read(MarketStates to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            MarketStates.Standing standing = new MarketStates.Standing(r.text());
            to.bySymbol.put(standing.symbol, standing);
            readHalts(standing, r);
            if (r.bool()) {
                long time = r.int64();
                standing.bands = new MarketStates.Banded(MarketCodec.readBands(r), MarketCodec.readSource(r), time, r.optionalPrice(), r.int64());
            }
            standing.hasNoBandsWorkedOut = r.bool();
            if (r.bool()) {
                long time = r.int64();
                int daysLeft = r.int8();
                standing.shortSales = new MarketStates.Restricted(MarketCodec.readDay(r), r.optionalPrice(), r.optionalPrice(), daysLeft,
                        MarketCodec.readSource(r), time);
            }
        }
    }

    private static void readHalts(MarketStates.Standing standing, Reader r) {
        for (int count = r.int16(); count > 0; count--) {
            boolean isEverywhere = r.bool();
            long time = r.int64();
            standing.halts.add(new MarketStates.Halt(MarketCodec.readSource(r), isEverywhere, time));
        }
    }
}
