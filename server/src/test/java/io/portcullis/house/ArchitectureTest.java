package io.portcullis.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of the house: who may import whom, how pure the core is, and that nothing goes round in circles. */
final class ArchitectureTest {

    private static final JavaClasses PORTCULLIS = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portcullis");

    @ParameterizedTest(name = "{0} imports along its arrows only")
    @CsvSource(delimiter = '|', textBlock = """
            # package        | of ours                              | of others
            oms              |                                      | org.agrona
            risk             | oms                                  | org.agrona org.hipparchus
            fix.dictionaries | oms                                  | quickfix javax.xml org.w3c.dom org.xml.sax
            fix.sessions     | oms fix.dictionaries                 | quickfix io.netty org.snakeyaml javax.net.ssl javax.crypto javax.security org.bouncycastle org.agrona org.slf4j com.codahale.metrics
            venues           | oms fix.dictionaries fix.sessions    | quickfix io.netty org.agrona org.slf4j com.codahale.metrics
            admin            | oms                                  | io.vertx io.netty com.fasterxml.jackson io.prometheus org.agrona org.slf4j com.codahale.metrics
            """)
    void aModuleImportsAlongItsArrowsOnly(String module, String ours, String others) {
        var itself = "io.portcullis." + module + "..";
        var allowed = Stream.of(Stream.of(itself, "java..", "org.jspecify.."),
                words(ours).map(name -> "io.portcullis." + name + ".."),
                words(others).map(name -> name + "..")).flatMap(names -> names).toArray(String[]::new);

        classes().that().resideInAPackage(itself).should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(PORTCULLIS);
    }

    /** Only then does a log fold to the same state on every machine, and a simulated day run as the real one would. */
    @Test
    void theCoreAndTheRiskChecksHaveNoClockNoRandomNoThreadAndNoInputOrOutput() {
        var packages = resideInAnyPackage("io.portcullis..", "java.lang", "java.lang.annotation", "java.lang.runtime", "java.lang.invoke", "java.math",
                "java.nio", "java.nio.charset", "java.time..", "java.util", "java.util.function", "java.util.stream", "org.agrona..", "org.jspecify..",
                "org.hipparchus..");
        var impure = nameMatching("java\\.lang\\.(Thread|Process|Runtime|ThreadLocal|ScopedValue)\\w*|java\\.time\\.(Clock|InstantSource)"
                + "|java\\.util\\.(\\w*Random|Timer|TimerTask|UUID|Scanner)|org\\.agrona\\.(IoUtil|concurrent\\.\\w*Clock)");

        assertAll(
                () -> classes().that(belongToTheCore()).should().onlyDependOnClassesThat(packages).check(PORTCULLIS),
                () -> noClasses().that(belongToTheCore()).should().dependOnClassesThat(impure).check(PORTCULLIS),
                () -> noClasses().that(belongToTheCore()).should().accessTargetWhere(asksTheMachine()).check(PORTCULLIS));
    }

    /** Estimates in floating point have no place where orders are decided. */
    @Test
    void onlyRiskMetricsReckonWithTheMathematicsLibraryAndTheGateKnowsNothingOfThem() {
        var metrics = "io.portcullis.risk.metrics..";
        noClasses().that().resideOutsideOfPackage(metrics).should().dependOnClassesThat().resideInAPackage("org.hipparchus..").check(PORTCULLIS);
        noClasses().that(resideInAnyPackage("io.portcullis.oms..", "io.portcullis.risk")).should().dependOnClassesThat().resideInAPackage(metrics)
                .check(PORTCULLIS);
    }

    /** What counts what goes out is not to make the mistakes of what decides it. */
    @Test
    void theLastPointKnowsNeitherTheRouterNorTheCoresOrders() {
        noClasses().that().resideInAPackage("io.portcullis.venues.lastpoint..").should()
                .dependOnClassesThat(resideInAnyPackage("io.portcullis.oms.order..", "io.portcullis.oms.core..", "io.portcullis.venues.routing..")
                        .and(DescribedPredicate.not(nameMatching("io\\.portcullis\\.oms\\.core\\.Effect(\\$.*)?"))))
                .check(PORTCULLIS);
    }

    @Test
    void noPackagesDependOnEachOtherInACycle() {
        slices().matching("io.portcullis.(**)").should().beFreeOfCycles().check(PORTCULLIS);
    }

    @Test
    void everyModuleIsLookedAt() {
        Stream.of("oms", "risk", "fix.dictionaries", "fix.sessions", "venues", "admin", "server").map(name -> "io.portcullis." + name)
                .forEach(name -> assertTrue(PORTCULLIS.stream().anyMatch(type -> type.getPackageName().startsWith(name)), name + " is not on the class path"));
    }

    private static DescribedPredicate<JavaClass> belongToTheCore() {
        return resideInAnyPackage("io.portcullis.oms..", "io.portcullis.risk..");
    }

    /** The time, randomness or the environment by a call that needs no suspicious type. */
    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        return DescribedPredicate.describe("asks the machine for the time, for randomness or for its environment", access -> {
            var owner = access.getTargetOwner().getName();
            var name = access.getTarget().getName();
            return owner.startsWith("java.time.") && name.equals("now") || owner.equals("java.time.ZoneId") && name.equals("systemDefault")
                    || owner.equals("java.lang.Math") && name.equals("random") || owner.equals("java.util.Collections") && name.equals("shuffle")
                    || owner.startsWith("org.hipparchus.random.") && name.equals("<init>") && access.getTarget().getFullName().endsWith("()")
                    || owner.equals("java.lang.System") && !name.equals("arraycopy") || name.equals("parallelStream") || name.equals("identityHashCode");
        });
    }

    private static Stream<String> words(String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" "));
    }
}
