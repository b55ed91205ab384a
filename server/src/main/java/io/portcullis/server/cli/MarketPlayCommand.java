package io.portcullis.server.cli;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.ConsolidatedBook;
import io.portcullis.venues.market.PlayedMarket;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Plays a recorded day into books as the hub has them, in a process of its own, and prints what they come to. To let orders be executed against a recorded day there is {@code simulated-tape} in {@code venues.ini}.
 */
@Command(name = "play", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = {
    "Play a recorded day into books, and print what they come to.",
    "Orders are executed against a recorded day by a simulated exchange with simulated-tape in venues.ini."}, footer = {"", "Examples:",
        "  market play 2026-11-23 --speed max", "  market play 2026-11-23 --speed 10 --symbol IBM --venue-map LIT1=XNYS,LIT2=ARCX"})
public final class MarketPlayCommand implements Callable<Integer> {

    private static final String MAX = "max";
    private static final int MOST_SPEED = 100_000;

    @Parameters(index = "0", paramLabel = "DAY", description = "A trading day such as 2026-11-23, or a tape's file.")
    private String day = "";

    @Option(names = "--speed", defaultValue = MAX, description = "1: as it was. 10: ten times as fast. max: as fast as it goes (default).")
    private String speed = MAX;

    @Option(names = "--symbol", description = "Show each change of that instrument's best prices and trades.")
    private @Nullable String symbol;

    @Option(names = "--venue-map", paramLabel = "A=B", split = ",", description = "Other names for venues of the tape.")
    private Map<String, String> names = new HashMap<>();

    @Mixin
    private TapeOptions tapes = new TapeOptions();

    private String shown = "";

    @Override
    public Integer call() throws IOException {
        int times = speed.matches("[0-9]{1,6}") ? Integer.parseInt(speed) : 0;
        if (!speed.equals(MAX) && (times < 1 || times > MOST_SPEED)) {
            return HubOrder.mistaken("--speed=" + speed + " must be a whole number from 1 to " + MOST_SPEED + ", or max");
        }
        Instruments instruments = tapes.instruments();
        if (symbol != null && instruments.bySymbol(symbol) == null) {
            return HubOrder.mistaken("--symbol=" + symbol + " is not in instruments.csv");
        }
        Map<VenueId, VenueId> venues = new HashMap<>();
        names.forEach((one, other) -> venues.put(new VenueId(one), new VenueId(other)));
        PlayedMarket market = new PlayedMarket(instruments, venues);
        long entries = 0;
        try (TapeReader tape = new TapeReader(tapes.tape(day))) {
            long began = System.nanoTime();
            long first = 0;
            for (List<TapeEntry> block = tape.next(); block != null; block = tape.next()) {
                for (TapeEntry entry : block) {
                    first = entries == 0 ? entry.time() : first;
                    if (times > 0) {
                        await(began + (entry.time() - first) / times);
                    }
                    market.take(entry);
                    entries++;
                    show(market);
                }
            }
        }
        market.books().all().stream().sorted(Comparator.comparing(ConsolidatedBook::symbol)).forEach(all -> System.out.println(text(all)));
        System.out.println(entries + " entries of " + market.books().all().size() + " instruments; fingerprint "
                + Long.toHexString(PlayedMarket.fingerprint(market.books())));
        return 0;
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private void show(PlayedMarket market) {
        ConsolidatedBook all = symbol == null ? null : market.books().consolidated(symbol);
        String now = all == null ? "" : text(all);
        if (!now.equals(shown)) {
            shown = now;
            System.out.println(TapeOptions.instant(market.time()) + " " + now);
        }
    }

    private static String text(ConsolidatedBook all) {
        return all.symbol() + " bid " + side(all, true) + " offer " + side(all, false) + " last " + (all.hasTraded() ? new Price(all.lastPrice()) : "none")
                + " volume " + new Quantity(all.volume());
    }

    private static String side(ConsolidatedBook all, boolean bids) {
        return all.has(bids) ? new Quantity(all.quantity(bids)) + " at " + new Price(all.best(bids)) : "none";
    }
}
