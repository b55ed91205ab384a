package io.portcullis.server.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The order scenarios with a whole hub between a client and venues, all in FIX 4.2, all in 4.4, all in 5.0 SP2. */
class ScenariosOverFixTest {

    private static final List<FixVersion> VERSIONS = List.of(FixVersion.FIX42, FixVersion.FIX44, FixVersion.FIX50SP2);

    @TempDir
    private static Path directory;
    private static final Map<String, FixSurroundings> HUBS = new HashMap<>();
    private static int runs;

    @AfterAll
    static void stop() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (FixSurroundings hub : HUBS.values()) {
            complaints.addAll(hub.complaints());
            hub.close();
        }
        assertEquals(List.of(), complaints);
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSays() {
        List<Scenario> scenarios = Scenario.all();
        return VERSIONS.stream().map(version -> dynamicContainer(version.toString(), scenarios.stream().map(scenario -> dynamicContainer(scenario.name(),
                scenario.cases().stream().filter(each -> each.holdsIn(version.toString())).map(each -> test(version, each, scenarios))))));
    }

    private static DynamicTest test(FixVersion version, Scenario.Case which, List<Scenario> all) {
        return dynamicTest(which.title(), () -> {
            int venues = venuesOf(which);
            FixSurroundings hub = HUBS.get(version + " " + venues + which.takes());
            if (hub == null) {
                hub = new FixSurroundings(directory.resolve(version + "-" + venues + which.takes().toString().replaceAll("\\W+", "-")), version, venues,
                        which.takes(),
                        settings(all, which.takes()));
                HUBS.put(version + " " + venues + which.takes(), hub);
            }
            new ScenarioRun(hub, which, Integer.toString(++runs)).play();
        });
    }

    static int venuesOf(Scenario.Case which) {
        return which.steps().stream().anyMatch(step -> step.at().text().startsWith("venue2")) ? 2 : 1;
    }

    private static Set<Set<String>> settings(List<Scenario> scenarios, Map<String, String> takes) {
        Set<Set<String>> all = new HashSet<>();
        scenarios.forEach(scenario -> scenario.cases().stream().filter(each -> each.takes().equals(takes))
                .forEach(each -> all.add(each.settings())));
        return all;
    }
}
