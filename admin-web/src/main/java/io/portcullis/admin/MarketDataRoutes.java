package io.portcullis.admin;

import io.portcullis.admin.port.MarketDataView;
import io.portcullis.admin.port.MarketDataView.Bar;
import io.portcullis.admin.port.MarketDataView.BarQuestion;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What venues show: {@code GET /api/market-data} says how each venue's market data comes and which books can't be used, and why; {@code GET /api/market-data?symbol=ACME} shows that instrument's books, best
 * prices, last trade and volume. {@code GET /api/market-data/ACME/bars?interval=1m&from=2026-11-23T09:00:00Z&to=…&venue=LIT1&limit=500} has what was traded in each minute, the oldest first; {@code next} is where to go on.
 */
final class MarketDataRoutes {

    private static final int PATIENCE_SECONDS = 10;
    private static final int ISO_DATE_LENGTH = 10;

    private final Vertx vertx;
    private final MarketDataView view;

    MarketDataRoutes(Vertx vertx, MarketDataView view) {
        this.vertx = vertx;
        this.view = view;
    }

    void addTo(Router router) {
        router.get("/api/market-data").handler(this::view);
        router.get("/api/market-data/:symbol/bars").handler(this::bars);
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

    private void bars(RoutingContext context) {
        BarQuestion question = question(context);
        Future.fromCompletionStage(view.bars(question), vertx.getOrCreateContext()).timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onSuccess(bars -> {
                    if (bars.isEmpty()) {
                        context.fail(
                                new RequestMistake(404, "symbol", question.symbol(), "has no bars: market data is not recorded, [market-data] record = no"));
                    } else {
                        Answers.json(context, 200, json(question, bars.get()));
                    }
                }).onFailure(context::fail);
    }

    private static BarQuestion question(RoutingContext context) {
        String interval = parameter(context, "interval", "1m");
        if (!MarketDataView.INTERVALS.contains(interval)) {
            throw new RequestMistake(400, "interval", interval, "must be one of " + String.join(", ", MarketDataView.INTERVALS));
        }
        long from = nanos(context, "from", "1970-01-01T00:00:00Z");
        long to = nanos(context, "to", "2200-01-01T00:00:00Z");
        if (to < from) {
            throw new RequestMistake(400, "to", parameter(context, "to", ""), "must not be before from");
        }
        String limit = parameter(context, "limit", "500");
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MarketDataView.MOST_BARS) {
            throw new RequestMistake(400, "limit", limit, "must be a whole number from 1 to " + MarketDataView.MOST_BARS);
        }
        String venue = parameter(context, "venue", "");
        return new BarQuestion(context.pathParam("symbol"), venue.isEmpty() ? null : venue, interval, from, to, Integer.parseInt(limit));
    }

    private static String parameter(RoutingContext context, String name, String otherwise) {
        return context.queryParam(name).isEmpty() ? otherwise : context.queryParam(name).getFirst();
    }

    /** A time, or a date for its midnight UTC. */
    private static long nanos(RoutingContext context, String name, String otherwise) {
        String text = parameter(context, name, otherwise);
        try {
            Instant time = text.length() == ISO_DATE_LENGTH ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), time.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new RequestMistake(400, name, text, "must be a time in UTC such as 2026-11-23T09:00:00Z, or a date");
        }
    }

    /** A full page names the time from which the next one begins. */
    private static JsonObject json(BarQuestion question, List<Bar> bars) {
        boolean isFull = bars.size() >= question.most();
        return new JsonObject().put("symbol", question.symbol()).put("venue", question.venue()).put("interval", question.interval())
                .put("bars", ConsoleJson.array(bars, MarketDataRoutes::json)).put("next", isFull ? time(bars.getLast().time() + 1) : null);
    }

    private static JsonObject json(Bar b) {
        return new JsonObject().put("time", time(b.time())).put("tradingDay", b.tradingDay().toString()).put("open", b.open()).put("high", b.high())
                .put("low", b.low()).put("close", b.close()).put("volume", b.volume()).put("turnover", b.turnover()).put("vwap", b.vwap())
                .put("trades", b.trades()).put("bid", b.bid()).put("offer", b.offer()).put("closed", b.isClosed());
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
