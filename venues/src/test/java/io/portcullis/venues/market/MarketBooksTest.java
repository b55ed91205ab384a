package io.portcullis.venues.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketBooksTest {

    private static final VenueId LIT1 = new VenueId("LIT1");
    private static final VenueId LIT2 = new VenueId("LIT2");

    private final MarketBooks books = new MarketBooks(instruments("ACME"));
    private final FixMarketData lit1 = new FixMarketData(LIT1, books, true, false);
    private final FixMarketData lit2 = new FixMarketData(LIT2, books, true, false);

    private static Instruments instruments(String symbol) {
        return new Instruments(List.of(new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null)));
    }

    /** Entries such as {@code 0 10.01 500}: type, price, size. */
    private static FixMessage snapshot(String symbol, String... entries) {
        StringBuilder text = new StringBuilder(
                "8=FIX.4.4|9=0|35=W|34=2|49=V|56=H|52=20260102-09:00:00.000|262=MD1|55=" + symbol + "|268=" + entries.length + "|");
        for (String entry : entries) {
            String[] words = entry.split(" ");
            text.append("269=").append(words[0]).append('|');
            if (words.length > 1) {
                text.append("270=").append(words[1]).append('|');
            }
            if (words.length > 2) {
                text.append("271=").append(words[2]).append('|');
            }
        }
        return FixMessage.of(text.append("10=000|").toString().replace('|', '\u0001'));
    }

    @Test
    void aReferencePriceIsAsOldAsTheTradeOrAsTheLastSignOfLifeOfTheVenueThatShowsTheQuotes() {
        long[] now = {100};
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now[0]);
        FixMarketData data = new FixMarketData(LIT1, timed, true, false);
        assertNull(timed.referenceSince("ACME", 0));
        timed.traded("ACME", Price.of("10"));
        assertEquals(Price.of("10"), timed.referenceSince("ACME", 100));
        assertNull(timed.referenceSince("ACME", 101));
        now[0] = 200;
        data.read(snapshot("ACME", "0 10.10 500", "1 10.30 500"));
        assertEquals(Price.of("10.2"), timed.referenceSince("ACME", 200), "the trade is older");
        assertEquals(Price.of("10"), timed.referenceSince("ACME", 100));
        assertNull(timed.referenceSince("ACME", 201));
        now[0] = 300;
        timed.shown(LIT1, "OTHER");
        assertEquals(Price.of("10.2"), timed.referenceSince("ACME", 300), "quotes stand until the venue says otherwise");
        assertEquals(Price.of("10"), timed.reference("ACME"));
        timed.forget(LIT1);
        assertNull(timed.referenceSince("ACME", 300));
    }

    /** It may be of yesterday. */
    @Test
    void theFirstTradeThatAVenueShowsIsNoYoungPrice() {
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> 200);
        FixMarketData data = new FixMarketData(LIT1, timed, true, false);
        data.read(snapshot("ACME", "2 10"));
        assertEquals(Price.of("10"), timed.reference("ACME"));
        assertNull(timed.referenceSince("ACME", 100));
        data.read(snapshot("ACME", "2 10.01"));
        assertEquals(Price.of("10.01"), timed.referenceSince("ACME", 100));
    }

    private static String text(Book book) {
        StringBuilder text = new StringBuilder();
        for (boolean bids : new boolean[]{true, false}) {
            for (int level = 0; level < book.levels(bids); level++) {
                text.append(bids ? "bid " : "ask ").append(new Quantity(book.quantity(bids, level))).append('@').append(new Price(book.price(bids, level)))
                        .append(' ');
            }
        }
        return text.toString().trim();
    }

    private String bookOf(VenueId venue) {
        Book book = books.book(venue, "ACME");
        assertNotNull(book);
        return text(book);
    }

    @Test
    void aSnapshotReplacesWhatWasKnown() {
        assertTrue(lit1.read(snapshot("ACME", "0 10.01 500", "0 10.00 100", "1 10.03 200")));
        lit1.read(snapshot("ACME", "0 10.02 50", "1 10.04 70"));

        assertEquals("bid 50@10.02 ask 70@10.04", bookOf(LIT1));
    }

    @Test
    void levelsComeInAnyOrderAndOrdersOfOnePriceAddUp() {
        lit1.read(snapshot("ACME", "1 10.05 1", "1 10.03 2", "1 10.04 3", "1 10.03 4", "0 9.99 5", "0 10.01 6"));

        assertEquals("bid 6@10.01 bid 5@9.99 ask 6@10.03 ask 3@10.04 ask 1@10.05", bookOf(LIT1));
    }

    @Test
    void beyondTheKeptDepthTheWorstLevelsAreLost() {
        LevelBook book = new LevelBook();
        for (int i = 0; i < 30; i++) {
            book.add(false, (i * 7 % 30 + 1) * 1_00000000L, 1_00000000L);
        }

        assertEquals(LevelBook.DEPTH, book.levels(false));
        assertEquals(1_00000000L, book.price(false, 0));
        assertEquals(10_00000000L, book.price(false, 9));
    }

    @Test
    void aLevelWithoutQuantityIsNone() {
        lit1.read(snapshot("ACME", "0 0 0", "1 10.03 0", "1 10.04 10", "0 9.99 -5"));

        assertEquals("ask 10@10.04", bookOf(LIT1));
    }

    @Test
    void aSnapshotThatCanNotBeReadLeavesAnEmptyBook() {
        lit1.read(snapshot("ACME", "0 10.01 500", "1 10.03 500"));
        lit1.read(snapshot("ACME", "0 10.01 500", "1 cheap 500"));

        assertEquals("", bookOf(LIT1));
    }

    @Test
    void symbolsThatAreNoInstrumentsOfOursAreNotKept() {
        assertTrue(lit1.read(snapshot("OTHER", "0 10.01 500")));

        assertNull(books.book(LIT1, "OTHER"));
    }

    @Test
    void theReferenceIsTheLastTradeElseTheMiddleOfTheBestQuotesElseNothing() {
        assertNull(books.reference("ACME"));
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        assertEquals(Price.of("10.03"), books.reference("ACME"));
        lit2.read(snapshot("ACME", "0 10.02 500", "1 10.08 500"));
        assertEquals(Price.of("10.04"), books.reference("ACME"));
        lit2.read(snapshot("ACME", "0 10.02 500", "1 10.08 500", "2 10.07"));
        assertEquals(Price.of("10.07"), books.reference("ACME"));
        lit1.read(snapshot("ACME", "2 0"));
        assertEquals(Price.of("10.07"), books.reference("ACME"));
    }

    @Test
    void oneSideAloneGivesNoReference() {
        lit1.read(snapshot("ACME", "0 10.00 500"));

        assertNull(books.reference("ACME"));
    }

    @Test
    void aVenueThatIsGoneShowsNothing() {
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        lit2.read(snapshot("ACME", "0 9.00 500", "1 10.00 500"));

        lit2.disconnected();

        assertNull(books.book(LIT2, "ACME"));
        assertEquals(Price.of("10.03"), books.reference("ACME"));
    }

    @Test
    void aReloadBringsOtherInstruments() {
        books.instruments(instruments("NEW"));

        assertNotNull(books.instruments().bySymbol("NEW"));
        assertNull(books.instruments().bySymbol("ACME"));
    }

    @Test
    void messagesAboutOrdersAreNotMarketData() {
        FixMessage report = FixMessage.of("8=FIX.4.4|9=0|35=8|34=2|10=000|".replace('|', '\u0001'));

        assertFalse(lit1.read(report));
    }

    @Test
    void aTradeThatAVenueShowsAgainWithAnotherQuoteIsNotTheLastOne() {
        lit1.read(snapshot("ACME", "2 10.00"));
        lit2.read(snapshot("ACME", "2 9.00"));
        assertEquals(Price.of("10.00"), books.lastTrade("ACME"), "how old the other is nobody says");
        lit1.read(snapshot("ACME", "2 10.50"));
        lit2.read(snapshot("ACME", "0 9.99 100", "2 9.00"));
        assertEquals(Price.of("10.50"), books.lastTrade("ACME"));
        assertEquals(Price.of("9.00"), books.book(LIT2, "ACME").lastTrade());
        lit2.disconnected();
        lit2.read(snapshot("ACME", "2 9.00"));
        assertEquals(Price.of("10.50"), books.lastTrade("ACME"));
        lit2.read(snapshot("ACME", "2 9.01"));
        assertEquals(Price.of("9.01"), books.lastTrade("ACME"));
    }

    @Test
    void tradesAtOnePriceAreToldApartByTheirQuantities() {
        lit2.read(snapshot("ACME", "2 9.00 100"));
        lit1.read(snapshot("ACME", "2 9.50"));
        lit1.read(snapshot("ACME", "2 10.00"));
        lit2.read(snapshot("ACME", "2 9.00 200"));
        assertEquals(Price.of("9.00"), books.lastTrade("ACME"));
    }
}
