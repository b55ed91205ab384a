package io.portcullis.server.messagelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryArgumentsTest {

    private final QueryArguments arguments = new QueryArguments(Instant.parse("2026-01-31T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            09:30                     | 2026-01-31T09:30:00Z
            09:30:15.25               | 2026-01-31T09:30:15.250Z
            2026-01-30                | 2026-01-30T00:00:00Z
            2026-01-30T09:30          | 2026-01-30T09:30:00Z
            2026-01-30T09:30:00Z      | 2026-01-30T09:30:00Z
            2026-01-30T09:30:00+01:00 | 2026-01-30T08:30:00Z
            15m                       | 2026-01-31T11:45:00Z
            3d                        | 2026-01-28T12:00:00Z
            """)
    void timesAreUnderstood(String text, String expected) throws BadArgument {
        assertEquals(Messages.nanos(expected), arguments.query(Map.of("from", List.of(text))).from());
    }

    @ParameterizedTest
    @CsvSource({"from,yesterday", "from,25:00", "to,2026-02-30", "from,9999-12-31", "direction,sideways", "tag,55", "tag,=IBM", "tag,55=", "type,Foo",
        "prices,no"})
    void whatIsNotUnderstoodIsNamed(String field, String value) {
        BadArgument refused = assertThrows(BadArgument.class, () -> arguments.query(Map.of(field, List.of(value))));
        assertEquals(field + "=" + value, refused.field() + "=" + refused.value());
    }

    @Test
    void pricesAndHeartbeatsAreLeftOutWhereSomebodySaysSoAndAsksForNoType() throws BadArgument {
        assertEquals(Set.of(), arguments.query(Map.of()).leftOut());
        Map<String, List<String>> without = Map.of("prices", List.of("false"), "heartbeats", List.of("false"));
        assertEquals(EnumSet.allOf(Routine.class), arguments.query(without).leftOut());
        assertEquals(Set.of(Routine.PRICES), arguments.query(Map.of("prices", List.of("false"), "heartbeats", List.of("true"))).leftOut());
        assertEquals(Set.of(), arguments.query(Map.of("prices", List.of("false"), "type", List.of("W"))).leftOut());
        assertEquals(Set.of(), arguments.query(Map.of("prices", List.of("false"), "tag", List.of("35=X"))).leftOut());
    }

    @Test
    void allConditionsAreAsked() throws BadArgument {
        MessageQuery query = arguments.query(Map.of("tag", List.of("55=IBM", "58=a=b"), "type", List.of("8", "OrderCancelReject"), "direction", List.of("in")));

        assertEquals(List.of(List.of(new Term(55, "IBM")), List.of(new Term(58, "a=b")), List.of(new Term(35, "8"), new Term(35, "9"))), query.terms());
        assertEquals(EnumSet.of(Kind.IN, Kind.UNREADABLE, Kind.GAP), query.kinds());
    }
}
