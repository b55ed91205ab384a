package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.access.Ocsp;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.exchange.ExchangeConduct;
import io.portcullis.venues.exchange.ExchangeFlow;
import io.portcullis.venues.exchange.SimulatedExchange;
import io.portcullis.venues.ouch.OuchTerms;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private void profile(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(directory.resolve("conf/venue-profiles")).resolve(name + ".ini"), text);
    }

    @Test
    void aSectionHasFromItsProfileWhatItDoesNotSay() throws Exception {
        profile("plain", "# plain venues\n[venue]\nversion = FIX.4.2\norder-types = 1, 2, 3\nresend-within = 5s\n");
        write("[LIT1]\nprofile = plain\nport = 1\nresend-within = 7s\n");

        VenueEntry venue = read().venues().getFirst();

        assertEquals("FIX.4.2", venue.session().version().settingName());
        assertEquals(3, venue.capabilities().ordTypes().size());
        assertEquals(Duration.ofSeconds(7), venue.resendWithin());
    }

    @Test
    void theTextOfAVenueWithAProfileIsWhole() throws Exception {
        profile("plain", "[venue]\nversion = FIX.4.2\nresend-within = 5s\n");
        write("[LIT1]\nprofile = plain\nport = 1\nresend-within = 7s\n");
        VenuesFile before = read();
        assertEquals("[LIT1]\nversion = FIX.4.2\nport = 1\nresend-within = 7s\n", before.text(new VenueId("LIT1")));
        VenuesFile.keep(directory.resolve("data"), List.of(before.text(new VenueId("LIT1"))));
        Files.delete(directory.resolve("conf/venue-profiles/plain.ini"));
        write(LIT2);
        assertEquals(before.venues(), read().left());
    }

    @Test
    void whatIsWrongWithAProfileIsSaidWithItsFile() throws Exception {
        write("[LIT1]\nprofile = plain\nport = 1\n");
        profile("other", "[venue]\nversion = FIX.4.2\n");
        assertTrue(refusal().endsWith("[LIT1] profile = plain: there is no venue-profiles/plain.ini, there are [other]"), refusal());
        profile("plain", "[venue]\nversion = FIX.4.2\norder-typs = 1\n");
        assertTrue(refusal().endsWith("venue-profiles/plain.ini: [venue] order-typs is no known key; did you mean order-types?"), refusal());
        profile("plain", "[LIT1]\nversion = FIX.4.2\n");
        assertTrue(refusal().endsWith("venue-profiles/plain.ini: must have one section, [venue], has [LIT1]"), refusal());
        profile("plain", "[venue]\nversion = FIX.4.2\npassword = secret\n");
        assertTrue(refusal().contains("venue-profiles/plain.ini: [venue] password must not stand in a file in clear"), refusal());
        profile("plain", "[venue]\nversion = FIX.4.2\nprofile = other\n");
        assertTrue(refusal().contains("[venue] profile is no known key"), refusal());
        profile("plain", "[venue]\nversion = FIX.4.9\n");
        assertTrue(refusal().contains("venue-profiles/plain.ini: [venue] version = FIX.4.9: must be one of"), refusal());
    }

    private String refusal() {
        return String.valueOf(assertThrows(SettingsException.class, this::read).getMessage());
    }

    @Test
    void eachProfileThatIsDeliveredIsOneForAVenue() throws Exception {
        try (Stream<Path> profiles = Files.list(Path.of("../conf/venue-profiles"))) {
            List<Path> all = profiles.toList();
            assertEquals(3, all.size());
            for (Path each : all) {
                String name = each.getFileName().toString().replace(".ini", "");
                profile(name, Files.readString(each));
                write("[LIT1]\nprofile = %s\nport = 1\n".formatted(name));
                assertEquals(1, read().venues().size());
            }
        }
    }

    @Test
    void aFurtherSessionHasFromItsVenueWhatItDoesNotSay() throws Exception {
        write(LIT1 + "our-comp-id = ONE\nheartbeat = 7s\n[LIT1.B]\nour-comp-id = TWO\nhost = other\nmax-requests-per-second = 5\n" + LIT2);

        VenuesFile file = read();

        assertEquals(List.of("LIT1", "LIT2"), file.venues().stream().map(each -> each.id().value()).toList());
        VenueEntry venue = file.venues().getFirst();
        VenueConnection further = venue.connections().getLast();
        assertEquals(List.of("LIT1", "LIT1.B"), venue.connections().stream().map(each -> each.key().value()).toList());
        assertEquals("TWO", further.session().senderCompId());
        assertEquals("LIT1", further.session().targetCompId());
        assertEquals(List.of("other", "1"), List.of(further.host(), String.valueOf(further.port())));
        assertEquals(Duration.ofSeconds(7), further.session().heartbeat());
        assertEquals(List.of(0, 5), venue.connections().stream().map(each -> each.session().traffic().sentPerSecond()).toList());
        assertTrue(file.text(new VenueId("LIT1")).contains("[LIT1.B]\nour-comp-id = TWO"));
    }

    @Test
    void whatIsWrongWithAFurtherSessionIsSaid() throws Exception {
        write(LIT1 + "[LIT1.B]\nhost = other\n");
        assertTrue(refusal().endsWith("[LIT1.B] our-comp-id = HUB, comp-id = LIT1: so is [LIT1], and the venue could not tell the two sessions apart"),
                refusal());
        write(LIT1 + "[LIT1.B]\nour-comp-id = TWO\norder-types = 1\n");
        assertTrue(refusal().contains("[LIT1.B] order-types is no known key"), refusal());
        write(LIT1 + "[LIT3.B]\nour-comp-id = TWO\n");
        assertTrue(refusal().endsWith("[LIT3.B] would be a further session of venue LIT3, which has no section"), refusal());
        write(LIT1 + "simulated = yes\n[LIT1.B]\nour-comp-id = TWO\n");
        assertTrue(refusal().endsWith("[LIT1.B] is a further session of LIT1, which is simulated: a simulated exchange has a single one"), refusal());
    }

    @Test
    void aPasswordOfTheVenueIsNotThatOfASessionWithAFileOfItsOwn() throws Exception {
        Path own = Files.writeString(Files.createDirectories(directory).resolve("secret"), "of B");
        write(LIT1 + "username = u\n[LIT1.B]\nour-comp-id = TWO\npassword-file = " + own + "\n[LIT1.C]\nour-comp-id = THREE\n");
        VenuesFile file = VenuesFile.read(directory.resolve("conf"), directory.resolve("data"),
                new Overrides(Map.of("PORTCULLIS_VENUES_LIT1_PASSWORD", "of all"), Map.of()), "HUB");
        assertEquals(List.of("of all", "of B", "of all"),
                file.venues().getFirst().connections().stream().map(each -> each.session().logonFields().get(554)).toList());
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

    /** In each line what stands in the section, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version = FIX.4.4           | version goes with protocol = fix
            tls = yes                   | tls = yes goes with protocol = fix: OUCH has its own lines
            order-types = 1             | order-types = 1: must be 2, limit: OUCH has no other
            times-in-force = 0, 1       | times-in-force = 0, 1: must be some of 0, 2, 3, 4, 6, 7, for which OUCH has words, and 0 in any case
            instructions = display      | instructions = display: must be some of min-qty, post-only, for which OUCH has words
            market-data = yes           | market-data = yes: must be
            username = TOOLONG          | a username for SoupBinTCP has at most 6 plain characters, this one has 7
            ouch-firm = FIRMS           | ouch-firm = FIRMS: must be up to 4 plain characters
            """)
    void whatOuchHasNotIsNamed(String line, String objection) throws Exception {
        write("[INET]\nprotocol = ouch\nport = 1\n" + line + "\n");
        SettingsException refused = assertThrows(SettingsException.class, this::read);
        assertTrue(refused.getMessage().contains("[INET] " + objection), refused.getMessage());
    }

    @Test
    void aVenueThatSpeaksOuchTakesLimitOrdersForTheDayAndAtOnceWhereNothingElseIsSaid() throws Exception {
        write("[INET]\nprotocol = ouch\nport = 1\nusername = ACME\nouch-firm = ACME\nouch-capacity = principal\nmax-requests-per-second = 50\n" + LIT1);
        VenueEntry inet = read().venues().getFirst();
        assertEquals(OuchTerms.USUAL, inet.capabilities());
        OuchEntry ouch = Objects.requireNonNull(inet.ouch());
        assertEquals(new OuchTerms.Account("ACME", 'P'), ouch.account());
        assertEquals(50, ouch.maxRequestsPerSecond());
        assertNull(read().venues().getLast().ouch());
    }
}
