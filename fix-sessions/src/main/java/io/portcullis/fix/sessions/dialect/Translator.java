package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.sessions.wire.FieldSequence;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries a dialect's rules out on the messages of one session, on the session's thread. */
public final class Translator {

    private static final int MOST_ALERTS = 1000;
    private static final String ORDER = "D";
    private static final String MULTILEG_ORDER = "AB";
    private static final String REPORT = "8";

    private final Dialect dialect;
    private final Consumer<String> alerts;
    private final Set<String> alerted = new HashSet<>();
    private final FieldSequence fields = new FieldSequence();
    private final FixBody translated = new FixBody();
    private @Nullable String kept;

    /** @param alerts told what could not be translated and went on as it was: the first time only, such things come again with every message */
    public Translator(Dialect dialect, Consumer<String> alerts) {
        this.dialect = dialect;
        this.alerts = alerts;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * What a received message means in our words.
     *
     * @param takesInvalid what can't be translated stays as it is, and an alert says so; but not in requests
     * @return the same if no rule concerns it, else one that is lent until the next call
     * @throws Untranslatable if it says what was not agreed
     */
    public FixMessage in(FixMessage message, boolean takesInvalid) throws Untranslatable {
        kept = null;
        dialect.thirdParty().check(message);
        List<Rule> rules = dialect.in().of(message.msgType());
        boolean mayKeep = (message.msgType().equals(ORDER) || message.msgType().equals(MULTILEG_ORDER)) && !dialect.kept().isEmpty();
        if (rules.isEmpty() && !mayKeep) {
            return message;
        }
        fields.read(message);
        Scope scope = apply(rules, takesInvalid && !isRequest(message.msgType()) ? alert("came in") : null);
        if (mayKeep) {
            kept = CarriedFields.kept(fields, scope, dialect.kept());
        }
        return rules.isEmpty() ? message : fields.toMessage();
    }

    /** Of the order that came in last: fields that are kept with it; null if there are none, or it was no order. */
    public @Nullable String kept() {
        return kept;
    }

    /** Of an order, its end or its change: half understood, it would be another one than was meant. */
    private static boolean isRequest(String msgType) {
        return switch (msgType) {
            case "D", "E", "F", "G", "H", "s", "t", "u", "AB", "AC" -> true;
            default -> false;
        };
    }

    /** What a message of ours is in the counterparty's words. What can't be translated stays as it is, and an alert says so: nothing is held back. */
    public FixBody out(FixBody body) {
        List<Rule> rules = dialect.out().of(body.msgType());
        String carried = dialect.told().isEmpty() ? null : body.carried();
        if (rules.isEmpty() && carried == null) {
            return body;
        }
        fields.read(body);
        if (carried != null) {
            CarriedFields.tell(carried, new Scope(dialect.dictionary(), fields), dialect.told(), body.msgType().equals(REPORT));
        }
        try {
            apply(rules, alert("goes out"));
        } catch (Untranslatable e) {
            throw new IllegalStateException("what is tolerated was thrown: " + e.text(), e);
        }
        fields.writeTo(translated);
        return translated.possResendAs(body);
    }

    private Scope apply(List<Rule> rules, @Nullable Consumer<String> tolerated) throws Untranslatable {
        Scope message = new Scope(dialect.dictionary(), fields);
        for (Rule rule : rules) {
            rule.apply(message, tolerated);
        }
        return message;
    }

    private Consumer<String> alert(String how) {
        return problem -> {
            if (alerted.size() < MOST_ALERTS && alerted.add(problem)) {
                alerts.accept("dialect " + dialect + ", " + problem + "; the message " + how + " with the field as it is: " + fields);
            }
        };
    }
}
