package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.access.Ocsp;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.exchange.ExchangeConduct;
import io.portcullis.venues.exchange.ExchangeFlow;
import io.portcullis.venues.exchange.SimulatedExchange;
import io.portcullis.venues.routing.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venues of {@code venues.ini}, and those that only its copy in the data directory names. */
class VenuesFileTest {

    private static final String LIT1 = "[LIT1]\n# the first\nversion = FIX.4.4\nport = 1\n";
    private static final String LIT2 = "[LIT2]\nversion = FIX.4.4\nport = 2\ntls = yes\ntls-trusted = ca.pem\ntls-revoked = /lists/ca.crl\ntls-ocsp = soft\n";

    @TempDir
    Path directory;

    private VenuesFile read() {
        return VenuesFile.read(directory.resolve("conf"), directory.resolve("data"), new Overrides(Map.of(), Map.of()), "HUB");
    }

    private void write(String venues) throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(Files.createDirectories(directory.resolve("conf")).resolve("venues.ini"), venues);
    }

    @Test
    void aVenueThatOnlyTheCopyNamesIsReadAsItStoodInTheFile() throws Exception {
        write("# all venues\n" + LIT1 + LIT2);
        VenuesFile before = read();
        VenuesFile.keep(directory.resolve("data"), List.of(before.text(new VenueId("LIT1")), before.text(new VenueId("LIT2"))));
        write(LIT1.replace("port = 1", "port = 3"));

        VenuesFile after = read();

        assertEquals(List.of(3), after.venues().stream().map(VenueEntry::port).toList());
        assertEquals(before.venues().subList(1, 2), after.left());
        AccessEntry.VenueTls tls = Objects.requireNonNull(after.left().getFirst().tls());
        assertEquals(directory.resolve("conf/ca.pem"), tls.files().trusted());
        assertEquals(Path.of("/lists/ca.crl"), tls.files().revoked());
        assertEquals(Ocsp.SOFT, tls.files().ocsp());
        assertEquals(LIT2, after.text(new VenueId("LIT2")));
    }

    @Test
    void aCopyThatSaysTheSameIsNotWrittenAnew() throws Exception {
        write(LIT1);
        VenuesFile.keep(directory.resolve("data"), List.of(LIT1));
        Path copy = directory.resolve("data/venues-in-force.ini");
        FileTime then = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(copy, then);

        VenuesFile.keep(directory.resolve("data"), List.of(LIT1));
        assertEquals(then, Files.getLastModifiedTime(copy));
        VenuesFile.keep(directory.resolve("data"), List.of(LIT1, LIT2));
        assertNotEquals(then, Files.getLastModifiedTime(copy));
    }

    @Test
    void withoutACopyNothingIsLeft() throws Exception {
        write(LIT1);
        assertEquals(List.of(), read().left());
    }

    @Test
    void aSimulatedExchangeConductsItselfAsItsSectionSays() throws Exception {
        write(LIT1);
        assertEquals(ExchangeConduct.USUAL, read().venues().getFirst().conduct());
        write(LIT1 + "simulated = yes\nsimulated-depth = 3\nsimulated-volatility = 200\nsimulated-latency = 5ms\nsimulated-jitter = 2ms\n"
                + "simulated-self-match = cancel-both\nsimulated-magic-quantities = yes\nsimulated-fee-added = -0.002\nsimulated-fee-removed = 0.003\n"
                + "simulated-drop-copy = COMPLIANCE\nsimulated-seed = 7\nsimulated-orders-per-second = 2.5\nsimulated-order-size = 10\nsimulated-spread = 4\n"
                + "simulated-tape = 2026-11-23\nsimulated-tape-venue = XNYS\nsimulated-tape-speed = 10\n");
        assertEquals(new ExchangeConduct(Map.of(), SimulatedExchange.SelfMatch.CANCEL_BOTH, Duration.ofMillis(5), Duration.ofMillis(2), true, 3, 200,
                new ExchangeConduct.Fees(Price.of("-0.002"), Price.of("0.003")), "COMPLIANCE",
                new ExchangeFlow(7L, 2.5, 10, 4, new ExchangeFlow.Tape("2026-11-23", null, new VenueId("XNYS"), 10))), read().venues().getFirst().conduct());
        write(LIT1 + "simulated-self-match = both\n");
        SettingsException wrong = assertThrows(SettingsException.class, this::read);
        assertTrue(wrong.getMessage().contains("simulated-self-match = both") && wrong.getMessage().contains("cancel-newest"), wrong.getMessage());
        write(LIT1 + "simulated = yes\nsimulated-drop-copy = HUB\n");
        String ours = assertThrows(SettingsException.class, this::read).getMessage();
        assertTrue(ours.contains("[LIT1] simulated-drop-copy = HUB"), ours);
        write(LIT1 + "simulated-orders-per-second = -1\n");
        assertTrue(
                assertThrows(SettingsException.class, this::read).getMessage().contains("simulated-orders-per-second = -1: must be a number from 0 to 1000"));
        write(LIT1 + "simulated-tape-venue = XNYS\n");
        assertTrue(assertThrows(SettingsException.class, this::read).getMessage().contains("simulated-tape-venue = XNYS is of no use without simulated-tape"));
        write(LIT1 + "simulated-fee-added = much\n");
        assertTrue(assertThrows(SettingsException.class, this::read).getMessage().contains("an amount per share"));
    }

    @Test
    void aVenueIsNotSaidToTakeWhatItsVersionHasNoWordFor() throws Exception {
        write(LIT1 + "order-types = 1, 2, 3, P\ninstructions = trailing-stop, cross, peg-primary, peg-units, discretion, discretion-units\n");
        assertEquals(
                EnumSet.of(Capabilities.Instruction.CROSS, Capabilities.Instruction.TRAILING_STOP, Capabilities.Instruction.PEG_PRIMARY,
                        Capabilities.Instruction.PEG_UNITS, Capabilities.Instruction.DISCRETION, Capabilities.Instruction.DISCRETION_UNITS),
                read().venues().getFirst().capabilities().instructions());
        write(LIT1.replace("FIX.4.4", "FIX.4.2") + "instructions = peg-primary, cross\n");
        String problem = assertThrows(SettingsException.class, this::read).getMessage();
        assertTrue(
                problem.contains(
                        "must be some of [all-or-none, discretion, display, min-qty, peg-market, peg-mid, peg-primary, post-only, replace-time, replace-type], for which FIX.4.2 has words"),
                problem);
    }

    @Test
    void aVenueMayTakeMultilegOrdersSinceFix43() throws Exception {
        write(LIT1 + "multileg = yes\n");
        assertEquals(EnumSet.of(Capabilities.Instruction.MULTILEG), read().venues().getFirst().capabilities().instructions());
        write(LIT1.replace("FIX.4.4", "FIX.4.2") + "multileg = yes\n");
        String problem = assertThrows(SettingsException.class, this::read).getMessage();
        assertTrue(problem.contains("[LIT1] multileg") && problem.contains("no"), problem);
    }

    @Test
    void aMistakeInTheFileIsNamed() throws Exception {
        write(LIT1 + "prot = 2\n");
        assertEquals(directory.resolve("conf/venues.ini") + ": [LIT1] prot is no known key; did you mean port?",
                assertThrows(SettingsException.class, this::read).getMessage());
    }

    @Test
    void auctionsLieWithinTheTradingHoursAndDoNotOverlap() throws Exception {
        write(LIT1 + "trading-hours = Mon-Fri 07:50-16:35 Europe/London\nopening-auction = Mon-Fri 07:50-08:00 Europe/London\n"
                + "closing-auction = Mon-Fri 16:30-16:35 Europe/London\nauction-orders-from = 30m\n");
        VenueTimes times = read().venues().getFirst().times();
        assertEquals(Map.of(Auction.OPENING, "Mon-Fri 07:50-08:00 Europe/London", Auction.CLOSING, "Mon-Fri 16:30-16:35 Europe/London"),
                times.auctions().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString())));
        assertEquals(Duration.ofMinutes(30), times.ordersFrom());
        assertEquals(Duration.ZERO, times.ordersUntil());
        assertSays("[LIT1] closing-auction = Mon-Fri 16:30-16:40 Europe/London: must lie within trading-hours = Mon-Fri 07:50-16:35 Europe/London,"
                + " but Mon 2026-01-12 16:30 Europe/London does not",
                "trading-hours = Mon-Fri 07:50-16:35 Europe/London\nclosing-auction = Mon-Fri 16:30-16:40 Europe/London\n");
        assertSays("[LIT1] opening-auction = Mon-Fri 07:50-08:00 UTC: must not overlap with closing-auction = Fri 07:55-08:05 UTC",
                "opening-auction = Mon-Fri 07:50-08:00 UTC\nclosing-auction = Fri 07:55-08:05 UTC\n");
        assertSays("[LIT1] trading-hours = Sun 17:00 - Fri 17:00 America/New_York: must not last longer than a day where auctions are named",
                "trading-hours = Sun 17:00 - Fri 17:00 America/New_York\nclosing-auction = Fri 16:00-16:05 America/New_York\n");
        assertSays("[LIT1] opening-auction = always: must be days, times and a zone, such as Mon-Fri 07:50-08:00 Europe/London", "opening-auction = always\n");
    }

    private void assertSays(String said, String keys) throws IOException {
        write(LIT1 + keys);
        String message = String.valueOf(assertThrows(SettingsException.class, this::read).getMessage());
        assertTrue(message.endsWith(said), message);
    }
}
