package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeJournalTest {

    @TempDir
    Path directory;

    private static Execution report(String clOrdId, String text) {
        ExchangeReport.OrderFacts order = new ExchangeReport.OrderFacts("O1", OrdStatus.PARTIALLY_FILLED, "ACME", Side.SELL_SHORT, OrdType.LIMIT,
                TimeInForce.GOOD_TILL_DATE, 17_000_000_000L, Quantity.of(100), Price.of("10.25"), Price.of("10.5"), Quantity.of(60), Quantity.of(40),
                Price.of("10.25000001"));
        return new Execution("HUB", "E1", null, ExecType.TRADE, clOrdId, null, order, new ExchangeReport.Last(Quantity.of(40), Price.of("10.25")), -1, text);
    }

    private Path file() {
        return directory.resolve("exchange").resolve("journal.txt");
    }

    @Test
    void whatIsWrittenCanBeReadWhateverCharactersItHas() throws IOException {
        List<Execution> reports = List.of(report("C|1", null), report("50%|%7C", "two\nlines\r and ümlauts"));
        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            assertEquals(1, journal.append(reports.get(0)));
            assertEquals(2, journal.append(reports.get(1)));

            assertEquals(reports, ExchangeJournal.read(file()));
        }
    }

    @Test
    void theLegsOfAMultilegOrderAreKept() throws IOException {
        Leg first = new Leg("A,B;C%", Side.BUY, Quantity.of("1.5"), "L|1");
        ExchangeReport.OrderFacts order = new ExchangeReport.OrderFacts("O1", OrdStatus.NEW, "PAIR", Side.AS_DEFINED, OrdType.LIMIT, TimeInForce.DAY, 0,
                Quantity.of(100), Price.of("-10.25"), null, Quantity.of(100), Quantity.ZERO, new Price(0),
                new Strategy(List.of(first, new Leg("XYZ", Side.SELL, Quantity.of(2), null))), null);
        List<Execution> reports = List.of(new Execution("HUB", "E1", null, ExecType.NEW, "C1", null, order, null, -1, null),
                new Execution("HUB", "E2", null, ExecType.TRADE, "C1", null, order, new ExchangeReport.Last(Quantity.of(4), Price.of("9")), -1, null, first));
        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            journal.append(reports.get(0));
            journal.append(reports.get(1));
            assertEquals(reports, ExchangeJournal.read(file()));
        }
    }

    @Test
    void upToWhereAnOrderMayBeExecutedIsKept() throws IOException {
        ExchangeReport.OrderFacts order = new ExchangeReport.OrderFacts("O1", OrdStatus.NEW, "ACME", Side.BUY, OrdType.LIMIT, TimeInForce.DAY, 0,
                Quantity.of(100), Price.of("10.25"), null, Quantity.of(100), Quantity.ZERO, new Price(0), null, Price.of("10.3"));
        List<Execution> reports = List.of(new Execution("HUB", "E1", null, ExecType.NEW, "C1", null, order, null, -1, null));
        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            journal.append(reports.getFirst());
            assertEquals(reports, ExchangeJournal.read(file()));
        }
    }

    @Test
    void whatAnOrderSaysBeyondItsPriceIsKeptAndBothSidesOfATradeAreKnown() throws IOException {
        OrderExtras extras = new OrderExtras(new Display(Quantity.of(10), Quantity.of(30)), Quantity.of(20), true, true,
                new Peg(Peg.Follows.PRIMARY, -100_000_000L, Peg.OffsetType.TICKS), OnHalt.CANCEL, "A,1|%");
        ExchangeReport.OrderFacts order = new ExchangeReport.OrderFacts("O1", OrdStatus.PARTIALLY_FILLED, "ACME", Side.BUY, OrdType.PEGGED, TimeInForce.DAY, 0,
                Quantity.of(100), null, null, Quantity.of(60), Quantity.of(40), Price.of("10"), null, null, extras, Price.of("10.2"));
        List<Execution> reports = List.of(
                new Execution("HUB", "E1", null, ExecType.TRADE, "C1", null, order,
                        new ExchangeReport.Last(Quantity.of(40), Price.of("10"), "M1", ExchangeReport.Liquidity.AUCTION), -1, null),
                report("C2", null));
        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            journal.append(reports.get(0));
            journal.append(reports.get(1));
            assertEquals(reports, ExchangeJournal.read(file()));
        }
    }

    @Test
    void aTornLastLineIsCutAndNumbersGoOn() throws IOException {
        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            journal.append(report("C1", null));
        }
        Files.writeString(file(), "HUB|E2|half a li", StandardOpenOption.APPEND);
        assertEquals(List.of(report("C1", null)), ExchangeJournal.read(file()));

        try (ExchangeJournal journal = ExchangeJournal.open(file())) {
            assertEquals(2, journal.append(report("C2", null)));
        }

        assertEquals(List.of(report("C1", null), report("C2", null)), ExchangeJournal.read(file()));
    }

    @Test
    void aLineThatIsNoneOfOursIsNotGuessedAt() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "something else\n");

        assertThrows(IllegalStateException.class, () -> ExchangeJournal.read(file()));
    }
}
