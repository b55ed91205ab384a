package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.risk.RiskSettings;
import io.portcullis.server.settings.LiveRate;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.market.VenueBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveRatesTest {

    private static final VenueId FXV = new VenueId("FXV");
    private static final Map<String, LiveRate> SOURCES = Map.of("EUR", new LiveRate("EUR/USD", false), "JPY", new LiveRate("USD/JPY", true));

    private Instant now = Instant.ofEpochSecond(1_795_000_000);
    private int counted;
    private final List<String> alerts = new ArrayList<>();
    private final MarketBooks books = new MarketBooks(new Instruments(List.of()), () -> TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()));
    private final PreTradeRisk risk = new PreTradeRisk(Accounts.of(List.of()), settings("1.10", "0.0066"));
    private final LiveRates rates = new LiveRates(books, risk, settings("1.10", "0.0066"), SOURCES, new LiveRate.Terms(Duration.ofMinutes(1), 10, 1_000),
            () -> counted++, () -> now, alerts::add);

    private static RiskSettings settings(String eur, String jpy) {
        return new RiskSettings(500, new CurrencyRates("USD", Map.of("EUR", new BigDecimal(eur), "JPY", new BigDecimal(jpy), "CHF", new BigDecimal("1.13"))));
    }

    private void quotes(String symbol, String bid, String offer) {
        VenueBook book = books.bookOf(books.feed(FXV), symbol, LevelBook.DEPTH);
        book.toFill().clear();
        book.toFill().add(true, Price.of(bid).raw(), 100);
        book.toFill().add(false, Price.of(offer).raw(), 100);
        books.complete(book);
    }

    private String inForce(String currency) {
        return String.valueOf(risk.settingsInForce().rates().inBase().get(currency)).replaceAll("0+$", "");
    }

    private void after(int seconds) {
        now = now.plusSeconds(seconds);
        rates.turn();
    }

    @Test
    void theMiddleOfTheMarketIsTheRateAndWhatIsOpenIsReckonedAnewWhenItHasMoved() {
        after(1);
        assertEquals("1.1 0.0066 1.13 0", inForce("EUR") + " " + inForce("JPY") + " " + inForce("CHF") + " " + counted);
        quotes("EUR/USD", "1.1100", "1.1102");
        quotes("USD/JPY", "149.9", "150.1");
        after(1);
        assertEquals("1.1101 0.006666666667 1", inForce("EUR") + " " + inForce("JPY") + " " + counted);
        quotes("EUR/USD", "1.1105", "1.1107");
        after(1);
        assertEquals("1.1101 1", inForce("EUR") + " " + counted, "less than a tenth of a per cent");
        quotes("EUR/USD", "1.1115", "1.1117");
        after(1);
        assertEquals("1.1116 2", inForce("EUR") + " " + counted);
        assertEquals(List.of(), alerts);
    }

    @Test
    void quotesThatAreOldAreNoRateAndTheFilesRateCountsAgain() {
        quotes("EUR/USD", "1.1100", "1.1102");
        after(60);
        assertEquals("1.1101", inForce("EUR"));
        after(1);
        assertEquals("1.1 2", inForce("EUR") + " " + counted);
        assertEquals(List.of("the rate of EUR is that of currency-rates.csv again, 1.1: no quotes of EUR/USD for 60 s"), alerts);
        after(1);
        assertEquals(2, counted);
        quotes("EUR/USD", "1.1100", "1.1102");
        books.forget(FXV);
        after(1);
        assertEquals("1.1", inForce("EUR"), "nor are those of a venue that is gone");
    }

    @Test
    void aQuoteByMistakeIsNotBelievedAndAPersonIsToldOnce() {
        quotes("EUR/USD", "1.1100", "1.1102");
        after(1);
        quotes("EUR/USD", "11.100", "11.102");
        after(1);
        after(1);
        assertEquals("1.1", inForce("EUR"));
        assertEquals(List.of("the rate of EUR stays that of currency-rates.csv, 1.1: EUR/USD says 11.101, which is more than 10% away (live-rates-within)"),
                alerts);
        quotes("EUR/USD", "1.1100", "1.1102");
        after(1);
        assertEquals("1.1101", inForce("EUR"));
    }

    @Test
    void aChangedFileIsTakenOnUnderTheLiveRatesThatAreNearEnough() {
        quotes("EUR/USD", "1.1100", "1.1102");
        after(1);
        rates.become(Accounts.of(List.of()), settings("1.12", "0.0070"), SOURCES);
        assertEquals("1.1101 0.007 2", inForce("EUR") + " " + inForce("JPY") + " " + counted);
        rates.become(Accounts.of(List.of()), settings("1.50", "0.0070"), SOURCES);
        assertEquals("1.5", inForce("EUR"));
        rates.become(Accounts.of(List.of()), settings("1.10", "0.0070"), Map.of());
        after(1);
        assertEquals("1.1", inForce("EUR"));
        assertTrue(alerts.size() <= 1, alerts::toString);
    }
}
