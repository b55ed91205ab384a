package io.portcullis.venues.market;

import io.portcullis.fix.sessions.marketdata.ShownBook;
import io.portcullis.fix.sessions.marketdata.ShownMarket;

/** What clients are shown: all usable books of an instrument together, each price once. Which venue shows it nobody is told. */
public final class BooksForClients implements ShownMarket {

    private final MarketBooks books;
    private final LevelBook together = new LevelBook(LevelBook.MOST_LEVELS);

    public BooksForClients(MarketBooks books) {
        this.books = books;
    }

    @Override
    public boolean knows(String symbol) {
        return books.instruments().bySymbol(symbol) != null;
    }

    @Override
    public void show(String symbol, int depth, ShownBook into) {
        ConsolidatedBook all = books.consolidated(symbol);
        if (all == null) {
            return;
        }
        if (depth == 1) {
            best(all, true, into);
            best(all, false, into);
        } else {
            all.show(together, depth);
            levels(true, depth, into);
            levels(false, depth, into);
        }
        if (all.hasTraded()) {
            into.traded(all.trades(), all.lastPrice(), all.lastQuantity(), all.lastTime());
        }
    }

    private static void best(ConsolidatedBook all, boolean bids, ShownBook into) {
        if (all.has(bids)) {
            into.add(bids, all.best(bids), all.quantity(bids));
        }
    }

    private void levels(boolean bids, int depth, ShownBook into) {
        for (int level = 0; level < Math.min(depth, together.levels(bids)); level++) {
            into.add(bids, together.price(bids, level), together.quantity(bids, level));
        }
    }
}
