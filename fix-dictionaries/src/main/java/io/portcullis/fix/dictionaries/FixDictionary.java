package io.portcullis.fix.dictionaries;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DataDictionary;

/** The standard dictionary of a FIX version, and the checks made from it. Loaded once; for any thread. */
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

    private FixDictionary(FixVersion version) {
        this.version = version;
        this.session = load(version.sessionResource());
        this.application = version.isFixt() ? load(version.applicationResource()) : session;
        this.sessionValues = new ValueRules(session);
        this.applicationValues = version.isFixt() ? new ValueRules(application) : sessionValues;
        this.header = new MessageRules(session, DataDictionary.HEADER_ID, sessionValues);
        this.trailer = new MessageRules(session, DataDictionary.TRAILER_ID, sessionValues);
    }

    /** @throws IllegalStateException if the dictionary is not on the class path or can't be read */
    public static FixDictionary of(FixVersion version) {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(version, FixDictionary::new);
        }
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
