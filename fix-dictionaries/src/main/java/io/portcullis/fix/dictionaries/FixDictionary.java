package io.portcullis.fix.dictionaries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.FieldType;

/** The dictionary of a FIX version, the standard's or with a counterparty's {@link Overlay}, and the checks made from it. For any thread. */
public final class FixDictionary {

    private static final Map<FixVersion, FixDictionary> LOADED = new EnumMap<>(FixVersion.class);

    /** The versions in which a tag's name is looked up where the message's own doesn't matter. */
    private static final FixVersion[] NAMING = {FixVersion.FIX44, FixVersion.FIX50SP2, FixVersion.FIX42};

    private final FixVersion version;
    private final DataDictionary session;
    private final DataDictionary application;
    private final ValueRules sessionValues;
    private final ValueRules applicationValues;
    private final MessageRules header;
    private final MessageRules trailer;
    private final Map<String, MessageRules> messages = new ConcurrentHashMap<>();
    private final MessageNames names;

    private FixDictionary(FixVersion version, Overlay overlay, DataDictionary session, DataDictionary application) {
        this.version = version;
        this.names = new MessageNames(version, overlay);
        this.session = session;
        this.application = application;
        this.sessionValues = new ValueRules(session);
        this.applicationValues = version.isFixt() ? new ValueRules(application) : sessionValues;
        this.header = new MessageRules(session, DataDictionary.HEADER_ID, sessionValues);
        this.trailer = new MessageRules(session, DataDictionary.TRAILER_ID, sessionValues);
    }

    /** The standard's, loaded once. @throws IllegalStateException if the dictionary is not on the class path or can't be read */
    public static FixDictionary of(FixVersion version) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(version, FixDictionary::standard);
        }
    }

    /** The standard's with an overlay: reads and compiles anew, for the start and for reloads. @throws Overlay.Misfit where the overlay doesn't fit it */
    public static FixDictionary of(FixVersion version, Overlay overlay) throws Overlay.Misfit {
        if (overlay.isEmpty()) {
            return of(version);
        }
        OverlaidXml xml = new OverlaidXml(version, overlay);
        DataDictionary session = xml.session();
        return new FixDictionary(version, overlay, session, xml.application(session));
    }

    private static FixDictionary standard(FixVersion version) {
        DataDictionary session = version == FixVersion.FIXLATEST ? SessionXml.of(version).read() : load(version.sessionResource());
        return new FixDictionary(version, Overlay.NONE, session, version.isFixt() ? load(version.applicationResource()) : session);
    }

    private static DataDictionary load(String resource) {
        try {
            return new DataDictionary(resource);
        } catch (ConfigError e) {
            throw new IllegalStateException("can't read the FIX dictionary " + resource, e);
        }
    }

    /** Such as {@code OrderQty(38)}, or {@code tag 38} where no version has a name for it; newer versions have renamed a few fields. */
    public static String nameOf(int tag) {
        for (FixVersion version : NAMING) {
            FixDictionary dictionary = of(version);
            if (dictionary.application.isField(tag) || dictionary.session.isField(tag)) {
                return (dictionary.application.isField(tag) ? dictionary.applicationValues : dictionary.sessionValues).name(tag);
            }
        }
        return "tag " + tag;
    }

    public FixVersion version() {
        return version;
    }

    /** Such as {@code OrderQty(38)}, by this dictionary or else as {@link #nameOf}. */
    public String name(int tag) {
        return (application.isField(tag) ? applicationValues : sessionValues).name(tag);
    }

    /** Whether the dictionary has the field in any message. */
    public boolean hasField(int tag) {
        return application.isField(tag) || session.isField(tag);
    }

    /** Such as {@code NewOrderSingle}; null if there is no such message. */
    public @Nullable String messageName(String msgType) {
        return names.of(msgType);
    }

    /** The MsgType(35) of the message of that name; null if there is none. */
    public @Nullable String messageType(String name) {
        return names.typeOf(name);
    }

    /** What a value of a field means, such as {@code BUY}; null if the field has no list of values, or the value is not in it. */
    public @Nullable String meaning(int tag, String value) {
        DataDictionary named = application.isField(tag) ? application : session;
        return named.getValueName(tag, value);
    }

    /** Whether the field holds any bytes: how many, the field before it says. */
    public boolean isData(int tag) {
        return (application.isField(tag) ? application : session).getFieldType(tag) == FieldType.DATA;
    }

    /**
     * In how many repeating groups each field of a message stands, one within the other: 0 for the message's own.
     *
     * @param tags of the message's fields, in their order
     */
    public int[] groupDepths(String msgType, int[] tags) {
        MessageRules rules = message(msgType);
        int[] depths = new int[tags.length];
        Deque<GroupRules> within = new ArrayDeque<>();
        for (int i = 0; i < tags.length; i++) {
            int tag = tags[i];
            while (!within.isEmpty() && !within.getFirst().has(tag)) {
                within.removeFirst();
            }
            depths[i] = within.size();
            GroupRules group = within.isEmpty() ? ownGroup(rules, tag) : within.getFirst().group(tag);
            if (group != null && i + 1 < tags.length && tags[i + 1] == group.delimiter()) {
                within.addFirst(group);
            }
        }
        return depths;
    }

    private @Nullable GroupRules ownGroup(@Nullable MessageRules rules, int tag) {
        GroupRules group = rules == null ? null : rules.group(tag);
        return group == null ? header.group(tag) : group;
    }

    public boolean hasMessage(String msgType) {
        return message(msgType) != null;
    }

    /**
     * Where a repeating group of a message ends.
     *
     * @param tags of the message's fields, in their order
     * @param countField the index of the field that may be a group's count
     * @return the index behind the last field of the group's last entry; {@code countField + 1} if the field is no count, or no entry follows
     */
    public int endOfGroup(String msgType, int[] tags, int count, int countField) {
        MessageRules rules = message(msgType);
        GroupRules group = rules == null ? null : rules.group(tags[countField]);
        int i = countField + 1;
        if (group == null || i >= count || tags[i] != group.delimiter()) {
            return i;
        }
        while (i < count && group.hasWithin(tags[i])) {
            i++;
        }
        return i;
    }

    /** The tag that begins each entry of a message's repeating group; 0 if the tag is no group's count there. */
    public int delimiter(String msgType, int countTag) {
        MessageRules rules = message(msgType);
        GroupRules group = rules == null ? null : rules.group(countTag);
        return group == null ? 0 : group.delimiter();
    }

    /** Of the session's messages, header and trailer. */
    public DataDictionary session() {
        return session;
    }

    /** Of the application messages; the session's before FIXT. */
    public DataDictionary application() {
        return application;
    }

    /** A check for one thread. */
    public MessageCheck check(Strictness strictness) {
        return new MessageCheck(this, strictness);
    }

    ValueRules sessionValues() {
        return sessionValues;
    }

    ValueRules applicationValues() {
        return applicationValues;
    }

    MessageRules header() {
        return header;
    }

    MessageRules trailer() {
        return trailer;
    }

    /** @return null if the version has no such message */
    @Nullable
    MessageRules message(String msgType) {
        MessageRules known = messages.get(msgType);
        if (known != null) {
            return known;
        }
        if (session.isMsgType(msgType)) {
            return messages.computeIfAbsent(msgType, type -> new MessageRules(session, type, sessionValues));
        }
        return application.isMsgType(msgType) ? messages.computeIfAbsent(msgType, type -> new MessageRules(application, type, applicationValues)) : null;
    }
}
