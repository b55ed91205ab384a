package io.portcullis.server.cli;

import io.portcullis.fix.sessions.dialect.Comparison;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.dialect.DialectException;
import io.portcullis.fix.sessions.dialect.Examples;
import io.portcullis.fix.sessions.dialect.InstrumentCodes;
import io.portcullis.server.settings.Dialects;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries dialects on messages, without a session: on the examples beside their files, or what a changed file would do to messages of before. */
@Command(name = "rules", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Try dialects on messages.", subcommands = {
    RulesCommand.TestCommand.class, RulesCommand.DiffCommand.class})
public final class RulesCommand {

    private static final String EXTENSION = ".yaml";

    private static int failed(Exception e) {
        System.err.println("portcullis: " + e.getMessage());
        return 1;
    }

    /** Runs {@code <name>.examples.txt} against {@code <name>.yaml}. */
    @Command(name = "test", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Run the examples beside dialects. Exits with 1 if one comes out otherwise.")
    static final class TestCommand implements Callable<Integer> {

        @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
        private Path conf = Path.of("conf");

        @Parameters(arity = "0..*", paramLabel = "NAME", description = "Dialects in conf/dialects (default: all).")
        private List<String> names = new ArrayList<>();

        @Override
        public Integer call() {
            try {
                Dialects dialects = new Dialects(conf, Installation.instruments(conf));
                int wrong = 0;
                for (String name : names.isEmpty() ? allIn(conf.resolve("dialects")) : names) {
                    wrong += test(dialects, name);
                }
                return wrong == 0 ? 0 : 1;
            } catch (SettingsException | DialectException | IOException e) {
                return failed(e);
            }
        }

        private static List<String> allIn(Path directory) throws IOException {
            if (!Files.isDirectory(directory)) {
                throw new SettingsException(directory + " is not there: the installation has no dialects of its own");
            }
            try (Stream<Path> files = Files.list(directory)) {
                return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(EXTENSION))
                        .map(file -> file.substring(0, file.length() - EXTENSION.length())).sorted().toList();
            }
        }

        private static int test(Dialects dialects, String name) throws IOException, DialectException {
            Dialect dialect = dialects.read(name);
            Path file = dialects.fileOf(name).resolveSibling(name + ".examples.txt");
            if (!Files.exists(file)) {
                System.out.println(name + ": can be read; there are no examples, they would be in " + file);
                return 0;
            }
            List<Examples.Example> examples = Examples.read(file.toString(), Files.readString(file));
            int wrong = 0;
            for (Examples.Example example : examples) {
                String difference = example.differenceOf(dialect);
                if (!difference.isEmpty()) {
                    wrong++;
                    System.out
                            .println(file + ":" + example.line() + ": " + (example.isIn() ? "in  " : "out ") + example.message() + "\n" + difference.indent(4));
                }
            }
            System.out.println(name + ": " + (examples.size() - wrong) + " of " + examples.size() + " examples came out as expected");
            return wrong;
        }
    }

    /** Shows what a changed file would do to messages, tag by tag. */
    @Command(name = "diff", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Show what a changed dialect would do to messages, before and after, tag by tag.")
    static final class DiffCommand implements Callable<Integer> {

        @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files, for instruments (default: ${DEFAULT-VALUE}).")
        private Path conf = Path.of("conf");

        @Option(names = "--messages", paramLabel = "FILE", description = "A file with messages, whatever else is in it: a log with < and > before them, examples, raw messages.")
        private @Nullable Path messages;

        @Option(names = "--session", paramLabel = "NAME", description = "What was sent on that session, from its message store: as the rules of the time have made it.")
        private @Nullable String session;

        @Option(names = "--out", description = "Messages without a mark are ours (default: the counterparty's).")
        private boolean out;

        @Parameters(index = "0", paramLabel = "OLD.yaml", description = "The dialect as it is.")
        private Path old = Path.of("");

        @Parameters(index = "1", paramLabel = "NEW.yaml", description = "The dialect as it shall be.")
        private Path changed = Path.of("");

        private int compared;
        private int differing;
        private int unreadable;

        @Override
        public Integer call() {
            try {
                InstrumentCodes codes = new InstrumentCodes(Installation.instruments(conf));
                Comparison comparison = new Comparison(read(old, codes), read(changed, codes));
                for (Path file : files()) {
                    FoundMessage.in(file, messages != null && !out).forEach(message -> show(message, comparison));
                }
                System.out.println(count(compared, "message") + ", " + differing + (differing == 1 ? " comes" : " come") + " out otherwise"
                        + (unreadable == 0 ? "" : ", " + unreadable + " can't be read"));
                return 0;
            } catch (NoSuchFileException e) {
                System.err.println("portcullis: there is no file " + e.getFile());
                return 1;
            } catch (SettingsException | DialectException | IOException e) {
                return failed(e);
            }
        }

        private static String count(int number, String what) {
            return number + " " + what + (number == 1 ? "" : "s");
        }

        private static Dialect read(Path file, InstrumentCodes codes) throws IOException, DialectException {
            return Dialect.read(file.toString(), Files.readString(file), codes);
        }

        private List<Path> files() throws IOException {
            if (messages != null && session == null) {
                return List.of(messages);
            }
            if (session == null || messages != null) {
                throw new SettingsException("either --messages or --session says which messages are compared");
            }
            Path stores = Installation.read(conf, Overrides.ofThisProcess()).hub().data().resolve("sessions");
            List<String> known = directoriesIn(stores);
            if (!known.contains(session)) {
                throw new SettingsException("--session=" + session + ": no session of that name has a message store in " + stores
                        + (known.isEmpty() ? "" : ", there are " + String.join(", ", known)));
            }
            return segmentsIn(stores.resolve(session));
        }

        private static List<String> directoriesIn(Path stores) throws IOException {
            if (!Files.isDirectory(stores)) {
                return List.of();
            }
            try (Stream<Path> all = Files.list(stores)) {
                return all.filter(Files::isDirectory).map(directory -> directory.getFileName().toString()).sorted().toList();
            }
        }

        /** In the order in which they were written: their names are numbers, which grow. */
        private static List<Path> segmentsIn(Path store) throws IOException {
            try (Stream<Path> files = Files.list(store)) {
                return files.filter(file -> file.toString().endsWith(".messages"))
                        .sorted(Comparator.comparingInt((Path file) -> file.toString().length()).thenComparing(Comparator.naturalOrder())).toList();
            }
        }

        private void show(FoundMessage message, Comparison comparison) {
            compared++;
            List<String> lines;
            try {
                lines = comparison.of(message.isIn(), message.text());
                differing += lines.isEmpty() ? 0 : 1;
            } catch (IllegalArgumentException e) {
                unreadable++;
                lines = List.of("can't be read: " + e.getMessage());
            }
            if (!lines.isEmpty()) {
                System.out.println((message.isIn() ? "in  " : "out ") + message.shown());
                lines.forEach(line -> System.out.println("    " + line));
            }
        }
    }
}
