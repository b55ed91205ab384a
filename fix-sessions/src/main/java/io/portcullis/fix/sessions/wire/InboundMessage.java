package io.portcullis.fix.sessions.wire;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.MessageCheck;
import io.portcullis.fix.dictionaries.Violation;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import quickfix.Field;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.field.ApplVerID;
import quickfix.field.CheckSum;

/**
 * A received message, as QuickFIX/J's session sees it if it is of a frequent type or something is wrong with it: the bytes as received, with the few header fields that the session asks for read when it asks.
 * Nothing is parsed into field maps. The dictionary's check is ours; what it finds is thrown where the session begins its own.
 *
 * <p>Used again for message after message, unless it has been {@linkplain #keep() kept}.
 */
public final class InboundMessage extends Message {

    private static final long serialVersionUID = 1;
    private static final long SECOND = 1_000_000_000L;
    private static final int MSG_SEQ_NUM = 34;
    private static final int MSG_TYPE = 35;

    private final transient FieldIndex index = new FieldIndex();
    private final transient FixMessage view = new FixMessage(index);
    private transient int bodyStart;
    /** Up to where header fields are looked for. */
    private transient int headerEnd;
    private transient @Nullable Violation violation;
    private transient boolean isMalformed;
    private transient boolean isKept;

    /** A message to be filled by {@link #read}. */
    public InboundMessage() {
        ReadHeader fromBytes = (ReadHeader) header;
        fromBytes.message = this;
        trailer = new ReadTrailer();
    }

    @Override
    protected Header newHeader() {
        return new ReadHeader();
    }

    /** Whether messages of that type are read this way even if nothing is wrong with them: the frequent ones between order sessions, and market data. */
    public boolean isFrequent() {
        String msgType = view.msgType();
        return msgType.length() == 1 && switch (msgType.charAt(0)) {
            case 'D', 'F', 'G', 'H', '8', '9', 'W', 'X' -> true;
            default -> false;
        };
    }

    /**
     * Takes the next message from the reader index, which isn't moved.
     *
     * @return null, or why these bytes are no message at all
     */
    public @Nullable String read(ByteBuf in, int length, MessageCheck check) {
        in.getBytes(in.readerIndex(), index.room(length), 0, length);
        Violation malformed = index.scan();
        if (index.count() < 3 || index.tag(2) != MSG_TYPE) {
            return "MsgType(35) is not the third field";
        }
        view.scanned();
        bodyStart = endOfHeader();
        isMalformed = malformed != null;
        violation = malformed == null ? check.check(index, view.msgType()) : malformed;
        headerEnd = isInOrder() ? bodyStart : index.count();
        return null;
    }

    /** The session must know who sent a message, and its number, to reject it for the place where these stand. */
    private boolean isInOrder() {
        Violation found = violation;
        return index.find(MSG_SEQ_NUM, 0, bodyStart) >= 0 && (found == null || !found.isAboutOrder());
    }

    private int endOfHeader() {
        int i = 0;
        while (i < index.count() && HeaderTags.contains(index.tag(i))) {
            i++;
        }
        return i;
    }

    /** What is wrong with it, which the session will be told; null if nothing is. */
    public @Nullable Violation violation() {
        return violation;
    }

    /** Whether it is more than the dictionary that speaks against it: not all of its bytes are fields. */
    public boolean isMalformed() {
        return isMalformed;
    }

    /** Whether it says what has happened, or how a market stands: it is so whatever is wrong with the message. An order would be another one than was meant. */
    public boolean isFact() {
        return switch (view.msgType()) {
            case "8", "9", "W", "X" -> true;
            default -> false;
        };
    }

    /** @param found by another rule than the dictionary's */
    public void refuse(Violation found) {
        violation = found;
    }

    /** The message for its handler. */
    public FixMessage view() {
        return view;
    }

    /** It must not be used again for another message: someone holds on to it. */
    public void keep() {
        isKept = true;
    }

    public boolean isKept() {
        return isKept;
    }

    /** What the dictionary does not allow in it; null if it allows all, or if this was asked before. The session then has nothing to object to. */
    public @Nullable Violation takeViolation() {
        Violation found = violation;
        violation = null;
        return found;
    }

    private void throwViolation() {
        Violation found = takeViolation();
        if (found != null) {
            throw new FieldException(found.reason(), found.textWithReason(), found.tag());
        }
    }

    @Override
    public boolean isAdmin() {
        return MessageUtils.isAdminMessage(view.msgType());
    }

    @Override
    public boolean isSetField(int field) {
        return index.find(field, bodyStart, index.count()) >= 0;
    }

    @Override
    public String getString(int field) throws FieldNotFound {
        return textOf(field, bodyStart, index.count());
    }

    @Override
    public Optional<String> getOptionalString(int field) {
        return Optional.ofNullable(view.stringOrNull(field));
    }

    /** Empty: QuickFIX/J's check of each field is replaced by ours. */
    @Override
    public Iterator<Field<?>> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public String toRawString() {
        return view.raw();
    }

    @Override
    public String toString() {
        return view.raw();
    }

    private String textOf(int tag, int from, int to) throws FieldNotFound {
        int i = index.find(tag, from, to);
        if (i < 0) {
            throw new FieldNotFound(tag);
        }
        return view.text(i);
    }

    /** Says that CheckSum(10) is there: without it there would be no message. */
    private static final class ReadTrailer extends Trailer {

        private static final long serialVersionUID = 1;

        @Override
        public boolean isSetField(int field) {
            return field == CheckSum.FIELD;
        }
    }

    /** What the session asks of a received header, read from the bytes. */
    private static final class ReadHeader extends Header {

        private static final long serialVersionUID = 1;

        private transient @Nullable InboundMessage message;
        /** The session asks for the same CompIDs and version with every message: one string each. */
        private final transient String[] recent = new String[64];

        private InboundMessage message() {
            InboundMessage read = message;
            if (read == null) {
                throw new IllegalStateException("the header belongs to no message yet");
            }
            return read;
        }

        private int find(int field) {
            return message().index.find(field, 0, message().headerEnd);
        }

        private int present(int field) throws FieldNotFound {
            int i = find(field);
            if (i < 0) {
                throw new FieldNotFound(field);
            }
            return i;
        }

        /** ApplVerID(1128) is asked for when, and only when, the session turns to the dictionary. */
        @Override
        public boolean isSetField(int field) {
            if (field == ApplVerID.FIELD) {
                message().throwViolation();
            }
            return find(field) >= 0;
        }

        @Override
        public String getString(int field) throws FieldNotFound {
            int i = present(field);
            if (field == MSG_TYPE) {
                return message().view.msgType();
            }
            if (field >= recent.length) {
                return message().view.text(i);
            }
            String before = recent[field];
            if (before == null || !message().view.is(field, before)) {
                before = message().view.text(i);
                recent[field] = before;
            }
            return before;
        }

        @Override
        public Optional<String> getOptionalString(int field) {
            int i = find(field);
            return i < 0 ? Optional.empty() : Optional.of(message().view.text(i));
        }

        @Override
        public int getInt(int field) throws FieldNotFound {
            int i = present(field);
            FieldIndex index = message().index;
            long value = Decimals.parseLong(index.bytes(), index.start(i), index.end(i));
            if (value != (int) value) {
                throw incorrect(field);
            }
            return (int) value;
        }

        @Override
        public boolean getBoolean(int field) throws FieldNotFound {
            int i = present(field);
            FieldIndex index = message().index;
            byte value = index.end(i) - index.start(i) == 1 ? index.bytes()[index.start(i)] : 0;
            if (value != 'Y' && value != 'N') {
                throw incorrect(field);
            }
            return value == 'Y';
        }

        @Override
        public LocalDateTime getUtcTimeStamp(int field) throws FieldNotFound {
            int i = present(field);
            FieldIndex index = message().index;
            long nanos = UtcTimestamp.parse(index.bytes(), index.start(i), index.end(i));
            if (nanos == UtcTimestamp.NONE) {
                throw incorrect(field);
            }
            return LocalDateTime.ofEpochSecond(nanos / SECOND, (int) (nanos % SECOND), ZoneOffset.UTC);
        }

        private FieldException incorrect(int field) {
            return new FieldException(Violation.FORMAT_INCORRECT, FixDictionary.nameOf(field) + " has an incorrect format", field);
        }

        @Override
        public Iterator<Field<?>> iterator() {
            return Collections.emptyIterator();
        }
    }
}
