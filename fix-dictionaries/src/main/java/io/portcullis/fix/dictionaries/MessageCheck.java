package io.portcullis.fix.dictionaries;

import org.jspecify.annotations.Nullable;

/**
 * Holds received messages against a dictionary, over their bytes: the rules and reasons of QuickFIX/J's {@code DataDictionary.validate}, with texts that say
 * what is allowed. Where several things are wrong, the structure is reported before a missing tag, and that before a wrong value. For one thread.
 */
public final class MessageCheck {

    /** Header tags of any version: they are taken as the header's wherever they stand, as QuickFIX/J does. */
    private static final boolean[] HEADER_TAGS = new boolean[1157];

    static {
        for (int tag : new int[]{8, 9, 35, 49, 56, 115, 128, 90, 34, 50, 142, 57, 143, 116, 144, 129, 145, 43, 97, 52, 122, 212, 213, 347, 369, 370, 627, 1128,
            1129,
            1156}) {
            HEADER_TAGS[tag] = true;
        }
    }

    private static final int APPL_VER_ID = 1128;
    private static final int MSG_TYPE = 35;

    private final FixDictionary dictionary;
    private final Strictness strictness;
    /** By tag: the message in which it was last seen outside of groups. */
    private final int[] seen;
    private int messageNumber;
    /** Those that are used so far, of types of one character: nearly all messages have such a type. */
    private final @Nullable MessageRules[] known = new MessageRules[128];

    private FieldList fields = NoFields.INSTANCE;
    private MessageRules rules;
    private String msgType = "";
    private int at;
    private @Nullable Violation firstWrongValue;

    MessageCheck(FixDictionary dictionary, Strictness strictness) {
        this.dictionary = dictionary;
        this.strictness = strictness;
        this.rules = dictionary.header();
        this.seen = new int[Math.max(HEADER_TAGS.length, Math.max(dictionary.sessionValues().size(), dictionary.applicationValues().size()))];
    }

    /** @return what is wrong with the message, or null if nothing is */
    public @Nullable Violation check(FieldList message, String type) {
        if (message.count() > strictness.limits().fields()) {
            return new Violation(0, Violation.VALUE_INCORRECT,
                    "the message has " + message.count() + " fields, at most " + strictness.limits().fields() + " are allowed");
        }
        MessageRules ofType = rulesOf(type);
        if (ofType == null) {
            return new Violation(MSG_TYPE, Violation.INVALID_MSG_TYPE, "MsgType(35)=" + Violation.shown(type) + " is not a message of " + dictionary.version());
        }
        fields = message;
        rules = ofType;
        msgType = type;
        at = 0;
        firstWrongValue = null;
        messageNumber++;
        Violation structure = structure();
        if (structure != null) {
            return structure;
        }
        Violation missing = missing();
        return missing != null ? missing : firstWrongValue;
    }

    private @Nullable MessageRules rulesOf(String type) {
        char only = type.length() == 1 ? type.charAt(0) : 0;
        if (only == 0 || only >= known.length) {
            return dictionary.message(type);
        }
        MessageRules used = known[only];
        if (used == null) {
            used = dictionary.message(type);
            known[only] = used;
        }
        return used;
    }

    private @Nullable Violation structure() {
        Violation found = header();
        if (found == null) {
            found = body();
        }
        return found == null ? trailer() : found;
    }

    private boolean isHeader(int tag) {
        return tag > 0 && tag < HEADER_TAGS.length && HEADER_TAGS[tag] || dictionary.header().allows(tag);
    }

    private boolean isTrailer(int tag) {
        return tag == 10 || tag == 89 || tag == 93 || dictionary.trailer().allows(tag);
    }

    private @Nullable Violation header() {
        while (at < fields.count() && isHeader(fields.tag(at))) {
            int tag = fields.tag(at);
            if (!firstTime(tag)) {
                return twice(tag);
            }
            sessionValue(at);
            GroupRules group = dictionary.header().group(tag);
            at++;
            if (group != null) {
                Violation inGroup = group(group, at - 1, dictionary.sessionValues(), false);
                if (inGroup != null) {
                    return inGroup;
                }
            }
        }
        return null;
    }

    private @Nullable Violation body() {
        while (at < fields.count() && !isTrailer(fields.tag(at))) {
            int tag = fields.tag(at);
            if (!firstTime(tag)) {
                return twice(tag);
            }
            if (isHeader(tag)) {
                if (strictness.checkOrder()) {
                    return new Violation(tag, Violation.OUT_OF_ORDER, dictionary.sessionValues().name(tag) + " belongs to the header but stands in the body");
                }
                sessionValue(at++);
                continue;
            }
            bodyValue(at, rules.allows(tag));
            GroupRules group = rules.group(tag);
            at++;
            if (group != null) {
                Violation inGroup = group(group, at - 1, rules.values(), false);
                if (inGroup != null) {
                    return inGroup;
                }
            }
        }
        return null;
    }

    private @Nullable Violation trailer() {
        while (at < fields.count()) {
            int tag = fields.tag(at);
            if (!isTrailer(tag)) {
                return new Violation(tag, Violation.OUT_OF_ORDER, rules.values().name(tag) + " stands behind the trailer");
            }
            firstTime(tag);
            sessionValue(at++);
        }
        return null;
    }

    /** The entries behind a count; {@code at} is left at the first field that doesn't belong to them. */
    private @Nullable Violation group(GroupRules group, int countField, ValueRules values, boolean isInner) {
        int entries = 0;
        int entryStart = -1;
        int lastPlace = -1;
        while (at < fields.count()) {
            int tag = fields.tag(at);
            if (tag == group.delimiter()) {
                Violation incomplete = entryStart < 0 ? null : missingIn(group, entryStart, at);
                if (incomplete != null) {
                    noteValue(incomplete);
                }
                entryStart = at;
                entries++;
                lastPlace = -1;
                if (entries > strictness.limits().groupEntries()) {
                    int count = fields.tag(countField);
                    return new Violation(count, Violation.VALUE_INCORRECT, values.name(count) + "=" + ValueRules.shown(fields, countField)
                            + " is more than the " + strictness.limits().groupEntries() + " entries that are allowed");
                }
            } else if (!group.has(tag)) {
                if (isTrailer(tag) || isHeader(tag) || (isInner ? values.isKnown(tag) : rules.allows(tag))) {
                    break;
                }
                if (!strictness.allows(tag)) {
                    return notAllowed(tag, Violation.TAG_NOT_FOR_THIS_MESSAGE);
                }
                if (entryStart < 0) {
                    return noDelimiter(group, countField, tag);
                }
            } else if (entryStart < 0) {
                return noDelimiter(group, countField, tag);
            } else if (strictness.checkOrder() && group.group(tag) == null) {
                int place = group.placeOf(tag);
                if (place <= lastPlace) {
                    return new Violation(tag, Violation.GROUP_OUT_OF_ORDER,
                            values.name(tag) + " is out of order in an entry of " + values.name(fields.tag(countField)));
                }
                lastPlace = place;
            }
            noteValue(values.check(fields, at));
            GroupRules inner = group.group(tag);
            at++;
            if (inner != null) {
                Violation inInner = group(inner, at - 1, values, true);
                if (inInner != null) {
                    return inInner;
                }
            }
        }
        if (entryStart >= 0) {
            noteValue(missingIn(group, entryStart, at));
        }
        checkCount(countField, entries, values);
        return null;
    }

    private void checkCount(int countField, int entries, ValueRules values) {
        String stated = ValueRules.text(fields, countField);
        if (!stated.equals(Integer.toString(entries)) && firstWrongValue == null && !isSameNumber(stated, entries)) {
            noteValue(new Violation(fields.tag(countField), Violation.GROUP_COUNT_INCORRECT,
                    values.name(fields.tag(countField)) + "=" + Violation.shown(stated) + " but " + entries + " entries follow"));
        }
    }

    /** Leading zeros are allowed. */
    private static boolean isSameNumber(String stated, int entries) {
        try {
            return Integer.parseInt(stated) == entries;
        } catch (NumberFormatException e) {
            return false; // its format has been noted already
        }
    }

    private @Nullable Violation missingIn(GroupRules group, int from, int to) {
        for (int tag : group.required()) {
            if (!stands(tag, from, to)) {
                return missing(tag, rules.values());
            }
        }
        return null;
    }

    private boolean stands(int tag, int from, int to) {
        for (int i = from; i < to; i++) {
            if (fields.tag(i) == tag) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Violation missing() {
        Violation found = missing(dictionary.header().required(), dictionary.sessionValues());
        if (found == null) {
            found = missing(dictionary.trailer().required(), dictionary.sessionValues());
        }
        return found == null ? missing(rules.required(), rules.values()) : found;
    }

    private @Nullable Violation missing(int[] required, ValueRules values) {
        for (int tag : required) {
            if (seen[tag] != messageNumber) {
                return missing(tag, values);
            }
        }
        return null;
    }

    private Violation missing(int tag, ValueRules values) {
        return new Violation(tag, Violation.REQUIRED_TAG_MISSING, values.name(tag) + " is missing in 35=" + msgType);
    }

    private boolean firstTime(int tag) {
        if (tag < 0 || tag >= seen.length) {
            return !stands(tag, 0, at);
        }
        boolean isFirst = seen[tag] != messageNumber;
        seen[tag] = messageNumber;
        return isFirst;
    }

    private void sessionValue(int i) {
        int tag = fields.tag(i);
        noteValue(dictionary.sessionValues().check(fields, i));
        if (!dictionary.sessionValues().isKnown(tag) && !strictness.allows(tag)) {
            noteValue(notAllowed(tag, Violation.INVALID_TAG));
        }
        if (tag == APPL_VER_ID && !ValueRules.text(fields, i).equals(dictionary.version().applVerId())) {
            noteValue(new Violation(tag, Violation.VALUE_INCORRECT,
                    "ApplVerID(1128)=" + ValueRules.shown(fields, i) + " is not what was agreed, allowed is " + dictionary.version().applVerId()));
        }
    }

    private void bodyValue(int i, boolean isAllowed) {
        noteValue(rules.values().check(fields, i));
        int tag = fields.tag(i);
        if (!isAllowed && !strictness.allows(tag)) {
            noteValue(notAllowed(tag, rules.values().isKnown(tag) ? Violation.TAG_NOT_FOR_THIS_MESSAGE : Violation.INVALID_TAG));
        }
    }

    private void noteValue(@Nullable Violation violation) {
        if (violation != null && firstWrongValue == null) {
            firstWrongValue = violation;
        }
    }

    private Violation notAllowed(int tag, int reason) {
        String name = rules.values().name(tag);
        return new Violation(tag, reason,
                reason == Violation.INVALID_TAG ? name + " is not defined in " + dictionary.version() : name + " is not allowed in 35=" + msgType);
    }

    private Violation twice(int tag) {
        return new Violation(tag, Violation.TAG_APPEARS_TWICE, rules.values().name(tag) + " appears more than once");
    }

    private Violation noDelimiter(GroupRules group, int countField, int tag) {
        ValueRules values = rules.values();
        return new Violation(tag, Violation.GROUP_OUT_OF_ORDER, "each entry of " + values.name(fields.tag(countField)) + " must begin with "
                + values.name(group.delimiter()) + ", found " + values.name(tag));
    }

    private enum NoFields implements FieldList {
        INSTANCE;

        private static final byte[] NOTHING = {};

        @Override
        public byte[] bytes() {
            return NOTHING;
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public int tag(int i) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public int start(int i) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public int end(int i) {
            throw new IndexOutOfBoundsException(i);
        }
    }
}
