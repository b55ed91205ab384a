package io.portcullis.server.cli;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.SessionEntry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One client of the flow: wishes at random, from a seed; cancels and replaces what of its own is open. */
final class FlowClient {

    /** What was sent and what came back. */
    record Counts(long sent, long accepted, long fills, long canceled, long replaced, long refused, long open) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts o) {
            return new Counts(sent + o.sent, accepted + o.accepted, fills + o.fills, canceled + o.canceled, replaced + o.replaced, refused + o.refused,
                    open + o.open);
        }

        @Override
        public String toString() {
            return "requests %d  accepted %d  fills %d  canceled %d  replaced %d  refused %d  open %d".formatted(sent, accepted, fills, canceled, replaced,
                    refused, open);
        }
    }

    private static final int MAX_OPEN = 2_000;
    private static final int AGGRESSIVE_TICKS = 8;

    private final TradingClient client;
    private final List<Instrument> instruments;
    private final SplittableRandom random;
    private final String idPrefix;
    private final Map<String, ClientRequestBody> open = new LinkedHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong fills = new AtomicLong();
    private final AtomicLong canceled = new AtomicLong();
    private final AtomicLong replaced = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile int openCount;
    private long ids;

    FlowClient(SessionEntry entry, InetSocketAddress hub, Installation installation, boolean reset, EventLoopGroup group, long seed) throws IOException {
        this.instruments = installation.instruments().all().stream().filter(i -> i.referencePrice() != null).toList();
        this.random = new SplittableRandom(seed);
        this.idPrefix = "F" + Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT) + "-";
        this.client = new TradingClient(entry.session(), hub, installation.hub().data().resolve("clients"), reset, group, this::received);
    }

    boolean awaitLogon(Duration atMost) throws InterruptedException {
        return client.awaitLogon(atMost);
    }

    @Nullable
    String problem() {
        return client.lastProblem();
    }

    Counts counts() {
        return new Counts(sent.get(), accepted.get(), fills.get(), canceled.get(), replaced.get(), refused.get(), openCount);
    }

    /** Sends the next wish, on the client's own thread. */
    void next() {
        client.loop().execute(this::wish);
    }

    private void wish() {
        if (!client.isLoggedOn()) {
            return;
        }
        sent.incrementAndGet();
        int kind = random.nextInt(100);
        if (!open.isEmpty() && (kind < 20 || open.size() > MAX_OPEN)) {
            Map.Entry<String, ClientRequestBody> order = anyOpen();
            client.send(body -> order.getValue().cancel(body, nextId(), order.getKey()));
        } else if (!open.isEmpty() && kind < 30) {
            Map.Entry<String, ClientRequestBody> order = anyOpen();
            ClientRequestBody old = order.getValue();
            ClientRequestBody changed = new ClientRequestBody(client.settings().version(), old.symbol(), old.side(), old.ordType(), old.timeInForce(),
                    quantity(), old.price(), old.stopPx(), null);
            client.send(body -> changed.replace(body, nextId(), order.getKey()));
        } else {
            ClientRequestBody order = order(kind);
            client.send(body -> order.newOrder(body, nextId()));
        }
    }

    private String nextId() {
        return idPrefix + ++ids;
    }

    private Map.Entry<String, ClientRequestBody> anyOpen() {
        List<Map.Entry<String, ClientRequestBody>> all = new ArrayList<>(open.entrySet());
        return all.get(random.nextInt(all.size()));
    }

    private ClientRequestBody order(int kind) {
        Instrument instrument = instruments.get(random.nextInt(instruments.size()));
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        if (kind >= 95) {
            return new ClientRequestBody(client.settings().version(), instrument.symbol(), side, OrdType.MARKET, TimeInForce.DAY, quantity(), null, null, null);
        }
        if (kind >= 92) {
            return stop(instrument, side, kind == 92);
        }
        TimeInForce timeInForce = kind >= 85 ? TimeInForce.IMMEDIATE_OR_CANCEL : kind >= 80 ? TimeInForce.GOOD_TILL_CANCEL : TimeInForce.DAY;
        return new ClientRequestBody(client.settings().version(), instrument.symbol(), side, OrdType.LIMIT, timeInForce, quantity(), price(instrument, side),
                null, null);
    }

    /** A few ticks behind the market, so that some are triggered as it wanders. */
    private ClientRequestBody stop(Instrument instrument, Side side, boolean isLimit) {
        Price behind = price(instrument, side.isBuy() ? Side.SELL : Side.BUY);
        return new ClientRequestBody(client.settings().version(), instrument.symbol(), side, isLimit ? OrdType.STOP_LIMIT : OrdType.STOP,
                TimeInForce.GOOD_TILL_CANCEL, quantity(), isLimit ? behind : null, behind, null);
    }

    private Quantity quantity() {
        return Quantity.of(100L * (1 + random.nextInt(random.nextInt(10) == 0 ? 100 : 10)));
    }

    /** From some ticks through the market to some ticks behind it. */
    private Price price(Instrument instrument, Side side) {
        Price reference = java.util.Objects.requireNonNull(instrument.referencePrice());
        long tick = instrument.ticks().tickAt(reference).raw();
        long offset = (random.nextInt(4 * AGGRESSIVE_TICKS) - AGGRESSIVE_TICKS) * tick;
        return new Price(Math.max(tick, reference.raw() / tick * tick + (side.isBuy() ? -offset : offset)));
    }

    private void received(FixMessage message) {
        switch (message.msgType()) {
            case "8" -> report(message);
            default -> refused.incrementAndGet();
        }
        openCount = open.size();
    }

    private void report(FixMessage m) {
        String clOrdId = m.stringOrNull(11);
        char execType = m.is(150, "F") || m.is(150, "1") || m.is(150, "2") ? 'F' : first(m.stringOrNull(m.has(150) ? 150 : 39));
        switch (execType) {
            case '0' -> accepted.incrementAndGet();
            case 'F' -> fills.incrementAndGet();
            case '4' -> canceled.incrementAndGet();
            case '5' -> replaced.incrementAndGet();
            case '8' -> refused.incrementAndGet();
            default -> {
                // pending, status and the like change no count
            }
        }
        String original = m.stringOrNull(41);
        if (clOrdId == null) {
            return;
        }
        if (m.is(39, "2") || m.is(39, "4") || m.is(39, "8") || m.is(39, "C")) {
            open.remove(clOrdId);
            open.remove(original == null ? clOrdId : original);
        } else if (execType == '0' || execType == '5') {
            open.remove(original == null ? "" : original);
            keep(clOrdId, m);
        }
    }

    private void keep(String clOrdId, FixMessage m) {
        String symbol = m.stringOrNull(55);
        Side side = Side.of(first(m.stringOrNull(54)));
        OrdType ordType = OrdType.of(first(m.stringOrNull(40)));
        TimeInForce timeInForce = TimeInForce.of(first(m.stringOrNull(59)));
        String quantity = m.stringOrNull(38);
        String price = m.stringOrNull(44);
        String stopPx = m.stringOrNull(99);
        if (symbol != null && side != null && ordType != null && timeInForce != null && quantity != null) {
            open.put(clOrdId, new ClientRequestBody(client.settings().version(), symbol, side, ordType, timeInForce, Quantity.of(quantity),
                    price == null ? null : Price.of(price), stopPx == null ? null : Price.of(stopPx), null));
        }
    }

    private static char first(@Nullable String text) {
        return text == null || text.isEmpty() ? ' ' : text.charAt(0);
    }

    void close() {
        client.close();
    }

    @Override
    public String toString() {
        return client.settings().key().value();
    }
}
