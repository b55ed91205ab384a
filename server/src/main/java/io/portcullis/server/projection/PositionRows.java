package io.portcullis.server.projection;

import io.portcullis.oms.event.PositionFact;
import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** The rows of what is said of positions. What they are worth follows from the closes. */
final class PositionRows {

    private PositionRows() {
    }

    static void add(PositionFact fact, long position, OffsetDateTime time, Rows rows) {
        if (fact instanceof PositionFact.Entered entered) {
            for (int i = 0; i < entered.entries().size(); i++) {
                PositionFact.Entry entry = entered.entries().get(i);
                rows.positionsEntered.add(new Rows.PositionEntered(position, i, time, Stored.key(entry.account()), Stored.key(entry.symbol()),
                        entry.before().decimal(), entry.after().decimal(), entry.price() == null ? null : new BigDecimal(entry.price().toString()),
                        Stored.key(entered.user()), entered.reason()));
            }
        }
    }
}
