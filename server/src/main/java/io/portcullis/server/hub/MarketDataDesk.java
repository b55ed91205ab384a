package io.portcullis.server.hub;

import io.portcullis.admin.port.MarketDataView;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.shard.Shard;
import io.portcullis.server.tape.BarDesk;
import io.portcullis.venues.market.ConsolidatedBook;
import io.portcullis.venues.market.Flaw;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.market.VenueBook;
import io.portcullis.venues.market.VenueFeed;
import io.portcullis.venues.tape.BarInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What venues show, looked up on the shard's thread when somebody asks. */
public final class MarketDataDesk implements MarketDataView {

    private final Shard shard;
    private final MarketBooks books;
    private final @Nullable BarDesk bars;

    /** @param bars null where none are made */
    public MarketDataDesk(Shard shard, MarketBooks books, @Nullable BarDesk bars) {
        this.shard = shard;
        this.books = books;
        this.bars = bars;
    }

    /** Price bands that people or venues have told of an instrument, not those that the hub has worked out from what venues show; null if there are none. */
    public static @Nullable Bands toldBands(ShardState state, String symbol) {
        MarketStates.Standing standing = state.markets().of(symbol);
        MarketStates.Banded bands = standing == null ? null : standing.bands();
        return bands == null || bands.reference() != null ? null : bands.bands();
    }

    @Override
    public CompletionStage<Overview> overview() {
        return shard.ask(state -> {
            Map<VenueFeed, int[]> counts = new HashMap<>();
            for (ConsolidatedBook all : books.all()) {
                for (int i = 0; i < all.count(); i++) {
                    counts.computeIfAbsent(all.book(i).feed(), feed -> new int[2])[0]++;
                }
            }
            books.flawed().forEach(book -> counts.computeIfAbsent(book.feed(), feed -> new int[2])[1]++);
            List<Feed> feeds = books.feeds().stream().map(feed -> feed(feed, counts.getOrDefault(feed, new int[2]))).toList();
            return new Overview(feeds, books.flawed().stream().limit(MOST_UNUSABLE).map(MarketDataDesk::unusable).toList());
        });
    }

    private static Feed feed(VenueFeed feed, int[] counts) {
        return new Feed(feed.venue().value(), feed.terms().mode().name().toLowerCase(Locale.ROOT), counts[0], counts[1], feed.updates(), feed.recoveries(),
                feed.shownTime());
    }

    private static Unusable unusable(VenueBook book) {
        return new Unusable(book.venue().value(), book.symbol(), String.valueOf(word(book.flaw())), book.why(), book.flawedSince());
    }

    private static @Nullable String word(@Nullable Flaw flaw) {
        return flaw == null ? null : flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(String symbol) {
        return shard.ask(state -> Optional.ofNullable(books.consolidated(symbol)).map(this::instrument));
    }

    private Instrument instrument(ConsolidatedBook all) {
        List<Book> shown = new ArrayList<>();
        for (int i = 0; i < all.count(); i++) {
            shown.add(book(all.book(i)));
        }
        Price reference = books.reference(all.symbol());
        return new Instrument(all.symbol(), best(all, true), best(all, false), all.hasTraded() ? new Price(all.lastPrice()).toString() : null, all.lastTime(),
                new Quantity(all.volume()).toString(), reference == null ? null : reference.toString(), shown);
    }

    private static @Nullable Level best(ConsolidatedBook all, boolean bids) {
        return all.has(bids) ? level(all.best(bids), all.quantity(bids)) : null;
    }

    private static Level level(long price, long quantity) {
        return new Level(new Price(price).toString(), new Quantity(quantity).toString());
    }

    private static Book book(VenueBook book) {
        Price last = book.levels().lastTrade();
        return new Book(book.venue().value(), levels(book.levels(), true), levels(book.levels(), false), last == null ? null : last.toString(),
                book.levels().time(),
                word(book.flaw()), book.why());
    }

    private static List<Level> levels(io.portcullis.oms.instrument.Book book, boolean bids) {
        List<Level> levels = new ArrayList<>();
        for (int level = 0; level < book.levels(bids); level++) {
            levels.add(level(book.price(bids, level), book.quantity(bids, level)));
        }
        return levels;
    }

    @Override
    public CompletionStage<Optional<List<Bar>>> bars(BarQuestion question) {
        BarDesk desk = bars;
        if (desk == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        BarInterval interval = BarInterval.of(question.interval());
        if (interval == null) {
            throw new IllegalArgumentException("no interval of bars is called " + question.interval());
        }
        return desk.bars(question.symbol(), question.venue() == null ? null : new VenueId(question.venue()), interval, question.from(), question.to(),
                question.most()).thenApply(found -> Optional.of(found.stream().map(MarketDataDesk::bar).toList()));
    }

    private static Bar bar(io.portcullis.venues.tape.Bar bar) {
        return new Bar(bar.start(), bar.tradingDay(), bar.open().toString(), bar.high().toString(), bar.low().toString(), bar.close().toString(),
                bar.volume().toString(), bar.turnover().toString(), text(bar.vwap()), bar.trades(), text(bar.bid()), text(bar.offer()), bar.isClosed());
    }

    private static @Nullable String text(@Nullable Price price) {
        return price == null ? null : price.toString();
    }
}
