package io.portcullis.admin;

import io.portcullis.admin.port.MarketDataView;
import io.portcullis.admin.port.MarketDataView.Book;
import io.portcullis.admin.port.MarketDataView.Feed;
import io.portcullis.admin.port.MarketDataView.Instrument;
import io.portcullis.admin.port.MarketDataView.Level;
import io.portcullis.admin.port.MarketDataView.Unusable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What venues show: {@code GET /api/market-data} says how each venue's market data comes and which books can't be used, and why; {@code GET /api/market-data?symbol=ACME} shows that instrument's books, best
 * prices, last trade and volume.
 */
final class MarketDataRoutes {

    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;
    private final MarketDataView view;

    MarketDataRoutes(Vertx vertx, MarketDataView view) {
        this.vertx = vertx;
        this.view = view;
    }

    void addTo(Router router) {
        router.get("/api/market-data").handler(this::view);
    }

    private void view(RoutingContext context) {
        if (context.queryParam("symbol").isEmpty()) {
            Future.fromCompletionStage(view.overview(), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .onSuccess(all -> Answers.json(context, 200,
                            new JsonObject().put("venues", ConsoleJson.array(all.feeds(), MarketDataRoutes::json)).put("unusable",
                                    ConsoleJson.array(all.unusable(), MarketDataRoutes::json))))
                    .onFailure(context::fail);
            return;
        }
        String symbol = context.queryParam("symbol").getFirst();
        Future.fromCompletionStage(view.instrument(symbol), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(one -> {
                    if (one.isEmpty()) {
                        context.fail(new RequestMistake(404, "symbol", symbol, "must be an instrument of which a venue has shown something"));
                    } else {
                        Answers.json(context, 200, json(one.get()));
                    }
                }).onFailure(context::fail);
    }

    private static JsonObject json(Feed f) {
        return new JsonObject().put("venue", f.venue()).put("mode", f.mode()).put("books", f.books()).put("unusable", f.unusable()).put("updates", f.updates())
                .put("recoveries", f.recoveries()).put("time", time(f.shownTime()));
    }

    private static JsonObject json(Unusable u) {
        return new JsonObject().put("venue", u.venue()).put("symbol", u.symbol()).put("flaw", u.flaw()).put("why", u.why()).put("since", time(u.since()));
    }

    private static JsonObject json(Instrument i) {
        Level bid = i.bid();
        Level offer = i.offer();
        return new JsonObject().put("symbol", i.symbol()).put("bid", bid == null ? null : json(bid)).put("offer", offer == null ? null : json(offer))
                .put("lastTrade", i.lastTrade()).put("lastTradeTime", time(i.lastTradeTime())).put("volume", i.volume()).put("reference", i.reference())
                .put("books", ConsoleJson.array(i.books(), MarketDataRoutes::json));
    }

    private static JsonObject json(Book b) {
        return new JsonObject().put("venue", b.venue()).put("usable", b.flaw() == null).put("flaw", b.flaw()).put("why", b.why())
                .put("bids", ConsoleJson.array(b.bids(), MarketDataRoutes::json)).put("offers", ConsoleJson.array(b.offers(), MarketDataRoutes::json))
                .put("lastTrade", b.lastTrade()).put("time", time(b.time()));
    }

    private static JsonObject json(Level l) {
        return new JsonObject().put("price", l.price()).put("quantity", l.quantity());
    }

    private static @Nullable String time(long epochNanos) {
        return epochNanos == 0 ? null : Instant.ofEpochSecond(0, epochNanos).toString();
    }
}
