package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of limits let more pass. */
class LooseningTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /** {@code account=ONE: 100 daily 09:00-10:00 UTC}; of what is restricted, yes or no. */
    private static Limit limit(String text) {
        String[] parts = text.split(": ");
        boolean isList = parts[1].startsWith("yes") || parts[1].startsWith("no");
        LimitKey key = new LimitKey(Scope.of(parts[0]), isList ? Measure.RESTRICTED : Measure.OPEN_QUANTITY);
        return new Limit(key, Limit.most(key.measure(), parts[1].split(" ")[0]), null, 0,
                Window.of(after("daily ", parts[1]), after("from ", parts[1]), after("until ", parts[1])));
    }

    private static @Nullable String after(String word, String text) {
        int at = text.indexOf(word);
        String rest = at < 0 ? "" : text.substring(at + word.length());
        return at < 0 ? null : word.equals("daily ") ? rest.split(" ")[0] + " " + rest.split(" ")[1] : rest.split(" ")[0];
    }

    private static List<Limit> limits(@Nullable String text) {
        return text == null ? List.of() : Stream.of(text.split("; ")).map(LooseningTest::limit).toList();
    }

    private static boolean letsMorePass(List<Limit> before, List<Limit> after) {
        List<LimitChange> changes = new ArrayList<>();
        for (Limit limit : before) {
            Limit then = after.stream().filter(each -> each.key().equals(limit.key())).findAny().orElse(null);
            if (!Objects.equals(limit, then)) {
                changes.add(new LimitChange(limit.key(), limit, then));
            }
        }
        after.stream().filter(each -> before.stream().noneMatch(limit -> limit.key().equals(each.key())))
                .forEach(each -> changes.add(new LimitChange(each.key(), null, each)));
        return Loosening.isIn(changes, before, NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // amounts
        "account=ONE: 100 | account=ONE: 101 | true", "account=ONE: 100 | account=ONE: 99 | false", "account=ONE: 100 | | true", "| account=ONE: 100 | false",
        "account=*: 100 | account=*: 100; account=ONE: 101 | true", "account=*: 100 | account=*: 100; account=ONE: 99 | false",
        "account=*: 100; account=ONE: 90 | account=*: 100 | true", "account=*: 100; account=ONE: 100 | account=*: 100 | false",
        "account=*: 100; account=ONE: 200 | account=*: 100 | false",
        // times
        "account=ONE: 100 | account=ONE: 100 daily 09:00-10:00 UTC | true", "account=ONE: 100 daily 09:00-10:00 UTC | account=ONE: 100 | false",
        "account=ONE: 100 daily 09:00-10:00 UTC | account=ONE: 100 daily 08:00-10:00 UTC | false",
        "account=ONE: 100 daily 09:00-10:00 UTC | account=ONE: 100 daily 09:00-09:59 UTC | true",
        "account=ONE: 100 daily 09:00-10:00 UTC | account=ONE: 100 daily 09:30-10:30 UTC | true",
        "account=ONE: 100 | account=ONE: 100 from 2026-11-20T12:00:00Z | false", "account=ONE: 100 | account=ONE: 100 from 2026-11-20T12:00:01Z | true",
        "account=ONE: 100 until 2026-11-20T12:00:00Z | | false", "account=ONE: 100 until 2026-11-20T12:00:01Z | | true",
        "account=ONE: 100 until 2026-12-01T00:00:00Z | account=ONE: 100 until 2026-12-02T00:00:00Z | false",
        "account=ONE: 100 until 2026-12-01T00:00:00Z | account=ONE: 100 until 2026-11-30T00:00:00Z | true",
        "account=ONE: 100 from 2026-12-01T00:00:00Z | account=ONE: 200 until 2026-12-01T00:00:00Z | true",
        // a wider limit takes its place
        "account=*: 100; account=ONE: 100 | account=*: 100; account=ONE: 100 daily 09:00-10:00 UTC | false",
        "account=*: 100; account=ONE: 90 | account=*: 100; account=ONE: 90 daily 09:00-10:00 UTC | true",
        "account=*: 100 daily 09:00-10:00 UTC; account=ONE: 90 | account=*: 100 daily 09:00-10:00 UTC | true",
        // exceptions
        "account=*: 100; account=ONE: 200 daily 09:00-10:00 UTC | account=*: 100; account=ONE: 200 daily 09:00-11:00 UTC | true",
        "account=*: 100; account=ONE: 200 daily 09:00-10:00 UTC | account=*: 100; account=ONE: 200 daily 09:00-09:30 UTC | false",
        "account=*: 100 daily 09:00-10:00 UTC | account=*: 100 daily 09:00-10:00 UTC; account=ONE: 200 daily 10:00-11:00 UTC | false",
        "account=*: 100 daily 09:00-10:00 UTC | account=*: 100 daily 09:00-10:00 UTC; account=ONE: 200 daily 09:59-11:00 UTC | true",
        // what is restricted
        "| symbol=IBM: yes | false", "symbol=IBM: yes | | true", "symbol=IBM: yes | symbol=IBM: no | true", "symbol=IBM: no | symbol=IBM: yes | false",
        "| symbol=IBM: no | false", "symbol=*: yes | symbol=*: yes; symbol=IBM: no | true", "symbol=*: yes; symbol=IBM: no | symbol=*: yes | false",
        "symbol=IBM: yes | symbol=IBM: yes until 2026-12-01T00:00:00Z | true",
        // exceptions of which neither says all that the other does
        "client=* symbol=IBM: yes | client=* symbol=IBM: yes; client=A symbol=*: no | true",
        "client=* symbol=IBM: yes | client=* symbol=IBM: yes; client=A symbol=*: yes | false",
        "client=A symbol=*: no | client=A symbol=*: no; client=* symbol=IBM: yes | false",
        "client=* symbol=IBM: yes; client=A symbol=IBM: yes | client=* symbol=IBM: yes; client=A symbol=IBM: yes; client=A symbol=*: no | false",
        "client=* symbol=*: 50; client=A symbol=IBM: 100 daily 09:00-10:00 UTC | client=A symbol=*: 50; client=* symbol=*: 50; client=A symbol=IBM: 100 daily "
                + "09:00-10:00 UTC | false"})
    void changes(@Nullable String before, @Nullable String after, boolean letMorePass) {
        assertEquals(letMorePass, letsMorePass(limits(before), limits(after)));
    }

    /** {@code client=ACME: 100 two-persons} on gross exposure, the release only where it kills. */
    private static Limit ofMetric(String text) {
        String[] parts = text.split("[: ]+", 3);
        LimitKey key = LimitKey.of(parts[0], "gross");
        return new Limit(key, Limit.most(key.measure(), parts[1]), "USD", 0, Window.ALWAYS,
                Breaker.of(key.measure(), parts[1], parts.length > 2 ? parts[2] : null));
    }

    private static List<Limit> ofMetrics(@Nullable String text) {
        return text == null ? List.of() : Stream.of(text.split("; ")).map(LooseningTest::ofMetric).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "| client=A: 100 | false", "client=A: 100 | client=A: 101 | true", "client=A: 100 | client=A: 99 | false", "client=A: 100 | | true",
        "client=*: 100 | client=*: 100; client=A: 200 | true", "client=*: 100 | client=*: 100; client=A: 50 | false",
        "client=*: 100; client=A: 100 | client=*: 100 | false", "client=*: 100 | client=*: 100; desk=A: 200 | false",
        "portfolio=*: 100 | portfolio=*: 100; portfolio=G: 200 | true", "account=*: 100 | account=*: 100; portfolio=G: 200 | false",
        "firm: 100 | firm: 200 | true", "firm: 100 | firm: 100; client=A: 200 | false",
        // what it kills
        "client=A: 100 | client=A: 100 two-persons | false", "client=A: 100 two-persons | client=A: 100 | true",
        "client=A: 100 two-persons | client=A: 100 alone after 5m | true", "client=*: 100 two-persons | client=*: 100 two-persons; client=A: 100 | true"})
    void changesOfLimitsOnRiskMetrics(@Nullable String before, @Nullable String after, boolean letMorePass) {
        assertEquals(letMorePass, letsMorePass(ofMetrics(before), ofMetrics(after)));
    }

    @Test
    void manyChangesAtOnceAreLookedAtTogether() {
        List<Limit> some = IntStream.range(0, 2_000).mapToObj(i -> limit("client=* symbol=S" + i + ": yes")).toList();
        List<Limit> allOfOne = new ArrayList<>(some);
        allOfOne.add(limit("client=A symbol=*: yes"));
        assertEquals(false, letsMorePass(List.of(limit("client=* symbol=*: no")), some));
        assertEquals(false, letsMorePass(some, allOfOne));
        assertEquals(true, letsMorePass(allOfOne, some));
    }
}
