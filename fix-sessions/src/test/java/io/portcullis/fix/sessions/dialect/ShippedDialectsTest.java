package io.portcullis.fix.sessions.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example beside a dialect that ships with the hub. */
class ShippedDialectsTest {

    private static final Path SHIPPED = Path.of("../fix-dictionaries/src/main/resources/dialects");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleComesOutAsExpected(Path file) throws Exception {
        Dialect dialect = Dialect.read(file.toString(), Files.readString(file), TestInstruments.codes());
        Path examplesFile = file.resolveSibling(dialect.name() + ".examples.txt");
        List<Examples.Example> examples = Examples.read(examplesFile.toString(), Files.readString(examplesFile));

        assertFalse(examples.isEmpty());
        for (Examples.Example example : examples) {
            assertEquals("", example.differenceOf(dialect), () -> examplesFile + ":" + example.line());
        }
    }

    @Test
    void anExampleWithoutItsOutcomeIsRefusedByItsLine() {
        DialectException refused = assertThrows(DialectException.class, () -> Examples.read("a.examples.txt", "# first\nin 35=D|11=A|\n\n"));

        assertEquals("a.examples.txt:2: must be in or out with a message, and -> with what becomes of it in the next line, was in 35=D|11=A|", refused.text());
    }

    @Test
    void aChangedDialectIsComparedTagByTag() throws Exception {
        Comparison comparison = new Comparison(dialect("in:\n  - {set: {1: ACME}, map: {54: {B: 1, otherwise: keep}}}"),
                dialect("in:\n  - {set: {1: OTHER}, map: {54: {B: 1}}}"));

        assertEquals(List.of("Account(1)                   came X                    before ACME                 after OTHER"),
                comparison.of(true, "35=h|1=X|336=1|340=1|"));
        assertEquals(List.of("before  35=D|1=ACME|11=A|55=A|54=1|60=20260131-09:30:00.000|40=1|", "after   reject 54: Side(54)=1 is not agreed, allowed are B"),
                comparison.of(true, "35=D|1=X|11=A|55=A|54=1|60=20260131-09:30:00.000|40=1|"));
    }

    private static Dialect dialect(String rules) throws DialectException {
        return Dialect.read("test.yaml", "dialect: test\nversion: FIX.4.4\nstrictness: {allow-unknown-tags: yes}\n" + rules, TestInstruments.codes());
    }
}
