package io.portcullis.server.tape;

import io.portcullis.oms.types.VenueId;
import io.portcullis.server.projection.BarTable;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarInterval;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bars for whoever asks: those of before from the database, the newest as they are being made. One question after the other, on a thread of its own. */
public final class BarDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BarDesk.class);
    private static final int MOST_WAITING = 32;

    /** Two days may have a bar of one time: where a trading day ends within it. */
    private record Place(long start, LocalDate day) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byStart = Long.compare(start, other.start);
            return byStart != 0 ? byStart : day.compareTo(other.day);
        }
    }

    private final LiveBars live;
    private final @Nullable BarTable table;
    private final ExecutorService thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("market-bars").daemon().factory());

    /** @param table null where there is no history */
    public BarDesk(LiveBars live, @Nullable BarTable table) {
        this.live = live;
        this.table = table;
    }

    /**
     * Of an instrument those that begin within a time, the oldest first; the last may be open.
     *
     * @param venue null for all together
     * @param from epoch nanoseconds, inclusive. @param to exclusive
     * @param most how many at most, the oldest of them
     */
    public CompletionStage<List<Bar>> bars(String symbol, @Nullable VenueId venue, BarInterval interval, long from, long to, int most) {
        CompletableFuture<List<Bar>> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    answer.complete(find(symbol, venue, interval, from, to, most));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private List<Bar> find(String symbol, @Nullable VenueId venue, BarInterval interval, long from, long to, int most) {
        TreeMap<Place, Bar> found = new TreeMap<>();
        stored(symbol, venue, interval, from, to, most).forEach(bar -> found.put(new Place(bar.start(), bar.tradingDay()), bar));
        live.bars(symbol, venue, interval, from, to).forEach(bar -> found.put(new Place(bar.start(), bar.tradingDay()), bar));
        List<Bar> all = new ArrayList<>(found.values());
        return all.size() <= most ? all : List.copyOf(all.subList(0, most));
    }

    /** While the database is away there are the newest ones. */
    private List<Bar> stored(String symbol, @Nullable VenueId venue, BarInterval interval, long from, long to, int most) {
        if (table == null || !table.isUp()) {
            return List.of();
        }
        try {
            return table.bars(symbol, venue, interval, from, to, most);
        } catch (IOException e) {
            LOG.warn("bars of before are not there: {}", e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
