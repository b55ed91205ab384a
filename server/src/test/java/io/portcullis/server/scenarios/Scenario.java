package io.portcullis.server.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A file of {@code order-scenarios}: an order's possible lives between a client, the hub and venues. How such a file is written says the README beside it.
 *
 * @param name of the file, without its ending
 * @param title what it is about, in a sentence
 */
record Scenario(String name, String title, List<Case> cases) {

    private static final Path DIRECTORY = Path.of("src/test/resources/order-scenarios");
    private static final Set<String> PARTIES = Set.of("client", "venue", "venue2", "venue.B");
    private static final int[] COLUMNS_OF_REPORT = {Words.EXEC_TYPE, Words.ORD_STATUS, Words.ORDER_QTY, Words.CUM_QTY, Words.LEAVES_QTY, Words.LAST_QTY};
    private static final int[] COLUMNS_OF_CANCEL_REJECT = {Words.ORD_STATUS};
    private static final int[] COLUMNS_OF_LIST = {Words.LIST_EXEC_INST};
    private static final int[] COLUMNS_OF_LIST_STATUS = {Words.LIST_STATUS_TYPE, Words.LIST_ORDER_STATUS};
    private static final int[] COLUMNS_OF_ORDER_STATUS = {Words.ORD_STATUS, Words.CUM_QTY, Words.LEAVES_QTY, Words.CXL_QTY};
    private static final Set<String> LIST_MESSAGES = Set.of("E", "K", "L", "M", "N");
    private static final int[] COLUMNS_OF_CROSS = {Words.CROSS_TYPE};
    private static final int[] COLUMNS_OF_REQUEST = {Words.ORDER_QTY};

    /**
     * One way through the scenario: its main path, or a branch.
     *
     * @param settings of the client's session, each as {@code key = value}
     * @param takes what venues take as it is beyond market and limit orders, each as {@code venue: codes of OrdType(40)}
     * @param where the versions of FIX in which it holds, and {@code core} for the order core alone; empty for everywhere
     */
    record Case(String scenario, String title, TreeSet<String> settings, Map<String, String> takes, Set<String> where, List<Step> steps) {

        boolean holdsIn(String place) {
            return where.isEmpty() || where.contains(place);
        }

        @Override
        public String toString() {
            return scenario + ": " + title;
        }
    }

    /** A line of a case. */
    sealed interface Step {
        Line at();
    }

    record Line(String file, int number, String text) {

        @Override
        public String toString() {
            return file + ":" + number;
        }
    }

    /** A counterparty sends a message to the hub. */
    record Says(Line at, String party, Told message) implements Step {
    }

    /** The next message of the hub to a counterparty has these fields; one with an empty value it has not. */
    record Hears(Line at, String party, Told message) implements Step {
    }

    /** The hub has said no more to a counterparty. */
    record HearsNothing(Line at, String party) implements Step {
    }

    /** Something else happens: {@code day}, {@code +6s}, {@code up}, {@code down}, {@code cancels X}, {@code trades at 11}. */
    record Happens(Line at, String party, String what) implements Step {
    }

    /** With {@code -Dscenarios=S.1} only those whose names begin so, to work on them. */
    static List<Scenario> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> !file.endsWith("README.txt") && file.getFileName().toString().startsWith(System.getProperty("scenarios", ""))).sorted()
                    .map(Scenario::read).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Scenario read(Path file) {
        try {
            return new Reader(file.getFileName().toString()).read(Files.readAllLines(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Reader {

        private final String file;
        private final List<Case> cases = new ArrayList<>();
        private String title = "";

        Reader(String file) {
            this.file = file;
        }

        Scenario read(List<String> lines) {
            String name = file.replace(".txt", "");
            for (int i = 0; i < lines.size(); i++) {
                String text = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
                if (!text.isEmpty()) {
                    line(name, new Line(file, i + 1, text));
                }
            }
            return new Scenario(name, title, List.copyOf(cases));
        }

        private void line(String name, Line line) {
            String[] words = line.text().split("\\s+");
            String rest = line.text().substring(words[0].length()).strip();
            try {
                switch (words[0]) {
                    case "scenario" -> title = rest;
                    case "case" -> cases.add(new Case(name.split("-")[0], rest, new TreeSet<>(), new TreeMap<>(), new TreeSet<>(), new ArrayList<>()));
                    case "takes" -> current().takes().put(words[1], String.join(", ", Arrays.asList(words).subList(2, words.length)));
                    case "only" -> current().where().addAll(Set.of(rest.split("\\s+")));
                    case "+" -> messageBefore().orders().add(orderOfList(messageBefore().msgType(), words));
                    case "set" -> current().settings().add(rest.replaceFirst("\\s*=\\s*", " = "));
                    default -> current().steps().add(step(line, words));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(line + ": " + e.getMessage() + " in: " + line.text(), e);
            }
        }

        private Case current() {
            if (cases.isEmpty()) {
                throw new IllegalArgumentException("a case begins with the word case");
            }
            return cases.getLast();
        }

        private Told messageBefore() {
            return switch (current().steps().getLast()) {
                case Says says -> says.message();
                case Hears hears -> hears.message();
                case HearsNothing _,Happens _ -> throw new IllegalArgumentException("an order of a list, or a leg, stands below its message");
            };
        }

        /** As a message of its own, which it is not. */
        private static Told orderOfList(String msgType, String[] words) {
            String[] asMessage = new String[words.length + 2];
            System.arraycopy(words, 1, asMessage, 3, words.length - 1);
            asMessage[2] = msgType.equals("N") ? "order of N" : Words.CROSS_MESSAGES.contains(msgType) ? "side" : "D"; // legs have no columns
            return message(asMessage);
        }

        private static Step step(Line line, String[] words) {
            if (words.length > 2 && PARTIES.contains(words[0]) && words[1].equals("<") && words[2].equals("nothing")) {
                return new HearsNothing(line, words[0]);
            }
            if (words.length > 2 && PARTIES.contains(words[0]) && Set.of("<", ">").contains(words[1])) {
                Told message = message(words);
                return words[1].equals(">") ? new Says(line, words[0], message) : new Hears(line, words[0], message);
            }
            if (PARTIES.contains(words[0]) || words[0].equals("hub")) {
                return new Happens(line, words[0], line.text().substring(words[0].length()).strip());
            }
            throw new IllegalArgumentException("a step begins with client, venue, venue2, venue.B or hub");
        }

        private static Told message(String[] words) {
            Told message = new Told(words[2], new TreeMap<>());
            int next = 3;
            if (next < words.length && !words[next].contains("=")) {
                if (LIST_MESSAGES.contains(words[2])) {
                    message.with(Words.LIST_ID, words[next++]);
                } else if (Words.CROSS_MESSAGES.contains(words[2])) {
                    ids(message, words[next++], Words.CROSS_ID, Words.ORIG_CROSS_ID);
                } else {
                    ids(message, words[next++], Words.CL_ORD_ID, Words.ORIG_CL_ORD_ID);
                }
            }
            int[] columns = switch (words[2]) {
                case "8" -> COLUMNS_OF_REPORT;
                case "9" -> COLUMNS_OF_CANCEL_REJECT;
                case "E" -> COLUMNS_OF_LIST;
                case "s", "t", "u" -> COLUMNS_OF_CROSS;
                case "N" -> COLUMNS_OF_LIST_STATUS;
                case "order of N" -> COLUMNS_OF_ORDER_STATUS;
                default -> COLUMNS_OF_REQUEST;
            };
            for (int column = 0; next < words.length && !words[next].contains("="); column++, next++) {
                if (column == columns.length) {
                    throw new IllegalArgumentException("one column too many: " + words[next]);
                }
                if (!words[next].equals("-")) {
                    message.with(columns[column], Words.code(columns[column], words[next]));
                }
            }
            for (; next < words.length; next++) {
                field(message, words[next]);
            }
            return message;
        }

        private static void ids(Told message, String ids, int tag, int origTag) {
            String[] both = ids.split("/", 2);
            if (!both[0].equals("-")) {
                message.with(tag, both[0]);
            }
            if (both.length > 1) {
                message.with(origTag, both[1]);
            }
        }

        private static void field(Told message, String word) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a field is written Name=value, was " + word);
            }
            int tag = Words.tag(word.substring(0, equals));
            String value = word.substring(equals + 1).replace('_', ' ');
            message.with(tag, value.isEmpty() ? "" : Words.code(tag, value));
        }
    }
}
