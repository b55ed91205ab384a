package io.portcullis.fix.dictionaries;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the messages of a version are called. Read when they are asked for, because only people ask. For any thread. */
final class MessageNames {

    private static final Map<FixVersion, Map<String, String>> STANDARD = new ConcurrentHashMap<>();

    private final FixVersion version;
    private final Overlay overlay;

    MessageNames(FixVersion version, Overlay overlay) {
        this.version = version;
        this.overlay = overlay;
    }

    /** Null if there is no such message. */
    @Nullable
    String of(String msgType) {
        Overlay.Message own = overlay.messages().get(msgType);
        return own != null && own.name() != null ? own.name() : STANDARD.computeIfAbsent(version, MessageNames::standard).get(msgType);
    }

    /** The type of the message of that name; null if there is none. */
    @Nullable
    String typeOf(String name) {
        for (Map.Entry<String, String> known : STANDARD.computeIfAbsent(version, MessageNames::standard).entrySet()) {
            if (known.getValue().equalsIgnoreCase(name)) {
                return known.getKey();
            }
        }
        return null;
    }

    private static Map<String, String> standard(FixVersion version) {
        Map<String, String> names = new HashMap<>(new DictionaryXml(version.sessionResource()).messageNames());
        if (version.isFixt()) {
            names.putAll(new DictionaryXml(version.applicationResource()).messageNames());
        }
        return Map.copyOf(names);
    }
}
