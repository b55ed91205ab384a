package io.portcullis.server.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order scenarios with the order core alone: all of them within seconds. */
class ScenariosOnTheCoreTest {

    private static final String OF_FIX = "A.1.a A.1.b B.1.a B.1.b B.1.c B.1.d B.1.e B.1.f C.1.a C.1.b C.1.c C.2.a C.3.a C.3.b C.3.c D.1.a D.1.b D.1.c "
            + "D.2.a D.2.b D.2.c D.2.d E.1.a E.1.b E.1.c E.1.d E.1.e F.1.a F.1.b F.1.c G.1.a G.1.b G.1.c H.1.a H.1.b H.1.c H.1.d I.1.a I.1.b J.1.a J.1.b J.1.c "
            + "J.1.d K.1.a K.1.b L.1.a L.1.b";

    @Test
    void eachOfFixsScenariosHasItsFileAndEachFileItsSentence() {
        List<String> names = Scenario.all().stream().map(scenario -> scenario.name().split("-")[0]).toList();
        assertEquals(List.of(), Stream.of(OF_FIX.split(" ")).filter(name -> !names.contains(name)).toList());
        assertEquals(List.of(), Scenario.all().stream().filter(scenario -> scenario.title().isEmpty() || scenario.cases().isEmpty()).toList());
    }

    @TestFactory
    Stream<DynamicNode> anOrderLivesAsFixSays() {
        return Scenario.all().stream().map(scenario -> dynamicContainer(scenario.name(), scenario.cases().stream().filter(each -> each.holdsIn("core"))
                .map(each -> dynamicTest(each.title(), () -> new ScenarioRun(new CoreSurroundings(each), each, "1").play()))));
    }
}
