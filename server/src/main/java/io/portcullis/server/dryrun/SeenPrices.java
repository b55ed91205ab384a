package io.portcullis.server.dryrun;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The market as far as the log knows it: prices that orders were held against, and those at which they were executed. */
final class SeenPrices implements Market {

    private final Instruments instruments;
    private final Map<String, Price> last = new HashMap<>();

    /** The closes of now are not those of then. */
    SeenPrices(Instruments instruments) {
        this.instruments = new Instruments(instruments.all().stream().map(SeenPrices::withoutClose).toList());
    }

    private static Instrument withoutClose(Instrument instrument) {
        return new Instrument(instrument.symbol(), instrument.isin(), instrument.mic(), instrument.currency(), instrument.ticks(), instrument.lot(), null,
                instrument.codes(), instrument.traits());
    }

    void seen(String symbol, RiskFacts facts) {
        if (facts.referencePrice() != null) {
            last.put(symbol, facts.referencePrice());
        }
    }

    /** @param symbol of its order */
    void seen(String symbol, Event.OrderFilled fill) {
        last.put(symbol, fill.lastPx());
    }

    /** No book is in the log. */
    @Override
    public @Nullable Book book(VenueId venue, String symbol) {
        return null;
    }

    @Override
    public @Nullable Price reference(String symbol) {
        return last.get(symbol);
    }

    @Override
    public @Nullable Price lastTrade(String symbol) {
        return last.get(symbol);
    }

    @Override
    public @Nullable Price best(String symbol, boolean bids) {
        return null;
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }
}
