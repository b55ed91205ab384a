package io.portcullis.venues.exchange;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers SecurityStatusRequest(35=e) by SecurityStatus(35=f), with the price bands as LowPx(333) and HighPx(332), and TradingSessionStatusRequest(35=g) by
 * TradingSessionStatus(35=h), which is about all instruments together; and tells whoever subscribed to them of each change. Both came with FIX 4.2.
 */
final class StatusFeed implements SimulatedExchange.Tape {

    private static final String SNAPSHOT_AND_UPDATES = "1";
    private static final String NO_MORE = "2";
    private static final String TRADING_SESSION_ID = "1";

    private final SimulatedExchange exchange;
    private final FixSession session;
    private final FixVersion version;
    /** SecurityStatusReqID(324) by Symbol(55). */
    private final Map<String, String> requestIds = new LinkedHashMap<>();
    private final FixBody body = new FixBody();
    private @Nullable String tradSesReqId;
    private Trading all = Trading.USUAL;

    StatusFeed(SimulatedExchange exchange, FixSession session) {
        this.exchange = exchange;
        this.session = session;
        this.version = session.settings().version();
        exchange.tellTrades(this);
    }

    /** 35=e. An instrument that is not traded here has SecurityTradingStatus(326)=20, unknown or invalid. */
    void securityStatusRequest(FixMessage message) throws MalformedField, IOException {
        String symbol = message.string(55);
        String id = message.string(324);
        if (message.is(263, NO_MORE)) {
            requestIds.remove(symbol);
            return;
        }
        if (message.is(263, SNAPSHOT_AND_UPDATES) && exchange.instruments().bySymbol(symbol) != null) {
            requestIds.put(symbol, id);
        }
        securityStatus(symbol, id);
    }

    /** 35=g. */
    void tradingSessionStatusRequest(FixMessage message) throws MalformedField, IOException {
        String id = message.string(335);
        if (message.is(263, NO_MORE)) {
            tradSesReqId = null;
            return;
        }
        if (message.is(263, SNAPSHOT_AND_UPDATES)) {
            tradSesReqId = id;
        }
        tradingSessionStatus(id);
    }

    /** The session is down: whoever logs on asks again. */
    void end() {
        requestIds.clear();
        tradSesReqId = null;
    }

    @Override
    public void traded(String symbol, Quantity quantity, Price price) {
        // changes no status
    }

    @Override
    public void standsAnew(String symbol) {
        String id = requestIds.get(symbol);
        if (id == null) {
            return;
        }
        try {
            securityStatus(symbol, id);
        } catch (IOException e) {
            throw new UncheckedIOException("a status can't be sent", e);
        }
    }

    /** All instruments are in that phase. */
    void allStand(Trading.Phase phase, @Nullable Auction auction) {
        all = all.in(phase, auction);
        String id = tradSesReqId;
        if (id == null) {
            return;
        }
        try {
            tradingSessionStatus(id);
        } catch (IOException e) {
            throw new UncheckedIOException("a status can't be sent", e);
        }
    }

    private void securityStatus(String symbol, String id) throws IOException {
        boolean isKnown = exchange.instruments().bySymbol(symbol) != null;
        Trading trading = exchange.engine().trading(symbol);
        body.begin("f").put(324, id).put(55, symbol).put(326, isKnown ? securityTradingStatus(trading) : 20);
        Bands bands = trading.bands();
        if (bands != null && bands.high() != null) {
            body.putDecimal(332, bands.high().raw());
        }
        if (bands != null && bands.low() != null) {
            body.putDecimal(333, bands.low().raw());
        }
        session.send(body, 0);
    }

    /** Pre-open came with FIX 4.3; before it an auction is 15, new price indication, which halts nothing. */
    private int securityTradingStatus(Trading trading) {
        return switch (trading.phase()) {
            case CONTINUOUS -> 17;
            case HALTED -> 2;
            case CALL -> version.isBefore(FixVersion.FIX43) ? 15 : 21;
        };
    }

    private void tradingSessionStatus(String id) throws IOException {
        body.begin("h").put(335, id).put(336, TRADING_SESSION_ID);
        if (!version.isBefore(FixVersion.FIX50SP1)) {
            body.put(625, tradingSessionSubId());
        }
        body.put(340, switch (all.phase()) {
            case CONTINUOUS -> 2;
            case HALTED -> 1;
            case CALL -> all.auction() == Auction.CLOSING ? 5 : 4;
        });
        session.send(body, 0);
    }

    private int tradingSessionSubId() {
        Auction auction = all.auction();
        return auction == null ? 3 : switch (auction) {
            case OPENING -> 2;
            case CLOSING -> 4;
            case INTRADAY -> 6;
        };
    }
}
