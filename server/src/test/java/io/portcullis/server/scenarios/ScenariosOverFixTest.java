package io.portcullis.server.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The order scenarios with a whole hub between a client and venues, all in FIX 4.2, all in 4.4, all in 5.0 SP2, and with a client of one version and venues of another. */
class ScenariosOverFixTest {

    @TempDir
    private static Path directory;
    private static final Map<String, FixSurroundings> HUBS = new HashMap<>();
    private static final List<String> COMPLAINTS = new ArrayList<>();
    private static @Nullable Versions versionsOfHubs;
    private static int runs;

    @AfterAll
    static void stop() throws Exception {
        stopHubs();
        assertEquals(List.of(), COMPLAINTS);
    }

    private static void stopHubs() throws Exception {
        for (FixSurroundings hub : HUBS.values()) {
            COMPLAINTS.addAll(hub.complaints());
            hub.close();
        }
        HUBS.clear();
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSays() {
        List<Scenario> scenarios = Scenario.all();
        return Versions.ofOne().stream().map(versions -> dynamicContainer(versions.toString(), scenarios.stream().map(scenario -> dynamicContainer(
                scenario.name(), scenario.cases().stream().filter(versions::allow).map(each -> test(versions, each, scenarios))))));
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSaysAlsoWhereItsVenueSpeaksAnotherVersionThanItsClient() {
        List<Scenario> scenarios = Scenario.all();
        return Versions.mixed().stream().map(versions -> dynamicContainer(versions.toString(), IntStream.range(0, scenarios.size()).mapToObj(file -> {
            Scenario scenario = scenarios.get(file);
            return dynamicContainer(scenario.name(), scenario.cases().stream().filter(each -> Versions.mixedFor(each, file).contains(versions))
                    .map(each -> test(versions, each, scenarios)));
        })));
    }

    private static DynamicTest test(Versions versions, Scenario.Case which, List<Scenario> all) {
        return dynamicTest(which.title(), () -> {
            if (!versions.equals(versionsOfHubs)) {
                stopHubs();
                versionsOfHubs = versions;
            }
            int venues = venuesOf(which);
            FixSurroundings hub = HUBS.get(venues + which.takes().toString());
            if (hub == null) {
                hub = new FixSurroundings(directory.resolve(versions + "-" + venues + which.takes().toString().replaceAll("\\W+", "-")), versions, venues,
                        which.takes(), settings(all, which.takes()));
                HUBS.put(venues + which.takes().toString(), hub);
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
