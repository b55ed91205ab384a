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
import io.portcullis.server.messagelog.MessageQuestions;
import io.portcullis.server.messagelog.SessionDictionaries;
import io.portcullis.server.settings.HubSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message log as the console shows it: decoded by what each session speaks now. */
public final class StoredMessages implements MessagesView {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MessageQuestions questions;
    private final SessionDictionaries dictionaries;
    private final InstantSource clock;

    public StoredMessages(HubSettings hub, SessionRows sessions, InstantSource clock) {
        this.questions = new MessageQuestions(hub.messageDirectory(), hub.data().resolve("log"), sessions::names);
        this.dictionaries = new SessionDictionaries(key -> dictionary(sessions.session(key)));
        this.clock = clock;
    }

    private static @Nullable FixDictionary dictionary(@Nullable FixSession session) {
        if (session == null) {
            return null;
        }
        Dialect spoken = session.dialect();
        return spoken == null ? FixDictionary.of(session.settings().version()) : spoken.dictionary();
    }

    @Override
    public Answer messages(Map<String, List<String>> conditions) throws IOException {
        try {
            Found found = questions.answer(questions.query(conditions, clock.instant()).within(PATIENCE));
            return new Page(found.messages().stream().map(this::row).toList(), found.isAll(), found.next().toString(), found.damage());
        } catch (BadArgument e) {
            return new Mistake(e.field(), e.value(), String.valueOf(e.getMessage()));
        }
    }

    private Row row(LoggedMessage message) {
        DecodedMessage decoded = dictionaries.decode(message);
        return new Row(Instant.ofEpochSecond(0, message.time()), message.session(), directionOf(message.kind()), message.msgType(), decoded.name(),
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
}
