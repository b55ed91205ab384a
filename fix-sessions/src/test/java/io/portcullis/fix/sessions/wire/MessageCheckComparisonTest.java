package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Strictness;
import io.portcullis.fix.dictionaries.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.ValidationSettings;

/** Every row of {@code message-checks.txt}, by our check and by QuickFIX/J's. */
class MessageCheckComparisonTest {

    private static final Strictness STRICTNESS = new Strictness(true, false, true);
    private static final String ORDER = "11=A1|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";

    record Row(FixVersion version, String type, String body, String ours, String quickFix) {
    }

    static Stream<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/message-checks.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(line));
            }
        }
        return rows.stream();
    }

    private static Row row(String line) {
        String[] sides = line.replaceFirst("^!", "").split("->");
        String[] outcomes = sides[1].split("/");
        String[] words = sides[0].strip().split("\\s+", 3);
        return new Row(FixVersion.valueOf(words[0]), words[1], words[2].replace("{order}", ORDER), outcomes[0].strip(), outcomes[outcomes.length - 1].strip());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void ourCheckSaysWhatTheTableSays(Row row) {
        FixMessage message = FixMessage.of(wire(row));
        Violation violation = FixDictionary.of(row.version).check(STRICTNESS).check(message.index(), row.type);

        assertEquals(row.ours, violation == null ? "ok" : violation.reason() + " " + violation.tag());
        assertTrue(violation == null || violation.text().contains(Integer.toString(violation.tag())), () -> String.valueOf(violation));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void quickFixSaysWhatTheTableSays(Row row) {
        assertEquals(row.quickFix, quickFix(row));
    }

    @Test
    void aTagThatIsMissingInTheHeaderIsFoundToo() {
        FixMessage message = FixMessage.of(wire(new Row(FixVersion.FIX44, "D", ORDER, "", "")).replace("\u000152=20260131-09:30:00.000", ""));

        Violation violation = FixDictionary.of(FixVersion.FIX44).check(STRICTNESS).check(message.index(), "D");

        assertEquals(new Violation(52, 1, "SendingTime(52) is missing in 35=D"), violation);
    }

    @Test
    void aCheckIsUsedForMessageAfterMessage() {
        var check = FixDictionary.of(FixVersion.FIX44).check(STRICTNESS);
        FixMessage good = FixMessage.of(wire(new Row(FixVersion.FIX44, "D", ORDER, "", "")));
        FixMessage bad = FixMessage.of(wire(new Row(FixVersion.FIX44, "D", ORDER.replace("11=A1|", ""), "", "")));

        for (int i = 0; i < 3; i++) {
            assertEquals(null, check.check(good.index(), "D"));
            assertEquals(11, check.check(bad.index(), "D").tag());
        }
    }

    private static String quickFix(Row row) {
        FixDictionary dictionary = FixDictionary.of(row.version);
        ValidationSettings settings = new ValidationSettings();
        settings.setCheckUserDefinedFields(false);
        Message message = new Message();
        try {
            message.fromString(wire(row), dictionary.session(), dictionary.application(), settings, true);
            dictionary.application().validate(message, row.version.isFixt(), settings);
            return "ok";
        } catch (InvalidMessage e) {
            return "garbled";
        } catch (IncorrectTagValue e) {
            return e.getSessionRejectReason() + " " + e.getField();
        } catch (IncorrectDataFormat e) {
            return e.getSessionRejectReason() + " " + e.getField();
        } catch (FieldException e) {
            return e.getSessionRejectReason() + " " + e.getField();
        } catch (FieldNotFound e) {
            return "1 " + e.field;
        }
    }

    private static String wire(Row row) {
        String content = "35=" + row.type + "|34=2|49=CLIENT|52=20260131-09:30:00.000|56=BROKER|" + row.body;
        String start = "8=" + row.version.beginString() + "|9=" + content.length() + "|" + content;
        String wire = start.replace('|', '\u0001');
        int sum = 0;
        for (byte b : wire.getBytes(StandardCharsets.ISO_8859_1)) {
            sum += b & 0xFF;
        }
        return wire + "10=" + String.format("%03d", sum & 0xFF) + "\u0001";
    }
}
