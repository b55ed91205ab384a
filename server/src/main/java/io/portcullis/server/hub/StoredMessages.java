package io.portcullis.server.hub;

import io.portcullis.admin.port.MessagesView;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.server.messagelog.BadArgument;
import io.portcullis.server.messagelog.DecodedMessage;
import io.portcullis.server.messagelog.Found;
import io.portcullis.server.messagelog.Kind;
import io.portcullis.server.messagelog.LoggedMessage;
import io.portcullis.server.messagelog.MessageQuery;
import io.portcullis.server.messagelog.MessageQuestions;
import io.portcullis.server.messagelog.SessionDictionaries;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.settings.HubSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The message log as the console shows it: decoded by what each session speaks now. Searches have threads of their own, which leave busy processors to the orders. For any
 * thread.
 */
public final class StoredMessages implements MessagesView, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** So that one who looks through a week does not keep another one waiting. */
    private static final int THREADS = 2;
    /** Who is behind them would wait for so long that it is better told. */
    private static final int MOST_WAITING = 8;

    private final MessageQuestions questions;
    private final SessionDictionaries dictionaries;
    private final InstantSource clock;
    private final List<String> notes;
    private final ExecutorService searches = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
            StoredMessages::thread);

    public StoredMessages(HubSettings hub, SessionRows sessions, InstantSource clock) {
        this.questions = new MessageQuestions(hub.messageDirectory(), hub.data().resolve("log"), sessions::names);
        this.dictionaries = new SessionDictionaries(key -> dictionary(sessions.session(key)));
        this.clock = clock;
        this.notes = hub.messages().isOn() ? List.of() : List.of("no messages are kept since the start: [messages] on = no in portcullis.ini");
    }

    private static @Nullable FixDictionary dictionary(@Nullable FixSession session) {
        if (session == null) {
            return null;
        }
        Dialect spoken = session.dialect();
        return spoken == null ? FixDictionary.of(session.settings().version()) : spoken.dictionary();
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("message-search").daemon().unstarted(() -> {
            Urgency.thisThreadForNow();
            work.run();
        });
    }

    @Override
    public CompletionStage<Answer> messages(Map<String, List<String>> conditions) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            searches.execute(() -> {
                try {
                    answer.complete(found(conditions));
                } catch (IOException | RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.complete(new Busy("other searches of the message log wait already: try again in some seconds"));
        }
        return answer;
    }

    private Answer found(Map<String, List<String>> conditions) throws IOException {
        try {
            MessageQuery query = questions.query(conditions, clock.instant()).within(PATIENCE);
            boolean isFirstOfNewest = query.newestFirst() && query.after() == null;
            String since = isFirstOfNewest ? questions.end().toString() : null; // before, so that what comes meanwhile is found twice rather than never
            Found found = questions.answer(query);
            return new Page(found.messages().stream().map(this::row).toList(), found.isAll(), found.next().toString(), reached(found), since,
                    Stream.concat(notes.stream(), found.damage().stream()).toList());
        } catch (BadArgument e) {
            return new Mistake(e.field(), e.value(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Instant reached(Found found) {
        boolean isNowhere = found.reached() == Long.MAX_VALUE || found.reached() == Long.MIN_VALUE;
        return found.isAll() || isNowhere ? null : Instant.ofEpochSecond(0, found.reached());
    }

    private Row row(LoggedMessage message) {
        DecodedMessage decoded = dictionaries.decode(message);
        return new Row(message.place().toString(), Instant.ofEpochSecond(0, message.time()), message.session(), directionOf(message.kind()), message.msgType(),
                decoded.name(),
                decoded.summary(), decoded.readable(), decoded.fields().stream()
                        .map(field -> new Field(field.tag(), field.name(), field.value(), field.meaning(), field.depth())).toList());
    }

    private static Direction directionOf(Kind kind) {
        return switch (kind) {
            case IN -> Direction.IN;
            case OUT -> Direction.OUT;
            case UNREADABLE -> Direction.UNREADABLE;
            case GAP -> Direction.GAP;
        };
    }

    @Override
    public void close() {
        searches.shutdown();
    }
}
