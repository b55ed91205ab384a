package io.portcullis.server.cli;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.server.messagelog.BadArgument;
import io.portcullis.server.messagelog.DecodedMessage;
import io.portcullis.server.messagelog.Found;
import io.portcullis.server.messagelog.Kind;
import io.portcullis.server.messagelog.LoggedMessage;
import io.portcullis.server.messagelog.MessageQuery;
import io.portcullis.server.messagelog.MessageQuestions;
import io.portcullis.server.messagelog.Place;
import io.portcullis.server.messagelog.QueryArguments;
import io.portcullis.server.messagelog.SessionDictionaries;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.settings.SessionEntry;
import io.portcullis.server.settings.SessionTemplate;
import io.portcullis.server.settings.SettingsException;
import io.portcullis.server.settings.VenueConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints messages of the message log, decoded with their session's own dictionary. Reads only; the hub may be running. */
@Command(name = "messages", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = {
    "Print FIX messages that were sent and received.",
    "Times are " + QueryArguments.TIMES + "."})
public final class MessagesCommand implements Callable<Integer> {

    private static final String DEFAULT_LAST = "20";
    private static final String ALL = "1000000";
    private static final int MOST_AT_ONCE = 10_000;
    private static final Place NOWHERE = new Place(0, 0);
    private static final long FOLLOW_EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    @Option(names = "--conf", defaultValue = "${sys:portcullis.home:-.}/conf", description = "Directory of the installation's files (default: ${DEFAULT-VALUE}).")
    private Path conf = Path.of("conf");

    @Option(names = "--session", paramLabel = "NAME", description = "Only of that session; several may be named. - stands for first messages that were no session's.")
    private List<String> sessions = new ArrayList<>();

    @Option(names = "--from", paramLabel = "TIME", description = "From then on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before then.")
    private @Nullable String to;

    @Option(names = "--tag", paramLabel = "TAG=VALUE", description = "Only those with that field; all that are named have to be there.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of that MsgType(35), such as D or NewOrderSingle; or of one of several.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--order", paramLabel = "ID", description = "All messages about an order, of the client, the venues and drop copy, by any of its ClOrdIDs(11) or OrderIDs(37).")
    private @Nullable String order;

    @Option(names = "--prices", description = "Market data (35=V, W, X, Y), too; without it they are left out, unless a type is asked for.")
    private boolean prices;

    @Option(names = "--heartbeats", description = "Heartbeats (35=0), too; likewise.")
    private boolean heartbeats;

    @ArgGroup(exclusive = true)
    private Direction direction = new Direction();

    /** One or the other. */
    static final class Direction {

        @Option(names = "--in", description = "Only what was received.")
        private boolean in;

        @Option(names = "--out", description = "Only what was sent.")
        private boolean out;
    }

    @ArgGroup(exclusive = true)
    private Count count = new Count();

    /** How many. */
    static final class Count {

        @Option(names = "--last", paramLabel = "N", description = "The newest N (default: 20; with --order all).")
        private @Nullable String last;

        @Option(names = "--first", paramLabel = "N", description = "The oldest N.")
        private @Nullable String first;
    }

    @ArgGroup(exclusive = true)
    private Form form = new Form();

    /** How each is shown. */
    static final class Form {

        @Option(names = "--raw", description = "As they were on the wire, with | for the delimiter.")
        private boolean raw;

        @Option(names = "--brief", description = "One line each.")
        private boolean brief;
    }

    @Option(names = {"-f", "--follow"}, description = "Go on with what comes; with --order, under the names that it has by now.")
    private boolean follow;

    private boolean isKept;

    @Override
    public Integer call() throws IOException {
        try {
            Installation installation = Installation.read(conf, Overrides.ofThisProcess());
            Dictionaries sessions = new Dictionaries(installation);
            MessageQuestions questions = new MessageQuestions(installation.hub().messageDirectory(), installation.hub().data().resolve("log"), sessions::names);
            requireNoFirstToFollow();
            isKept = installation.hub().messages().isOn();
            run(questions, questions.query(arguments(), Instant.now()), new Printer(new SessionDictionaries(sessions::of)));
            return 0;
        } catch (BadArgument e) {
            System.err.println("portcullis: --" + optionOf(e.field()) + "=" + e.value() + ": " + e.getMessage());
            return 2;
        } catch (SettingsException e) {
            System.err.println("portcullis: " + e.getMessage());
            return 1;
        }
    }

    private void requireNoFirstToFollow() throws BadArgument {
        if (follow && count.first != null) {
            throw new BadArgument("first", count.first, "what comes follows the newest: with --follow say --last");
        }
    }

    private String optionOf(String field) {
        return field.equals("limit") ? count.first == null ? "last" : "first" : field;
    }

    private Map<String, List<String>> arguments() {
        Map<String, List<String>> arguments = new HashMap<>(Map.of("session", sessions, "tag", tags, "type", types));
        put(arguments, "from", from);
        put(arguments, "to", to);
        put(arguments, "order", order);
        put(arguments, "prices", String.valueOf(prices));
        put(arguments, "heartbeats", String.valueOf(heartbeats));
        put(arguments, "direction", direction.in ? "in" : direction.out ? "out" : null);
        put(arguments, "oldest-first", count.first == null ? null : "true");
        String most = count.first == null ? count.last : count.first;
        put(arguments, "limit", most == null && order == null ? DEFAULT_LAST : most == null ? ALL : most);
        return arguments;
    }

    private static void put(Map<String, List<String>> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.put(name, List.of(value));
        }
    }

    private void run(MessageQuestions questions, MessageQuery query, Printer printer) throws IOException {
        Place end = follow ? questions.end() : NOWHERE;
        Place shown = NOWHERE;
        Found found = questions.answer(query);
        for (LoggedMessage message : query.newestFirst() ? found.messages().reversed() : found.messages()) {
            printer.print(message);
            shown = message.place();
        }
        found.damage().forEach(damage -> System.err.println("portcullis: " + damage));
        if (!follow && found.messages().isEmpty()) {
            System.err.println("portcullis: no such message is kept" + (isKept ? "" : "; [messages] on = no in portcullis.ini"));
        } else if (!follow && !found.isAll()) {
            System.err.println("portcullis: there are more, " + (query.newestFirst() ? "older" : "newer") + " ones: --last or --first says how many are shown");
        }
        sayWhatIsLeftOut(query);
        while (follow && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(FOLLOW_EVERY);
            Found more = questions.answer(query.oldestFirst().goOn(end).most(MOST_AT_ONCE));
            for (LoggedMessage message : more.messages()) {
                if (message.place().compareTo(shown) > 0) {
                    printer.print(message);
                }
            }
            end = more.next();
        }
    }

    /** No prices or heartbeats are about an order. */
    private void sayWhatIsLeftOut(MessageQuery query) {
        if (order == null && !query.leftOut().isEmpty()) {
            System.err.println("portcullis: left out are "
                    + query.leftOut().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(" and "))
                    + query.leftOut().stream().map(each -> " --" + each.name().toLowerCase(Locale.ROOT)).sorted().collect(Collectors.joining(",", ":", "")));
        }
    }

    /** The sessions' dictionaries, as the installation's files say. */
    private static final class Dictionaries {

        private final Installation installation;

        Dictionaries(Installation installation) {
            this.installation = installation;
        }

        @Nullable
        FixDictionary of(String session) {
            FixSessionSettings settings = settings().filter(each -> each.key().value().equals(session)).findFirst().orElseGet(() -> ofPattern(session));
            if (settings == null) {
                return null;
            }
            String name = settings.dialect().name();
            Dialect dialect = name == null ? null : installation.dialects().inUse().get(name);
            return dialect == null ? FixDictionary.of(settings.version()) : dialect.dictionary();
        }

        private Stream<FixSessionSettings> settings() {
            return Stream.concat(installation.sessions().stream().map(SessionEntry::session),
                    installation.venues().stream().flatMap(venue -> venue.connections().stream()).map(VenueConnection::session));
        }

        private @Nullable FixSessionSettings ofPattern(String session) {
            return installation.clientSessions().templates().stream().map((SessionTemplate template) -> template.entryFor(session)).filter(Objects::nonNull)
                    .map(SessionEntry::session).findFirst().orElse(null);
        }

        List<String> names() {
            return settings().map(each -> each.key().value()).toList();
        }
    }

    private final class Printer {

        private final SessionDictionaries dictionaries;

        Printer(SessionDictionaries dictionaries) {
            this.dictionaries = dictionaries;
        }

        void print(LoggedMessage message) {
            DecodedMessage decoded = dictionaries.decode(message);
            String head = Instant.ofEpochSecond(0, message.time()) + " " + message.session() + " " + mark(message.kind()) + " ";
            if (form.raw || message.kind() == Kind.GAP || message.kind() == Kind.UNREADABLE) {
                System.out.println(head + decoded.readable());
            } else if (form.brief) {
                System.out.println(head + name(decoded) + " " + decoded.summary());
            } else {
                System.out.println(head + name(decoded));
                decoded.fields().forEach(field -> System.out.println("    " + "    ".repeat(field.depth()) + field));
            }
        }

        private String name(DecodedMessage message) {
            String type = message.message().msgType();
            return message.name().isEmpty() ? "message of type " + type : message.name() + "(" + type + ")";
        }

        private static String mark(Kind kind) {
            return switch (kind) {
                case IN -> "<";
                case OUT -> ">";
                case UNREADABLE -> "< unreadable:";
                case GAP -> "!";
            };
        }
    }
}
