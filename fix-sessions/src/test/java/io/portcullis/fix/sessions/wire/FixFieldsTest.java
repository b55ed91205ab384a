package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.MalformedField.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.UtcTimestampPrecision;
import quickfix.field.converter.UtcTimestampConverter;

class FixFieldsTest {

    @ParameterizedTest
    @CsvSource({"100, 10000000000", "10.25, 1025000000", ".5, 50000000", "5., 500000000", "-0.00000001, -1", "0001, 100000000",
        "92233720368.54775800, 9223372036854775800",
        "1.000000000000, 100000000"})
    void aDecimalIsReadExactly(String text, long raw) throws MalformedField {
        assertEquals(raw, of("38=" + text).decimal(38));
    }

    @ParameterizedTest
    @CsvSource({"abc, NOT_A_NUMBER", "1e3, NOT_A_NUMBER", "., NOT_A_NUMBER", "-, NOT_A_NUMBER", "1.2.3, NOT_A_NUMBER", "+1, NOT_A_NUMBER",
        "92233720368.6, TOO_LARGE",
        "99999999999999999999999999, TOO_LARGE", "0.000000001, TOO_PRECISE"})
    void aDecimalThatCannotBeKeptIsRefusedWithItsReason(String text, Problem problem) {
        MalformedField refused = assertThrows(MalformedField.class, () -> of("38=" + text).decimal(38));

        assertEquals(problem, refused.problem());
        assertEquals(38, refused.tag());
        assertEquals(text, refused.value());
        assertTrue(refused.getMessage().startsWith("OrderQty(38)=" + text + " "));
    }

    @Test
    void decimalsAreWrittenAsBigDecimalWouldAndReadBackTheSame() throws MalformedField {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long raw = random.nextLong() >> random.nextInt(64);
            raw = raw < -Long.MAX_VALUE / 2 ? 0 : raw;
            FixBody body = new FixBody().begin("D").putDecimal(44, raw);
            String text = new String(body.bytes(), 3, body.length() - 4, java.nio.charset.StandardCharsets.US_ASCII);
            assertEquals(0, BigDecimal.valueOf(raw, 8).compareTo(new BigDecimal(text)), () -> text);
            if (Math.abs(raw) < Long.MAX_VALUE / 2) {
                assertEquals(raw, of("44=" + text).decimal(44));
            }
        }
    }

    @Test
    void timestampsAreReadAndWrittenAsQuickFixDoes() throws Exception {
        Random random = new Random(11);
        long end = Instant.parse("2261-01-01T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 5_000; i++) {
            long seconds = (long) (random.nextDouble() * end);
            int micros = random.nextInt(1_000_000);
            LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, micros * 1000, ZoneOffset.UTC);
            String expected = UtcTimestampConverter.convert(time, UtcTimestampPrecision.MICROS);
            FixBody body = new FixBody().begin("D").putUtcMicros(60, seconds * 1_000_000_000L + micros * 1000L);
            assertEquals("60=" + expected + "\u0001", new String(body.bytes(), 0, body.length(), java.nio.charset.StandardCharsets.US_ASCII));
            assertEquals(seconds * 1_000_000_000L + micros * 1000L, of("60=" + expected).utcTimestamp(60));
        }
        assertEquals(Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli() * 1_000_000, of("60=20240229-23:59:59.999").utcTimestamp(60));
    }

    @ParameterizedTest
    @CsvSource({"20230229-00:00:00", "20261301-00:00:00", "20260131-24:00:00", "20260131-09:30:00.1", "20260131 09:30:00", "19691231-23:59:59",
        "20260131-09:30:0x"})
    void whatIsNoTimestampIsRefused(String text) {
        assertEquals(Problem.NOT_A_TIMESTAMP, assertThrows(MalformedField.class, () -> of("60=" + text).utcTimestamp(60)).problem());
    }

    @Test
    void absentAndEmptyFieldsDiffer() throws MalformedField {
        FixMessage message = of("55=|1=ACC");

        assertEquals(Problem.MISSING, assertThrows(MalformedField.class, () -> message.string(11)).problem());
        assertEquals(Problem.EMPTY, assertThrows(MalformedField.class, () -> message.string(55)).problem());
        assertNull(message.stringOrNull(11));
        assertEquals(-1, message.integer(99, -1));
        assertFalse(message.isYes(43));
        assertTrue(message.is(1, "ACC") && !message.is(1, "AC") && !message.is(2, "ACC"));
    }

    @Test
    void groupEntriesAreWalkedOneByOne() throws MalformedField {
        FixMessage message = of("268=3|269=0|270=10.1|271=100|269=1|270=10.2|269=2|271=7");
        List<String> entries = new ArrayList<>();
        for (FixGroup entry = message.group(268); entry.next();) {
            entries.add(entry.character(269) + " " + entry.decimal(270, -1) + " " + entry.decimal(271, -1));
        }

        assertEquals(List.of("0 1010000000 10000000000", "1 1020000000 -1", "2 -1 700000000"), entries);
        assertFalse(message.group(453).next());
    }

    @Test
    void aDataFieldMayHoldDelimiters() throws MalformedField {
        FixMessage message = FixMessage.of("35=D\u0001354=7\u0001355=a\u0001b=c\u0001d\u000155=ACME\u0001");

        assertEquals("a\u0001b=c\u0001d", message.string(355));
        assertEquals("ACME", message.string(55));
    }

    @Test
    void passwordsAreNotShown() {
        assertEquals("35=A|554=***|925=***|1554=x|", FixMessage.of("35=A\u0001554=secret\u0001925=new\u00011554=x\u0001").toString());
    }

    private static FixMessage of(String fields) {
        return FixMessage.of(("35=D|" + fields + "|").replace('|', '\u0001'));
    }
}
