package io.portcullis.server.cli;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's request about many orders.
 *
 * @param symbol null for orders of any
 * @param side null for orders of any
 */
record MassRequestBody(@Nullable String symbol, @Nullable Side side) {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** OrderMassCancelRequest(35=q), or OrderMassStatusRequest(35=AF). */
    void write(FixBody body, String id, boolean isCancel) {
        String scope = symbol == null ? "7" : "1";
        if (isCancel) {
            body.begin("q").put(11, id).put(530, scope).putUtcMillis(60, Instant.now().toEpochMilli() * NANOS_PER_MILLI);
        } else {
            body.begin("AF").put(584, id).put(585, scope);
        }
        if (symbol != null) {
            body.put(55, symbol);
        }
        if (side != null) {
            body.putChar(54, side.code());
        }
    }
}
