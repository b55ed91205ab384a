package io.portcullis.server.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The order scenarios with a whole hub between a client and venues, all in FIX 4.2, all in 4.4, all in 5.0 SP2, and with a client of one version and venues of another. */
class ScenariosOverFixTest {

    @TempDir
    private static Path directory;
    private static Hubs hubs;
    private static int runs;

    private final List<Scenario> scenarios = Scenario.all();

    @BeforeAll
    static void prepare() {
        hubs = new Hubs(directory, Scenario.all());
    }

    @AfterAll
    static void stop() throws Exception {
        assertEquals(List.of(), hubs.stop());
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSays() {
        return Versions.ofOne().stream().map(versions -> dynamicContainer(versions.toString(), scenarios.stream().map(scenario -> dynamicContainer(
                scenario.name(), scenario.cases().stream().filter(versions::allow).map(each -> test(versions, each))))));
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSaysAlsoWhereItsVenueSpeaksAnotherVersionThanItsClient() {
        return Versions.mixed().stream().map(versions -> dynamicContainer(versions.toString(), IntStream.range(0, scenarios.size()).mapToObj(file -> {
            Scenario scenario = scenarios.get(file);
            return dynamicContainer(scenario.name(), scenario.cases().stream().filter(each -> Versions.mixedFor(each, file).contains(versions))
                    .map(each -> test(versions, each)));
        })));
    }

    private static DynamicTest test(Versions versions, Scenario.Case which) {
        return dynamicTest(which.title(), () -> new ScenarioRun(hubs.hubFor(versions, which), which, Integer.toString(++runs)).play());
    }
}
