package io.portcullis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.types.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler checks and a reader expects. Every rule lists the files that break it. */
final class TidyTest {

    private static final List<Path> SOURCES = House.files("*/src/*/java/**.java");
    private static final Pattern SENTENCE_AND_NULL_MARKED = Pattern.compile("^/\\*\\*\\s.*\\.\\s*\\*/\\s*@NullMarked\\s+package ", Pattern.DOTALL);
    private static final Pattern TEST_ANNOTATION = Pattern.compile("^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?[\\w.]+\\.(\\w+|\\*);", Pattern.MULTILINE);
    private static final Pattern EMPTY_NAME = Pattern.compile("Abstract\\w+|\\w+(Manager|Helper|Utils?|Impl)");
    private static final Pattern SETTING = Pattern.compile("\\.(text|directory|zone|time|oneOf|integer|yes|duration|size|choice|\\w+OrNull)\\(\"([a-z-]+)\"");
    private static final Pattern REFUSAL = Pattern.compile("^    ([A-Z_]+)\\(\\d+, Fault\\.", Pattern.MULTILINE);

    @Test
    void everyPackageSaysInASentenceWhatItIsForAndIsNullMarked() {
        var packages = mainSources().map(Path::getParent).distinct().map(directory -> directory.resolve("package-info.java"));
        none(packages, file -> !House.has(file) || !SENTENCE_AND_NULL_MARKED.matcher(House.text(file)).find());
    }

    @Test
    void everyTestClassHasANameThatTheBuildExecutes() {
        none(SOURCES.stream(), file -> TEST_ANNOTATION.matcher(House.text(file)).find() && !file.toString().matches(".*(Test|IT)\\.java"));
    }

    @Test
    void everyFileThatTestsReadIsNamedByATestOfItsModule() {
        none(House.files("*/src/test/resources/**").stream().filter(file -> !file.endsWith("logback-test.xml")), file -> {
            var tests = SOURCES.stream().filter(source -> source.startsWith(file.subpath(0, 3))).map(House::text).collect(Collectors.joining());
            var inResources = file.subpath(4, file.getNameCount());
            return Stream.iterate(inResources, path -> path != null, Path::getParent).noneMatch(path -> tests.contains(path.getFileName().toString()));
        });
    }

    @Test
    void everyImportIsUsedAndNamesOneThing() {
        none(SOURCES.stream(), file -> {
            var text = House.text(file);
            var code = IMPORT.matcher(text).replaceAll("");
            return IMPORT.matcher(text).results().map(found -> found.group(1))
                    .anyMatch(name -> name.equals("*") || !Pattern.compile("\\b" + name + "\\b").matcher(code).find());
        });
    }

    @Test
    void noNameSaysNothing() {
        none(SOURCES.stream(), file -> EMPTY_NAME.matcher(file.getFileName().toString().replace(".java", "")).matches());
    }

    @Test
    void nothingIsLeftForLater() {
        var later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
        none(SOURCES.stream(), file -> later.matcher(House.text(file)).find());
    }

    @Test
    void everyRefusalIsUsed() {
        var enumeration = Path.of("oms/src/main/java/io/portcullis/oms/types/Refusal.java");
        var code = mainSources().filter(file -> !file.equals(enumeration)).map(House::text).collect(Collectors.joining());
        none(REFUSAL.matcher(House.text(enumeration)).results().map(found -> found.group(1)), name -> !code.contains("Refusal." + name));
    }

    @Test
    void everyRefusalStandsInItsTableWithWhatFixCallsIt() {
        var table = House.text(Path.of("docs/refusals.md"));
        none(Stream.of(Refusal.values()), refusal -> !table
                .contains("| %d | %s | %d | %d |".formatted(refusal.number(), refusal, refusal.ordRejReason(), refusal.cxlRejReason())));
    }

    @Test
    void theVersionOfALibraryStandsInTheParentOnly() {
        var version = Pattern.compile("<dependency>(?:(?!</dependency>).)*<version>", Pattern.DOTALL);
        none(House.files("*/pom.xml").stream(), file -> version.matcher(House.text(file)).find());
    }

    @Test
    void everySettingThatTheCodeReadsIsExplainedInConf() {
        var conf = House.files("conf/*.ini").stream().map(House::text).collect(Collectors.joining());
        none(settingsInCode().stream(), key -> !Pattern.compile("(?<![\\w-])" + key + "(?![\\w-])").matcher(conf).find());
    }

    @Test
    void everySettingThatConfExplainsIsReadByTheCode() {
        var known = settingsInCode();
        var named = Pattern.compile("^(?:#   (?=[a-z]))?([a-z-]+(?:, [a-z-]+)*) (?: |=)", Pattern.MULTILINE);
        var explained = House.files("conf/*.ini").stream()
                .flatMap(file -> named.matcher(House.text(file)).results().flatMap(found -> Stream.of(found.group(1).split(", "))));
        none(explained, key -> !known.contains(key));
    }

    /** A secret itself never stands in a file, but the name of its file does. */
    private static Set<String> settingsInCode() {
        var code = mainSources().filter(file -> file.toString().contains("/server/settings/")).map(House::text).collect(Collectors.joining());
        return SETTING.matcher(code).results().map(found -> found.group(2) + (found.group(1).equals("secretOrNull") ? "-file" : ""))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> mainSources() {
        return SOURCES.stream().filter(file -> file.toString().contains("/src/main/"));
    }

    private static <T> void none(Stream<T> things, Predicate<T> breaksTheRule) {
        var found = things.filter(breaksTheRule).map(Object::toString).collect(Collectors.joining("\n"));
        assertEquals("", found, "these break the rule");
    }
}
