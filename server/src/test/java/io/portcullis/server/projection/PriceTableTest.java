package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Ratio;
import io.portcullis.risk.metrics.CloseSeries;
import io.portcullis.server.projection.PriceTable.Breach;
import io.portcullis.server.projection.PriceTable.Close;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceTableTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final LocalDate FRIDAY = MONDAY.plusDays(4);
    private static final LocalDate TODAY = MONDAY.plusDays(7);

    private TestDatabase database;
    private PriceTable table;
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    @BeforeEach
    void open() throws IOException {
        database = new TestDatabase();
        database.database.open();
        table = new PriceTable(database.database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Close close(String symbol, LocalDate day, String close) {
        return new Close(symbol, day, new BigDecimal(close), null);
    }

    private void enter(Close... closes) throws IOException {
        now = now.plusSeconds(1);
        table.enter(List.of(closes), TODAY, "ann", "a test");
    }

    /** Of which the database knows nothing, as while it is built anew. */
    private final List<CorporateAction> applied = new ArrayList<>();

    private static String text(CloseSeries series) {
        return series.toString();
    }

    @Test
    void closesAreReplacedByThoseThatAreEnteredLater() throws IOException {
        enter(close("IBM", MONDAY, "200"), close("IBM", TUESDAY, "202"), close("KO", MONDAY, "60"));
        enter(close("IBM", MONDAY, "201"));

        assertEquals(List.of("IBM 2026-11-16 201.0, 2026-11-17 202.0", "KO 2026-11-16 60.0", "PFE"),
                table.series(List.of("IBM", "KO", "PFE"), MONDAY, TODAY, applied).stream().map(PriceTableTest::text).toList());
        assertEquals(List.of("IBM 2026-11-17 202.0"), table.series(List.of("IBM"), TUESDAY, TODAY, applied).stream().map(PriceTableTest::text).toList());
        assertEquals(List.of("IBM 2026-11-16 201.0"), table.series(List.of("IBM"), MONDAY, TUESDAY, applied).stream().map(PriceTableTest::text).toList());
        assertEquals(List.of(new PriceTable.Coverage("IBM", MONDAY, TUESDAY, 2, 0), new PriceTable.Coverage("KO", MONDAY, MONDAY, 1, 0)), table.coverage());
    }

    @Test
    void theLastTradeIsADaysCloseUnlessSomebodyHasEnteredAnother() throws IOException {
        enter(close("KO", MONDAY, "60"));
        table.record(MONDAY, Map.of("IBM", new BigDecimal("200"), "KO", new BigDecimal("61")));
        table.record(MONDAY, Map.of("IBM", new BigDecimal("203")));

        assertEquals(List.of("IBM 2026-11-16 203.0", "KO 2026-11-16 60.0"),
                table.series(List.of("IBM", "KO"), MONDAY, TODAY, applied).stream().map(PriceTableTest::text).toList());
        assertEquals(1, table.coverage().getFirst().ofMarket());
        enter(close("IBM", MONDAY, "204"));
        assertEquals(0, table.coverage().getFirst().ofMarket());
    }

    /** Two for one on Tuesday: what cost 200 before cost 100 then. Nothing is done to what somebody has adjusted already. */
    @Test
    void aSplitMakesEarlierClosesThoseOfNewShares() throws IOException {
        enter(close("IBM", MONDAY, "200"), close("IBM", TUESDAY, "101"));
        applied.add(CorporateAction.split("IBM", TUESDAY, Ratio.of("2:1")));
        assertEquals("IBM 2026-11-16 100.0, 2026-11-17 101.0", text(table.series(List.of("IBM"), MONDAY, TODAY, applied).getFirst()));

        table.enter(List.of(new Close("IBM", MONDAY, new BigDecimal("200"), new BigDecimal("99.5"))), TODAY, "ann", "with the dividend");
        assertEquals("IBM 2026-11-16 99.5, 2026-11-17 101.0", text(table.series(List.of("IBM"), MONDAY, TODAY, applied).getFirst()));
        applied.add(CorporateAction.split("IBM", TODAY.plusDays(3), Ratio.of("1:10")));
        assertEquals("IBM 2026-11-16 99.5, 2026-11-17 101.0", text(table.series(List.of("IBM"), MONDAY, TODAY, applied).getFirst()));
        assertEquals("IBM 2026-11-16 995.0, 2026-11-17 1010.0", text(table.series(List.of("IBM"), MONDAY, TODAY.plusDays(3), applied).getFirst()));
    }

    @Test
    void anInstrumentThatIsCalledOtherwiseKeepsItsCloses() throws IOException {
        enter(close("FB", MONDAY, "300"), close("META", FRIDAY, "310"));
        applied.add(CorporateAction.change("FB", TUESDAY, "META"));
        assertEquals(List.of("META 2026-11-16 300.0, 2026-11-20 310.0"),
                table.series(List.of("META"), MONDAY, TODAY, applied).stream().map(PriceTableTest::text).toList());
    }

    @Test
    void theVersionIsAnotherWhenClosesOfBeforeAreOthersAndNotByThoseOfToday() throws IOException {
        enter(close("IBM", MONDAY, "200"));
        String before = table.version(TODAY);
        table.record(TODAY, Map.of("IBM", new BigDecimal("203")));
        assertEquals(before, table.version(TODAY));
        enter(close("IBM", MONDAY, "200.5"));
        assertNotEquals(before, table.version(TODAY));
    }

    @Test
    void theFirstBreachOfADayIsKeptAndThatItHasKilled() throws IOException {
        Breach warned = new Breach(MONDAY, "client=ACME", "var-99-1d", new BigDecimal("250000"), "USD", "WARNED", new BigDecimal("201000"), true, false, now);
        Breach reached = new Breach(MONDAY, "client=ACME", "var-99-1d", new BigDecimal("250000"), "USD", "REACHED", new BigDecimal("260000"), true, true, now);
        table.breached(warned);
        table.breached(new Breach(MONDAY, "client=ACME", "var-99-1d", new BigDecimal("250000"), "USD", "WARNED", new BigDecimal("222000"), true, false, now));
        now = now.plusSeconds(1);
        table.breached(reached);
        assertEquals(List.of("WARNED 201000.00000000 false", "REACHED 260000.00000000 true"),
                table.breaches(MONDAY).stream().map(each -> each.standing() + " " + each.used() + " " + each.killOrdered()).toList());
        Instant first = reached.at();
        assertEquals(List.of(first, first), table.breaches(MONDAY).stream().map(Breach::at).toList());
        now = now.plusSeconds(60);
        table.breached(new Breach(MONDAY, "client=ACME", "var-99-1d", new BigDecimal("250000"), "USD", "REACHED", new BigDecimal("270000"), true, true, now));
        assertEquals(List.of(first, now), table.breaches(MONDAY).stream().map(Breach::at).toList());
        assertEquals(List.of(), table.breaches(TUESDAY));
    }
}
