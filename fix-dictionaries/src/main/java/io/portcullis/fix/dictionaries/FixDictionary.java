package io.portcullis.fix.dictionaries;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DataDictionary;

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

    private FixDictionary(FixVersion version, DataDictionary session, DataDictionary application) {
        this.version = version;
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
        return new FixDictionary(version, session, xml.application(session));
    }

    private static FixDictionary standard(FixVersion version) {
        DataDictionary session = load(version.sessionResource());
        return new FixDictionary(version, session, version.isFixt() ? load(version.applicationResource()) : session);
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
