package io.portcullis.server;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.OwnInstallation.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue's auctions and trading days by {@code venues.ini}, as an operator and a client meet them. */
class AuctionsAtVenuesTest {

    /** Neither today nor tomorrow, whenever the test runs. */
    private static final String ANOTHER_DAY = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);

    @TempDir
    Path directory;

    @Test
    void anOrderForAnAuctionThatIsNotTodayIsRefusedAndAVenueIsClosedBetweenItsDays() throws Exception {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        OwnInstallation installation = new OwnInstallation(directory,
                "times-in-force = 0, 1, 3, 4, 7\nclosing-auction = " + ANOTHER_DAY + " 12:00-12:05 UTC\n");
        Path venues = directory.resolve("conf/venues.ini");
        try (Main hub = installation.start(failures::add)) {
            await("LIT1 is logged on", () -> installation.run("venue", "list").text().contains("connected"));
            String listed = installation.run("venue", "list").text();
            assertTrue(listed.contains("0 open, continuous trading until "), listed);
            assertSays(installation, "at-the-close", "TimeInForce(59) 7 comes too late: LIT1 has no closing auction on this day");

            Files.writeString(venues, Files.readString(venues).replaceFirst("closing-auction.*", "trading-day = " + ANOTHER_DAY + " 08:00-12:00 UTC"));
            Said applied = installation.run("venue", "apply", "--user", "anna", "--reason", "ticket 4711");
            assertEquals(0, applied.exitCode(), applied.text());
            await("LIT1 is closed", () -> installation.run("venue", "list").text().contains("out of its trading hours until " + ANOTHER_DAY));
            assertSays(installation, "day", ", LIT1 is closed until " + ANOTHER_DAY);
        }
        assertEquals(List.of(), failures);
    }

    private static void assertSays(OwnInstallation installation, String timeInForce, String said) {
        String text = installation.run("order", "--symbol", "IBM", "--side", "buy", "--quantity", "100", "--price", "200", "--tif", timeInForce).text();
        assertTrue(text.contains(said), text);
    }
}
