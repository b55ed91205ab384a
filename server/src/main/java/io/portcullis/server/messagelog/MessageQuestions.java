package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Questions to the message log in words, as they come from a command line or a web address, and their answers. For any thread. */
public final class MessageQuestions {

    private static final Set<String> NAMES = Set.of("session", "from", "to", "tag", "type", "direction", "prices", "heartbeats", "order", "limit",
            "oldest-first", "after");
    private static final Set<String> SEVERAL = Set.of("session", "tag", "type");
    private static final int MOST = 1_000_000;
    /** Goes to the end of the log and finds nothing. */
    private static final MessageQuery NOTHING = MessageQuery.ALL.oldestFirst().between(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    /** A gap so near may be one of what is looked for. */
    private static final long NEAR = Duration.ofSeconds(10).toNanos();

    private final MessageSearch search;
    private final Path eventLog;
    private final Supplier<Collection<String>> sessions;

    /**
     * @param messages directory of the message log
     * @param eventLog directory of the event log
     * @param sessions that there are; others may have messages, too
     */
    public MessageQuestions(Path messages, Path eventLog, Supplier<Collection<String>> sessions) {
        this.search = new MessageSearch(messages);
        this.eventLog = eventLog;
        this.sessions = sessions;
    }

    /**
     * @param values by name: {@code session}, {@code from}, {@code to}, {@code tag}, {@code type}, {@code direction} ({@code in}, {@code out}), {@code prices}, {@code heartbeats} ({@code false}
     *            leaves them out, unless a type is asked for), {@code order}, {@code limit},
     *            {@code oldest-first} ({@code true}), {@code after} (where a search goes on)
     * @param now by which times without a date are meant
     * @throws BadArgument naming the first that can't be
     * @throws IOException if an order's names can't be looked up
     */
    public MessageQuery query(Map<String, List<String>> values, Instant now) throws BadArgument, IOException {
        for (Map.Entry<String, List<String>> value : values.entrySet()) {
            requireKnown(value.getKey(), value.getValue());
        }
        MessageQuery query = new QueryArguments(now).query(values);
        List<String> wanted = values.getOrDefault("session", List.of());
        for (String session : wanted) {
            requireSession(session);
        }
        query = query.ofSessions(Set.copyOf(wanted));
        for (String order : values.getOrDefault("order", List.of())) {
            query = ofOrder(query, order);
        }
        for (String limit : values.getOrDefault("limit", List.of())) {
            query = query.most(QueryArguments.number("limit", limit, 1, MOST));
        }
        for (String oldestFirst : values.getOrDefault("oldest-first", List.of())) {
            query = QueryArguments.yes("oldest-first", oldestFirst) ? query.oldestFirst() : query;
        }
        for (String after : values.getOrDefault("after", List.of())) {
            query = query.goOn(place(after));
        }
        return query;
    }

    private static void requireKnown(String name, List<String> values) throws BadArgument {
        if (!NAMES.contains(name)) {
            throw new BadArgument(name, String.join(",", values), "no such condition; there are " + new TreeSet<>(NAMES));
        }
        if (values.size() > 1 && !SEVERAL.contains(name)) {
            throw new BadArgument(name, String.join(",", values), "can be said once only");
        }
    }

    private static Place place(String text) throws BadArgument {
        try {
            return Place.of(text);
        } catch (IllegalArgumentException e) {
            throw new BadArgument("after", text, "must be as an answer before has given it in next");
        }
    }

    private void requireSession(String session) throws BadArgument, IOException {
        Collection<String> known = sessions.get();
        if (!session.equals("-") && !known.contains(session) && search.find(MessageQuery.ALL.ofSessions(Set.of(session)).most(1)).messages().isEmpty()) {
            throw new BadArgument("session", session, "there is no such session, and there are no messages of one; there are " + String.join(", ", known));
        }
    }

    private MessageQuery ofOrder(MessageQuery query, String order) throws BadArgument, IOException {
        if (order.isBlank()) {
            throw new BadArgument("order", order, "must be a ClOrdID(11) or an OrderID(37)");
        }
        List<List<Term>> terms = new ArrayList<>(query.terms());
        terms.add(new OrderChain(search, new OrderRecords(eventLog)).terms(order, query));
        return query.ofSessions(Set.of()).with(terms);
    }

    /** Behind the newest message: where a search for the oldest first begins that shall find what comes from now on. @throws IOException if the log can't be read */
    public Place end() throws IOException {
        return search.find(NOTHING).next();
    }

    /** @throws IOException if the log can't be read */
    public Found answer(MessageQuery query) throws IOException {
        Found found = search.find(query);
        return query.terms().isEmpty() ? found : withoutFarGaps(found);
    }

    /** Of a search for something: gaps at other times have nothing to do with it. Where nothing was found, any may be the reason. */
    private static Found withoutFarGaps(Found found) {
        List<LoggedMessage> messages = found.messages().stream().filter(message -> message.kind() != Kind.GAP).toList();
        if (messages.isEmpty() || messages.size() == found.messages().size()) {
            return found;
        }
        long from = messages.stream().mapToLong(LoggedMessage::time).min().orElseThrow() - NEAR;
        long to = messages.stream().mapToLong(LoggedMessage::time).max().orElseThrow() + NEAR;
        return new Found(found.messages().stream().filter(message -> message.kind() != Kind.GAP || message.time() >= from && message.time() <= to).toList(),
                found.isAll(), found.next(), found.reached(), found.bytesRead(), found.damage());
    }
}
