package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstrumentTableTest {

    private static final String ALL = "select symbol, reference_price, to_char(valid_from at time zone 'UTC', 'HH24:MI'), to_char(valid_to at time zone 'UTC', 'HH24:MI')"
            + " from instrument order by symbol, valid_from";

    private TestDatabase database;
    private InstrumentTable table;
    private volatile Instant now = Instant.parse("2026-11-20T08:00:00Z");

    @BeforeEach
    void open() throws IOException {
        database = new TestDatabase();
        database.database.open();
        table = new InstrumentTable(database.database, () -> now);
    }

    @AfterEach
    void close() {
        table.close();
        database.close();
    }

    @Test
    void aReloadEndsWhatItChangesAndKeepsIt() {
        loaded("08:00", instrument("AAPL", "230"), instrument("MSFT", "428"), instrument("IBM", null));
        loaded("09:00", instrument("AAPL", "231.5"), instrument("MSFT", "428"));
        loaded("10:00", instrument("AAPL", "231.5"), instrument("MSFT", "428"));
        loaded("11:00", instrument("AAPL", "231.5"), instrument("MSFT", "428"), instrument("IBM", "208.95"));

        is(List.of("AAPL | 230.00000000 | 08:00 | 09:00", "AAPL | 231.50000000 | 09:00 | ", "IBM |  | 08:00 | 09:00", "IBM | 208.95000000 | 11:00 | ",
                "MSFT | 428.00000000 | 08:00 | "));
        assertEquals(List.of("AAPL | US0378331005 | XNAS | USD | 1.00000000 | 0:0.0001 1:0.01"),
                database.rows("select symbol, isin, mic, currency, lot, ticks from instruments where symbol = 'AAPL'"));
    }

    @Test
    void aClockThatWasSetBackKeepsTheOrderOfVersions() {
        loaded("10:00", instrument("AAPL", "230"));
        loaded("09:00", instrument("AAPL", "231"));

        is(List.of("AAPL | 230.00000000 | 10:00 | 10:00", "AAPL | 231.00000000 | 10:00 | "));
        assertEquals("0", database.ask("select count(*) from instrument where valid_to <= valid_from"));
    }

    private void loaded(String time, Instrument... instruments) {
        now = Instant.parse("2026-11-20T" + time + ":00Z");
        table.inForce(new Instruments(Arrays.asList(instruments)));
    }

    private void is(List<String> rows) {
        Waiting.until(() -> database.rows(ALL).equals(rows), () -> database.rows(ALL));
    }

    private static Instrument instrument(String symbol, String reference) {
        return new Instrument(symbol, "US0378331005", "XNAS", "USD",
                new TickTable(List.of(new TickTable.Band(Price.of("0"), Price.of("0.0001")), new TickTable.Band(Price.of("1"), Price.of("0.01")))),
                Quantity.of(1),
                reference == null ? null : Price.of(reference));
    }
}
