package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    private enum Colour {
        DARK_RED, GREEN
    }

    @TempDir
    Path directory;

    private SettingsFile file(String text, Overrides overrides) throws IOException {
        Path path = directory.resolve("portcullis.ini");
        Files.writeString(path, text);
        return new SettingsFile(path, "", overrides);
    }

    private SettingsFile file(String text) throws IOException {
        return file(text, new Overrides(Map.of(), Map.of()));
    }

    private static void assertSays(String end, Executable executable) {
        String message = assertThrows(SettingsException.class, executable).getMessage();
        assertEquals(end, message.substring(Math.max(0, message.length() - end.length())));
    }

    @Test
    void valuesAreReadWithTheirUnits() throws IOException {
        Section fix = file("""
                # a comment
                [fix]
                port = 9880
                heartbeat = 30s
                segment-size = 64MB
                colour = dark-red
                file.name = a.b
                collar = 2.5
                """).section("fix");
        assertEquals(9880, fix.integer("port", 1, 0, 65535));
        assertEquals(Duration.ofSeconds(30), fix.duration("heartbeat", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
        assertEquals(64 << 20, fix.size("segment-size", 0, 0, 1L << 40));
        assertEquals(Colour.DARK_RED, fix.choice("colour", Colour.GREEN));
        assertEquals("a.b", fix.text("file.name"));
        assertEquals(250, fix.percentOrNull("collar"));
        assertEquals("x", fix.text("not-there", "x"));
    }

    @Test
    void aBadValueIsNamedWithItsPlaceAndWhatIsAllowed() throws IOException {
        Section fix = file("[fix]\nport = 99999\nwait = 3 min\ncolour = blue\n").section("fix");
        assertSays("portcullis.ini: [fix] port = 99999: must be a whole number from 0 to 65535", () -> fix.integer("port", 1, 0, 65535));
        assertSays("[fix] wait = 3 min: must be a duration such as 500ms, 30s or 5m, from 0s to 60s",
                () -> fix.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)));
        assertSays("[fix] colour = blue: must be one of dark-red, green", () -> fix.choice("colour", Colour.GREEN));
        assertSays("[fix] host is missing: must be a text", () -> fix.text("host"));
    }

    @Test
    void numbersAreWrittenInPlainDigits() throws IOException {
        for (String number : List.of("1e1", "1E400", "NaN", "\u0665", "\uff15", "0x10", "1,5")) {
            Section fix = file("[fix]\ncollar = " + number + "\nport = " + number + "\n").section("fix");
            assertSays("[fix] collar = " + number + ": must be a per cent value from 0.01 to 1000 with at most two decimal places, such as 10 or 2.5",
                    () -> fix.percentOrNull("collar"));
            assertSays("[fix] port = " + number + ": must be a whole number from 0 to 65535", () -> fix.integer("port", 1, 0, 65535));
        }
        assertEquals(1_250, file("[fix]\ncollar = 12.5\n").section("fix").percentOrNull("collar"));
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() throws IOException {
        SettingsFile file = file("[fix]\nprot = 1\n");
        file.section("fix").integer("port", 1, 0, 9);
        assertSays("[fix] prot is no known key; did you mean port?", file::checkAllKnown);
        SettingsFile other = file("[fxi]\n port = 1\n");
        other.section("fix").integer("port", 1, 0, 9);
        assertSays("[fxi] is no known section; did you mean fix?", other::checkAllKnown);
    }

    @Test
    void theEnvironmentWinsOverTheFileAndAPropertyOverBoth() throws IOException {
        Overrides overrides = new Overrides(Map.of("PORTCULLIS_FIX_PORT", "2", "PORTCULLIS_LOG_SEGMENT_SIZE", "1MB"), Map.of("portcullis.fix.port", "3"));
        SettingsFile file = file("[fix]\nport = 1\n[log]\nsegment-size = 9MB", overrides);
        assertEquals(3, file.section("fix").integer("port", 0, 0, 9));
        assertEquals(1 << 20, file.section("log").size("segment-size", 0, 0, 1L << 40));
        overrides.checkAllUsed();
    }

    @Test
    void anOverrideThatBelongsToNoKeyIsAnError() throws IOException {
        Overrides overrides = new Overrides(Map.of("PORTCULLIS_FIX_PROT", "2"), Map.of());
        file("[fix]\nport = 1\n", overrides).section("fix").integer("port", 0, 0, 9);
        assertSays("environment variable PORTCULLIS_FIX_PROT is no setting; did you mean PORTCULLIS_FIX_PORT?", overrides::checkAllUsed);
    }

    @Test
    void aKeyThatStandsTwiceIsAnError() {
        assertSays("[fix] port stands 2 times", () -> file("[fix]\nport = 1\nport = 2\n"));
    }

    @Test
    void aSectionThatStandsTwiceIsAnErrorEvenIfItsKeysDiffer() {
        assertSays("[fix] stands twice, in line 1 and in line 5", () -> file("[fix]\nport = 1\n[log]\n\n [fix] # again\naddress = x\n"));
    }

    @Test
    void aFileThatIsMissingOrNotUtf8SaysSo() throws IOException {
        Overrides none = new Overrides(Map.of(), Map.of());
        assertSays("venues.ini is missing", () -> new SettingsFile(directory.resolve("venues.ini"), "venues", none));
        Path latin = Files.write(directory.resolve("latin.ini"), "[hub]\nname = Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertSays("latin.ini: line 2 is not UTF-8: save the file in that encoding", () -> new SettingsFile(latin, "", none));
    }

    @Test
    void aByteOrderMarkIsNoText() throws IOException {
        assertEquals("demo", file("\uFEFF[hub]\r\nname = demo\r\n").section("hub").text("name"));
    }

    @Test
    void aListNamesDifferentKnownThings() throws IOException {
        Section session = file("[CLIENT1]\naccounts = ACME,GLOBEX\ntwice = ACME, ACME\nother = ACME, NONE\n").section("CLIENT1");
        List<String> known = List.of("ACME", "GLOBEX");
        assertEquals(known, session.someOfOrNull("accounts", known));
        assertSays("twice = ACME, ACME: must be different ones of ACME, GLOBEX, separated by commas", () -> session.someOfOrNull("twice", known));
        assertSays("other = ACME, NONE: must be different ones of ACME, GLOBEX, separated by commas", () -> session.someOfOrNull("other", known));
    }

    @Test
    void aClientSessionHasAccountsAndItsDefaultIsOneOfThem() throws IOException {
        SettingsFile file = file("""
                [ONE]
                version = FIX.4.4
                account = ACME
                [SOME]
                version = FIX.4.4
                accounts = GLOBEX, ACME
                [NONE]
                version = FIX.4.4
                [OTHER]
                version = FIX.4.4
                accounts = ACME
                account = GLOBEX
                [COPY]
                role = drop-copy
                version = FIX.4.4
                """);
        assertEquals(List.of("ACME"), entry(file, "ONE").accounts());
        assertEquals("ACME", entry(file, "ONE").account());
        assertEquals(List.of("GLOBEX", "ACME"), entry(file, "SOME").accounts());
        assertNull(entry(file, "SOME").account());
        assertEquals(List.of(), entry(file, "COPY").accounts());
        assertSays("[NONE] account is missing: must be one of ACME, GLOBEX", () -> entry(file, "NONE"));
        assertSays("[OTHER] account = GLOBEX: must be one of ACME", () -> entry(file, "OTHER"));
    }

    private static SessionEntry entry(SettingsFile file, String session) {
        return SessionEntry.read(file.section(session), "HUB", new LinkedHashSet<>(List.of("ACME", "GLOBEX")));
    }

    @Test
    void whatIsAllowedIsSaidInUnits() throws IOException {
        Section log = file("[log]\nsegment-size = 64M\nurl = jdbc:mysql:x\naccount = NONE\n").section("log");
        assertSays("segment-size = 64M: must be a size such as 64MB, from 64KB to 1GB", () -> log.size("segment-size", 1, 64L << 10, 1L << 30));
        assertSays("url = jdbc:mysql:x: must be a text that begins with jdbc:postgresql:", () -> log.textOrNull("url", "jdbc:postgresql:"));
        assertSays("account = NONE: must be one of ACME, GLOBEX", () -> log.oneOfOrNull("account", List.of("ACME", "GLOBEX")));
    }
}
