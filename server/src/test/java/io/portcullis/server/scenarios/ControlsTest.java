package io.portcullis.server.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/controls.md says proves a control is there, and says of itself that it does. */
class ControlsTest {

    private static final Path PAGE = Path.of("..", "docs", "controls.md");
    private static final Path SCENARIOS = Path.of("src/test/resources/order-scenarios");
    private static final List<String> MODULES = List.of("oms", "risk", "fix-sessions", "venues", "admin-web", "server");
    private static final Pattern ROW = Pattern.compile("\\| ([PM]\\d+) \\|.*");
    private static final Pattern SCENARIO = Pattern.compile("\\(\\.\\./server/src/test/resources/order-scenarios/([^)]+\\.txt)\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> ROW.matcher(line).matches()).toList();
    }

    private static String control(String row) {
        Matcher matcher = ROW.matcher(row);
        assertTrue(matcher.matches(), row);
        return matcher.group(1);
    }

    private static List<String> all(Pattern pattern, String row) {
        return pattern.matcher(row).results().map(found -> found.group(1)).toList();
    }

    @Test
    void eachControlHasARow() throws IOException {
        List<String> expected = new ArrayList<>(IntStream.rangeClosed(1, 16).mapToObj(number -> "P" + number).toList());
        expected.add("M4");
        assertEquals(expected, rows().stream().map(ControlsTest::control).toList());
    }

    @Test
    void eachRowNamesScenariosThatSayThatTheyAreOfThatControl() throws IOException {
        for (String row : rows()) {
            List<String> files = all(SCENARIO, row);
            assertTrue(!files.isEmpty(), () -> "no scenario is named: " + row);
            for (String file : files) {
                String head = Files.readAllLines(SCENARIOS.resolve(file)).getFirst();
                assertTrue(head.startsWith("# Control " + control(row) + " of docs/controls.md: "), () -> file + " begins with " + head);
            }
        }
    }

    @Test
    void eachScenarioOfAControlIsNamed() throws IOException {
        Set<String> named = rows().stream().flatMap(row -> all(SCENARIO, row).stream()).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            assertEquals(named,
                    files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("Y.")).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void theTestsThatAreNamedAreThere() throws IOException {
        Set<String> there = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java")).forEach(name -> there.add(name.replace(".java", "")));
            }
        }
        assertEquals(List.of(), rows().stream().flatMap(row -> all(TEST, row).stream()).filter(test -> !there.contains(test)).toList());
    }

    @Test
    void eachBlockingScenarioHasWhatPassesAndWhatDoesNot() throws IOException {
        for (String row : rows()) {
            for (String file : all(SCENARIO, row)) {
                String text = Files.readString(SCENARIOS.resolve(file));
                boolean isOfWhatIsOpenAlone = List.of("P11", "P13").contains(control(row));
                assertTrue(text.contains("New            New"), () -> file + " has nothing that passes");
                assertTrue(isOfWhatIsOpenAlone || text.contains("Rejected       Rejected"), () -> file + " has nothing that is blocked");
                assertTrue(text.contains("< nothing"), () -> file + " does not look at what reaches a venue");
            }
        }
    }
}
