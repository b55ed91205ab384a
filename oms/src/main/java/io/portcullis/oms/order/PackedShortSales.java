package io.portcullis.oms.order;

import io.portcullis.oms.codec.LocateCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;

/** Locates and what was sold on them, as a snapshot has them. */
final class PackedShortSales {

    private PackedShortSales() {
    }

    static void write(ShortSales sales, Writer w) {
        w.int32(sales.locates.size());
        for (ShortSales.Standing standing : sales.locates.values()) {
            LocateCodec.write(standing.locate(), w.int64(standing.locateId()));
            w.text(standing.user()).text(standing.reason()).int64(standing.time());
        }
        w.int32(sales.sold.size());
        sales.sold.forEach((place, sold) -> w.text(place.account()).text(place.symbol()).quantity(sold.executed).quantity(sold.executedOnClientsLocates)
                .quantity(sold.covered));
    }

    static void read(ShortSales to, Reader r) {
        for (int count = r.int32(); count > 0; count--) {
            long locateId = r.int64();
            to.put(new ShortSales.Standing(locateId, LocateCodec.readLocate(r), r.text(), r.text(), r.int64()));
        }
        for (int count = r.int32(); count > 0; count--) {
            ShortSales.Sold sold = new ShortSales.Sold();
            to.sold.put(new ShortSales.Place(r.text(), r.text()), sold);
            sold.executed = r.quantity();
            sold.executedOnClientsLocates = r.quantity();
            sold.covered = r.quantity();
        }
    }
}
