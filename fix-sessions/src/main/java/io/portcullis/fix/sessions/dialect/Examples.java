package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.sessions.dialect.Bench.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages beside a dialect's file, with what shall become of them:
 * <pre>
 * in   35=D|55=KO.N|54=1|…       a message from the counterparty, or out: of ours
 *  ->  35=D|55=KO|54=1|…         what becomes of it, or: reject 55: Symbol(55)=KO.N is …
 *  !!  Symbol(55)=…              and what the alert says, if there is one
 * </pre>
 * Blanks around fields, empty lines and lines that begin with {@code #} don't count.
 */
public final class Examples {

    /**
     * One example.
     *
     * @param line of the message
     * @param expected fields, or a reject
     * @param alerts what each of them must say somewhere
     */
    public record Example(int line, boolean isIn, String message, String expected, List<String> alerts) {

        /** Empty if it came out as expected, else both, below each other. */
        public String differenceOf(Dialect dialect) {
            Bench bench = new Bench(dialect);
            Outcome outcome = isIn ? bench.in(message) : bench.out(message);
            String wanted = expected.startsWith("reject ") ? expected
                    : Bench.ownFields(expected).stream().map(field -> field + "|").collect(Collectors.joining());
            boolean isAsExpected = outcome.fields().equals(wanted) && alerts.size() == outcome.alerts().size()
                    && alerts.stream().allMatch(alert -> outcome.alerts().stream().anyMatch(said -> said.contains(alert)));
            return isAsExpected ? "" : "expected  " + wanted + lines(alerts) + "\ncame      " + outcome.fields() + lines(outcome.alerts());
        }

        private static String lines(List<String> said) {
            return said.stream().map(alert -> "\n      !!  " + alert).collect(Collectors.joining());
        }
    }

    private Examples() {
    }

    /** @param file its name, for what is said of it. @throws DialectException naming file and line of what is no example */
    public static List<Example> read(String file, String text) throws DialectException {
        List<Example> examples = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!line.matches("(in|out)\\s.+") || i + 1 == lines.size() || !lines.get(i + 1).startsWith("->")) {
                throw new DialectException(file, i + 1, "must be in or out with a message, and -> with what becomes of it in the next line, was " + line);
            }
            int first = i + 1;
            String expected = lines.get(++i).substring(2).strip();
            List<String> alerts = new ArrayList<>();
            while (i + 1 < lines.size() && lines.get(i + 1).startsWith("!!")) {
                alerts.add(lines.get(++i).substring(2).strip());
            }
            examples.add(checked(file, new Example(first, line.startsWith("in"), line.substring(line.startsWith("in") ? 2 : 3).strip(), expected, alerts)));
        }
        return examples;
    }

    private static Example checked(String file, Example example) throws DialectException {
        try {
            Bench.ownFields(example.message);
            if (!example.expected.startsWith("reject ")) {
                Bench.ownFields(example.expected);
            }
            return example;
        } catch (IllegalArgumentException e) {
            throw new DialectException(file, example.line, String.valueOf(e.getMessage()));
        }
    }
}
