package io.portcullis.venues.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.venues.exchange.ExchangeReport.CancelReject;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import io.portcullis.venues.ouch.OuchCodec;
import io.portcullis.venues.ouch.OuchException;
import io.portcullis.venues.ouch.OuchMessage;
import io.portcullis.venues.ouch.OuchReasons;
import io.portcullis.venues.ouch.OuchTerms;
import io.portcullis.venues.soup.SoupClient;
import io.portcullis.venues.soup.SoupServer;
import io.portcullis.venues.soup.SoupStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the exchange speaks OUCH 4.2 with its client, over SoupBinTCP: as the protocol says, it ignores a token that it knows, and requests about orders that are over; a replace
 * that it can't do cancels the order; an execution that is taken back opens nothing again. Its messages are kept, and sent again to a client that asks for them. On the
 * exchange's loop.
 */
public final class OuchFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OuchFront.class);
    private static final String MESSAGES = "ouch-messages.bin";
    private static final int BUFFER_BYTES = 128;
    private static final int MARKS_OF_A_REPORT = 2;
    private static final int MOST_SHARES = 999_999;
    private static final int OTHER = 99;
    private static final int ID_BITS = 22;
    private static final char LIVE = 'L';
    private static final char OVER = 'D';
    private static final char TAKEN_BACK = 'S';

    /** With what the client logs in. */
    public record Login(String username, String password) {
    }

    /** What of the exchange it needs. @param requests takes one @param guarded runs work whose failure stops the exchange */
    record Behind(Consumer<ExchangeRequest> requests, Consumer<Runnable> guarded, Consumer<Throwable> onFailure) {
    }

    private final SimulatedExchange exchange;
    private final String owner;
    private final EventLoop loop;
    private final InstantSource clock;
    private final Behind behind;
    private final SoupStore store;
    private final SoupServer.Settings settings;
    private final ByteBuf buffer = Unpooled.buffer(BUFFER_BYTES);
    /** Shares that the client takes to be open, by OrderID(37). */
    private final Map<String, Integer> open = new HashMap<>();
    /** By ExecID(17). */
    private final Map<String, Long> matches = new HashMap<>();
    private @Nullable SoupServer server;
    private boolean isAskedToReduce;
    private boolean isGoingOn;

    OuchFront(SimulatedExchange exchange, SimulatedVenue.Settings venue, Login login, EventLoop loop, InstantSource clock, Behind behind) throws IOException {
        this.exchange = exchange;
        this.owner = venue.clientCompId();
        this.loop = loop;
        this.clock = clock;
        this.behind = behind;
        this.store = SoupStore.open(venue.directory().resolve(MESSAGES), sessionName(clock.millis()));
        this.settings = new SoupServer.Settings(venue.address(), login.username, login.password, SoupClient.Settings.HEARTBEAT, SoupClient.Settings.SILENCE);
    }

    private static String sessionName(long millis) {
        String text = Long.toString(millis, 36).toUpperCase(Locale.ROOT);
        return text.substring(Math.max(0, text.length() - 10));
    }

    void listen() throws IOException {
        server = new SoupServer(loop, settings, store, this::request, behind.onFailure);
    }

    InetSocketAddress localAddress() {
        return Objects.requireNonNull(server).localAddress();
    }

    void disconnect(String why) {
        SoupServer listening = server;
        if (listening != null) {
            listening.disconnect(why);
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        store.close();
    }

    // What the client wants

    private void request(ByteBuf payload) {
        OuchMessage.ToHost request;
        try {
            request = OuchCodec.readToHost(payload);
        } catch (OuchException e) {
            LOG.warn("{} sends what is no OUCH, which is ignored: {}", owner, e.getMessage());
            return;
        }
        behind.guarded.accept(() -> {
            switch (request) {
                case OuchMessage.EnterOrder m -> enter(m);
                case OuchMessage.ReplaceOrder m -> replace(m);
                case OuchMessage.CancelOrder m -> cancel(m);
            }
        });
    }

    private void enter(OuchMessage.EnterOrder m) {
        Side side = OuchTerms.side(m.terms().side());
        int shares = m.terms().shares();
        if (exchange.order(owner, m.token()) != null) {
            LOG.info("{} sends order {} again, which is ignored", owner, m.token());
        } else if (side == null || shares <= 0 || shares > MOST_SHARES || m.terms().price() <= 0) {
            char why = side == null ? OuchReasons.OTHER : m.terms().price() <= 0 ? OuchReasons.INVALID_PRICE : 'Z';
            append(new OuchMessage.Rejected(time(), m.token(), why), 0);
        } else {
            behind.requests.accept(new ExchangeRequest.NewOrder(owner, m.token(), m.terms().stock(), side, OuchTerms.conditions(m.terms(), now())));
        }
    }

    private void replace(OuchMessage.ReplaceOrder m) {
        ExchangeOrder order = exchange.order(owner, m.existingToken());
        if (order == null || !order.isOpen() || !order.clOrdId.equals(m.existingToken()) || exchange.order(owner, m.token()) != null) {
            LOG.info("{} asks to replace order {}, which is ignored", owner, m.existingToken());
        } else if (m.shares() <= 0 || m.shares() > MOST_SHARES || m.price() <= 0) {
            exchange.cancelUnsolicited(order.orderId, "its replacement is invalid");
        } else {
            behind.requests.accept(new ExchangeRequest.Replace(owner, m.token(), m.existingToken(), OuchTerms.quantity(m.shares()), OuchTerms.price(m.price()),
                    null, null));
        }
    }

    private void cancel(OuchMessage.CancelOrder m) {
        ExchangeOrder order = exchange.order(owner, m.token());
        if (order == null || !order.isOpen() || !order.clOrdId.equals(m.token()) || m.shares() < 0) {
            LOG.info("{} asks to cancel order {}, which is ignored", owner, m.token());
            return;
        }
        Quantity wanted = OuchTerms.quantity(m.shares());
        if (!wanted.exceeds(order.cumQty)) {
            behind.requests.accept(new ExchangeRequest.Cancel(owner, "X" + m.token(), m.token()));
        } else if (order.orderQty.exceeds(wanted)) {
            isAskedToReduce = true;
            exchange.restate(order, order.orderQty.minus(wanted));
            isAskedToReduce = false;
        }
    }

    // What the exchange says

    /** Reports of before: those that were not told are told now. @param reports all of the journal */
    void goOnWith(List<Execution> reports) {
        long told = store.lastMark();
        isGoingOn = true;
        for (int line = 1; line <= reports.size(); line++) {
            tell(reports.get(line - 1), line, told);
        }
        isGoingOn = false;
        List.copyOf(exchange.engine().openOrders()).forEach(this::keepClosed);
    }

    /** @param line of the report in the journal; 0 for none */
    void tell(ExchangeReport report, long line) {
        tell(report, line, 0);
    }

    private void tell(ExchangeReport report, long line, long told) {
        switch (report) {
            case Execution e -> tell(e, line * MARKS_OF_A_REPORT, told);
            case CancelReject e -> tell(e);
        }
    }

    /** A message whose mark is not above {@code told} was appended before. */
    private void append(OuchMessage.FromHost message, long mark, long told) {
        if (mark == 0 || mark > told) {
            append(message, mark);
        }
    }

    private void append(OuchMessage.FromHost message, long mark) {
        try {
            OuchCodec.write(message, buffer.clear());
            store.append(buffer, mark);
        } catch (IOException e) {
            throw new UncheckedIOException("a message can't be kept", e);
        }
        SoupServer listening = server;
        if (listening != null) {
            listening.more();
        }
    }

    private void tell(Execution e, long mark, long told) {
        OrderFacts o = e.order();
        switch (e.execType()) {
            case NEW -> {
                open.put(o.orderId(), shares(o.leavesQty()));
                append(new OuchMessage.Accepted(time(), e.clOrdId(), terms(o), number(o.orderId()), LIVE), mark, told);
            }
            case REPLACED -> {
                open.put(o.orderId(), shares(o.leavesQty()));
                append(new OuchMessage.Replaced(time(), e.clOrdId(), terms(o), number(o.orderId()), o.leavesQty().isZero() ? OVER : LIVE,
                        e.origClOrdId() == null ? "" : e.origClOrdId()), mark, told);
            }
            case TRADE -> trade(e, mark, told);
            case TRADE_CANCEL -> {
                append(new OuchMessage.BrokenTrade(time(), e.clOrdId(), matchOf(e.execRefId()), TAKEN_BACK), mark, told);
                keepClosed(exchange.order(owner, e.clOrdId()));
            }
            case TRADE_CORRECT -> correct(e, mark, told);
            case CANCELED, EXPIRED -> canceled(e, open.getOrDefault(o.orderId(), 0), reasonOf(e), mark, told);
            case RESTATED -> canceled(e, open.getOrDefault(o.orderId(), 0) - shares(o.leavesQty()),
                    isAskedToReduce ? OuchReasons.USER_REQUESTED : OuchReasons.SUPERVISORY, mark, told);
            case REJECTED -> {
                if (!isOfKnownToken(e)) {
                    append(new OuchMessage.Rejected(time(), e.clOrdId(), rejectionOf(e)), mark, told);
                }
            }
            case ORDER_STATUS, TRIGGERED, DONE_FOR_DAY, PENDING_CANCEL, PENDING_NEW, PENDING_REPLACE, STOPPED, SUSPENDED, CALCULATED -> {
                // OUCH has no words for it
            }
        }
    }

    private void trade(Execution e, long mark, long told) {
        Last last = Objects.requireNonNull(e.last());
        if (e.leg() != null) {
            return;
        }
        long match = number(last.trdMatchId() == null ? e.execId() : last.trdMatchId());
        matches.put(e.execId(), match);
        open.merge(e.order().orderId(), -shares(last.quantity()), Integer::sum);
        append(new OuchMessage.Executed(time(), e.clOrdId(), shares(last.quantity()), price(last.price()), liquidity(last), match), mark, told);
    }

    /** For more shares than before, it leaves less open. */
    private void correct(Execution e, long mark, long told) {
        Last last = Objects.requireNonNull(e.last());
        long match = matchOf(e.execRefId());
        matches.put(e.execId(), match);
        append(new OuchMessage.TradeCorrection(time(), e.clOrdId(), shares(last.quantity()), price(last.price()), liquidity(last), match, TAKEN_BACK), mark,
                told);
        int less = open.getOrDefault(e.order().orderId(), 0) - shares(e.order().leavesQty());
        if (less > 0) {
            canceled(e, less, OuchReasons.SUPERVISORY, mark + 1, told);
        }
        keepClosed(exchange.order(owner, e.clOrdId()));
    }

    private void canceled(Execution e, int less, char reason, long mark, long told) {
        if (less > 0) {
            open.merge(e.order().orderId(), -less, Integer::sum);
            String token = e.origClOrdId() == null ? e.clOrdId() : e.origClOrdId();
            append(new OuchMessage.Canceled(time(), token, less, reason), mark, told);
        }
    }

    /** What was executed and taken back would be open again at this exchange; its client is told of no such thing. */
    private void keepClosed(@Nullable ExchangeOrder order) {
        if (isGoingOn || order == null || !order.isOpen() || !order.owner.equals(owner)) {
            return;
        }
        Quantity told = OuchTerms.quantity(Math.max(0, open.getOrDefault(order.orderId, 0)));
        if (order.leavesQty().exceeds(told) && told.isPositive()) {
            exchange.restate(order, order.leavesQty().minus(told));
        }
    }

    private void tell(CancelReject e) {
        if (e.isForReplace() && e.cxlRejReason() == OTHER) {
            loop.execute(() -> behind.guarded.accept(() -> exchange.cancelUnsolicited(e.orderId(), "its replacement is invalid: " + e.text())));
        } else if (!e.isForReplace() && exchange.order(owner, e.origClOrdId()) instanceof ExchangeOrder order && order.isOpen()) {
            append(new OuchMessage.CancelReject(time(), e.origClOrdId()), 0);
        }
    }

    private static boolean isOfKnownToken(Execution e) {
        return e.text() != null && e.text().contains("was used before");
    }

    private static char reasonOf(Execution e) {
        String text = e.text() == null ? "" : e.text();
        if (e.execType() == ExecType.EXPIRED) {
            return OuchReasons.TIMEOUT;
        }
        if (e.origClOrdId() != null) {
            return OuchReasons.USER_REQUESTED;
        }
        if (e.order().timeInForce().isImmediate()) {
            return OuchReasons.IMMEDIATE;
        }
        return text.contains("halted") ? OuchReasons.HALTED : text.contains("operator") ? OuchReasons.SUPERVISORY : OuchReasons.SYSTEM;
    }

    private static char rejectionOf(Execution e) {
        String text = e.text() == null ? "" : e.text();
        return text.contains("is not traded here") ? OuchReasons.INVALID_STOCK
                : text.contains("halted") ? OuchReasons.HALTED
                        : text.startsWith("Price(44)") ? OuchReasons.INVALID_PRICE : OuchReasons.OTHER;
    }

    private static OuchMessage.Terms terms(OrderFacts o) {
        Price price = o.price();
        return new OuchMessage.Terms(OuchTerms.codeOf(o.side()), shares(o.leavesQty()), o.symbol(), price == null ? 0 : price(price),
                o.timeInForce().isImmediate() ? 0 : OuchTerms.MARKET_HOURS, "", o.extras().postOnly() ? 'P' : 'Y', 'A', 'N',
                o.extras().minQty() == null ? 0 : shares(o.extras().minQty()), 'N');
    }

    private static char liquidity(Last last) {
        return switch (last.liquidity()) {
            case ADDED -> 'A';
            case AUCTION -> 'C';
            case REMOVED, UNSAID -> 'R';
        };
    }

    private long matchOf(@Nullable String execId) {
        return execId == null ? 0 : matches.getOrDefault(execId, number(execId));
    }

    /** Of the exchange's own ids, which are a time and a count. */
    private static long number(String id) {
        int dash = id.indexOf('-');
        return (Long.parseLong(id.substring(0, dash), 36) << ID_BITS) + Long.parseLong(id.substring(dash + 1));
    }

    private static int shares(Quantity quantity) {
        return OuchTerms.sharesOf(quantity);
    }

    private static int price(Price price) {
        return OuchTerms.priceOf(price);
    }

    private long now() {
        return clock.millis() * 1_000_000L;
    }

    /** Nanoseconds since midnight, UTC. */
    private long time() {
        return LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC).toNanoOfDay();
    }
}
