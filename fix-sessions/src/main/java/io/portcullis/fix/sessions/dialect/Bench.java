package io.portcullis.fix.sessions.dialect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.portcullis.fix.dictionaries.MessageCheck;
import io.portcullis.fix.dictionaries.Strictness;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FieldSequence;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.InboundMessage;
import io.portcullis.fix.sessions.wire.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what a dialect does to messages, without a session. */
public final class Bench {

    /** What a session writes itself: messages are given and shown without it. */
    private static final Set<Integer> SESSION_FIELDS = Set.of(8, 9, 10, 34, 43, 49, 52, 56, 97, 122);
    private static final String SESSION_HEADER = "34=1\u000149=THEY\u000152=20260131-09:30:00.000\u000156=WE\u0001";

    private final Dialect dialect;
    private final MessageCheck check;

    /**
     * What became of a message.
     *
     * @param fields with a {@code |} behind each, such as {@code 35=D|55=A|}; or, of a message that is rejected, {@code reject} with tag and text
     * @param alerts what could not be translated and was left as it is
     */
    public record Outcome(String fields, List<String> alerts) {

        static Outcome reject(int tag, String text) {
            return new Outcome("reject " + tag + ": " + text, List.of());
        }
    }

    public Bench(Dialect dialect) {
        this.dialect = dialect;
        Tolerance tolerance = dialect.tolerance();
        this.check = dialect.dictionary().check(new Strictness(!Boolean.FALSE.equals(tolerance.allowUserDefinedTags()),
                Boolean.TRUE.equals(tolerance.allowUnknownTags()), !Boolean.FALSE.equals(tolerance.checkFieldOrder())));
    }

    /** A message from the counterparty: held against the dictionary, then the rules. @param fields with delimiters SOH or {@code |}; the session's may be left out */
    public Outcome in(String fields) {
        String raw = "8=" + dialect.version().beginString() + "\u00019=1\u0001" + withHeader(ownFields(fields)) + "10=000\u0001";
        ByteBuf bytes = Unpooled.copiedBuffer(raw, StandardCharsets.ISO_8859_1);
        InboundMessage message = new InboundMessage();
        String problem = message.read(bytes, bytes.readableBytes(), check);
        Violation violation = message.violation();
        if (problem != null || violation != null) {
            return violation == null ? Outcome.reject(0, String.valueOf(problem)) : Outcome.reject(violation.tag(), violation.text());
        }
        List<String> alerts = new ArrayList<>();
        try {
            return new Outcome(shown(new Translator(dialect, alerts::add).in(message.view(), true).raw()), alerts);
        } catch (Untranslatable e) {
            return Outcome.reject(e.tag(), e.text());
        }
    }

    private static String withHeader(List<String> fields) {
        return fields.getFirst() + '\u0001' + SESSION_HEADER + fields.stream().skip(1).map(field -> field + '\u0001').collect(Collectors.joining());
    }

    /** A message of ours. @param fields as of {@link #in} */
    public Outcome out(String fields) {
        List<String> own = ownFields(fields);
        String raw = own.stream().skip(1).map(field -> field + '\u0001').collect(Collectors.joining());
        FixBody body = new FixBody();
        FieldSequence sequence = new FieldSequence();
        sequence.read(FixMessage.of(own.getFirst() + '\u0001' + raw));
        sequence.remove(0, 1);
        sequence.writeTo(body);
        List<String> alerts = new ArrayList<>();
        FixBody sent = new Translator(dialect, alerts::add).out(body);
        return new Outcome("35=" + sent.msgType() + "|" + sent, alerts);
    }

    /** MsgType(35) first. */
    static List<String> ownFields(String message) {
        List<String> fields = new ArrayList<>();
        for (String part : message.split(message.indexOf('\u0001') < 0 ? "\\|" : "\u0001")) {
            String field = part.strip();
            if (!field.isEmpty() && !SESSION_FIELDS.contains(tagOf(field))) {
                fields.add(tagOf(field) == 35 ? 0 : fields.size(), field);
            }
        }
        if (fields.isEmpty() || tagOf(fields.getFirst()) != 35) {
            throw new IllegalArgumentException("MsgType(35) is missing in " + Secrets.readable(message));
        }
        return fields;
    }

    /** 0 for what has none, such as the rest of data that has a delimiter in it. */
    static int tagOf(String field) {
        int equal = field.indexOf('=');
        return equal > 0 && field.substring(0, equal).matches("[0-9]{1,9}") ? Integer.parseInt(field, 0, equal, 10) : 0;
    }

    private static String shown(String raw) {
        return Secrets.readable(ownFields(raw).stream().map(field -> field + '\u0001').collect(Collectors.joining()));
    }
}
