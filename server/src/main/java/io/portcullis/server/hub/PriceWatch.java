package io.portcullis.server.hub;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.VenueId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When venues have shown prices last, since the hub was started, for limits on prices that don't come any more. On the shard's thread. */
public final class PriceWatch {

    private final Map<VenueId, Long> byVenue = new HashMap<>();
    private final Map<String, Long> bySymbol = new HashMap<>();
    private final Supplier<@Nullable Set<String>> wanted;
    private final InstantSource clock;

    /** @param wanted the instruments of which it is to be known by itself; null if nobody wants to know any */
    public PriceWatch(Supplier<@Nullable Set<String>> wanted, InstantSource clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    /** A venue shows a price, the same or another. */
    public void shown(VenueId venue, String symbol) {
        long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
        byVenue.put(venue, now);
        bySymbol.put(symbol, now);
    }

    /** Null if nobody wants to know. */
    @Nullable
    Command seen() {
        Set<String> symbols = wanted.get();
        if (symbols == null) {
            return null;
        }
        Map<String, Long> those = new HashMap<>(bySymbol);
        those.keySet().retainAll(symbols);
        return new Command.PricesSeen(byVenue, those);
    }
}
