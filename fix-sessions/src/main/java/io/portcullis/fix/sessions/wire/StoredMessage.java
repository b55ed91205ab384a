package io.portcullis.fix.sessions.wire;

import org.jspecify.annotations.Nullable;
import quickfix.Field;
import quickfix.Message;
import quickfix.field.BeginString;
import quickfix.field.BodyLength;
import quickfix.field.MsgType;

/**
 * An application message that QuickFIX/J parsed, from the store or the wire. Written out again, its header is as the session has set it and its body is byte for byte as
 * it was: QuickFIX/J's own writer would sort it, and leave out what it did not understand.
 */
public final class StoredMessage extends Message {

    private static final long serialVersionUID = 1;
    private static final char SOH = '\u0001';

    /** What was sent or received first, for the application to look at; null if the message was not parsed. */
    public @Nullable FixMessage original() {
        String raw = toRawString();
        return raw == null ? null : FixMessage.of(raw);
    }

    @Override
    public String toString() {
        String raw = toRawString();
        return raw == null || header.hasGroup(627) ? super.toString() : withHeader(raw);
    }

    private String withHeader(String raw) {
        int bodyStart = bodyStart(raw);
        int bodyEnd = raw.lastIndexOf(SOH + "10=") + 1;
        StringBuilder content = new StringBuilder(raw.length() + 64);
        append(content, MsgType.FIELD, valueOf(MsgType.FIELD));
        for (Field<?> field : header) {
            int tag = field.getTag();
            if (tag != BeginString.FIELD && tag != BodyLength.FIELD && tag != MsgType.FIELD) {
                append(content, tag, String.valueOf(field.getObject()));
            }
        }
        content.append(raw, Math.min(bodyStart, bodyEnd), bodyEnd);
        StringBuilder message = new StringBuilder(content.length() + 32);
        append(message, BeginString.FIELD, valueOf(BeginString.FIELD));
        append(message, BodyLength.FIELD, Integer.toString(content.length()));
        message.append(content);
        int sum = quickfix.MessageUtils.checksum(message.toString());
        return message.append("10=").append((char) ('0' + sum / 100)).append((char) ('0' + sum / 10 % 10)).append((char) ('0' + sum % 10)).append(SOH)
                .toString();
    }

    private static int bodyStart(String raw) {
        int at = 0;
        while (true) {
            int equal = raw.indexOf('=', at);
            if (equal < 0 || !HeaderTags.contains(tagOf(raw, at, equal))) {
                return at;
            }
            at = raw.indexOf(SOH, equal) + 1;
        }
    }

    private static int tagOf(String raw, int start, int end) {
        int tag = 0;
        for (int i = start; i < end; i++) {
            tag = tag * 10 + raw.charAt(i) - '0';
        }
        return tag;
    }

    private String valueOf(int tag) {
        return header.getOptionalString(tag).orElse("");
    }

    private static void append(StringBuilder target, int tag, String value) {
        target.append(tag).append('=').append(value).append(SOH);
    }
}
