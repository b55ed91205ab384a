package io.portcullis.server.messagelog;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** By which dictionary a message is read: its session's, or that of the version which it says itself where there is no such session any more. */
public final class SessionDictionaries {

    private static final int BEGIN_STRING = 8;
    private static final int APPL_VER_ID = 1128;
    private static final int DEFAULT_APPL_VER_ID = 1137;

    private final Function<String, @Nullable FixDictionary> bySession;

    /** @param bySession null for a session that isn't known */
    public SessionDictionaries(Function<String, @Nullable FixDictionary> bySession) {
        this.bySession = bySession;
    }

    public DecodedMessage decode(LoggedMessage message) {
        FixDictionary known = bySession.apply(message.session());
        return DecodedMessage.of(message, known == null ? FixDictionary.of(versionOf(message)) : known);
    }

    private static FixVersion versionOf(LoggedMessage message) {
        String begin = message.kind() == Kind.GAP ? null : message.value(BEGIN_STRING);
        String own = message.value(APPL_VER_ID);
        String application = own == null ? message.value(DEFAULT_APPL_VER_ID) : own;
        FixVersion newest = "FIXT.1.1".equals(begin) ? FixVersion.FIX50SP2 : FixVersion.FIX44;
        return Arrays.stream(FixVersion.values()).filter(version -> version.beginString().equals(begin))
                .filter(version -> !version.isFixt() || version.applVerId().equals(application)).findFirst().orElse(newest);
    }
}
