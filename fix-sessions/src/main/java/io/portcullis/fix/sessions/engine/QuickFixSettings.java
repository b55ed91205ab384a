package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.sessions.wire.StockMessages;
import java.util.Map;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultDataDictionaryProvider;
import quickfix.DefaultSessionFactory;
import quickfix.DefaultSessionScheduleFactory;
import quickfix.Log;
import quickfix.MessageQueue;
import quickfix.MessageStore;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.ValidationSettings;
import quickfix.field.ApplVerID;

/** Our settings of a session in QuickFIX/J's words. */
final class QuickFixSettings {

    private final SessionID id;
    private final SessionSettings target = new SessionSettings();

    private QuickFixSettings(SessionID id) {
        this.id = id;
    }

    /** A session of QuickFIX/J's that goes by them. @throws IllegalArgumentException if QuickFIX/J does not take them */
    static Session session(FixSessionSettings settings, Application application, MessageStore store, MessageQueue outOfTurn, Log log) {
        String qualifier = settings.version().isFixt() ? settings.version().name() : ""; // several may have these CompIDs
        SessionID id = new SessionID(settings.version().beginString(), settings.senderCompId(), settings.targetCompId(), qualifier);
        try {
            return new DefaultSessionFactory(application, ignored -> store, ignored -> outOfTurn, ignored -> log, new StockMessages(),
                    new DefaultSessionScheduleFactory()).create(id, of(settings, id));
        } catch (ConfigError e) {
            throw new IllegalArgumentException("session " + settings.key() + ": " + e.getMessage(), e);
        }
    }

    private static SessionSettings of(FixSessionSettings settings, SessionID id) {
        QuickFixSettings words = new QuickFixSettings(id);
        words.connection(settings);
        words.dictionaries(settings);
        words.validation(settings.validation());
        words.resets(settings);
        words.conventions(settings.conventions());
        words.logonFields(settings.logonFields());
        return words.target;
    }

    /** Makes a session check what QuickFIX/J parses as {@link FixDictionary}'s own check does the frequent messages, from the next message on. */
    static void holdAgainst(Session session, FixDictionary dictionary, FixSessionSettings.Validation validation) {
        if (!(session.getDataDictionaryProvider() instanceof DefaultDataDictionaryProvider dictionaries)) {
            throw new IllegalStateException("session " + session.getSessionID() + " has no dictionaries of ours");
        }
        String beginString = dictionary.version().beginString();
        dictionaries.addTransportDictionary(beginString, dictionary.session());
        dictionaries.addApplicationDictionary(
                dictionary.version().isFixt() ? new ApplVerID(dictionary.version().applVerId()) : MessageUtils.toApplVerID(beginString),
                dictionary.application());
        ValidationSettings checks = session.getValidationSettings();
        checks.setCheckUserDefinedFields(!validation.allowUserDefinedTags());
        checks.setAllowUnknownMessageFields(validation.allowUnknownTags());
        checks.setCheckFieldsOutOfOrder(validation.checkFieldOrder());
        checks.setCheckUnorderedGroupFields(validation.checkFieldOrder());
    }

    private void connection(FixSessionSettings settings) {
        set(SessionFactory.SETTING_CONNECTION_TYPE, switch (settings.role()) {
            case ACCEPTOR -> SessionFactory.ACCEPTOR_CONNECTION_TYPE;
            case INITIATOR -> SessionFactory.INITIATOR_CONNECTION_TYPE;
        });
        set(Session.SETTING_HEARTBTINT, Long.toString(settings.heartbeat().toSeconds()));
        set(Session.SETTING_LOGON_TIMEOUT, Long.toString(Math.max(1, settings.logonTimeout().toSeconds())));
        set(Session.SETTING_LOGOUT_TIMEOUT, Long.toString(Math.max(1, settings.logonTimeout().toSeconds())));
        set(Session.SETTING_CHECK_LATENCY, !settings.maxLatency().isZero());
        set(Session.SETTING_MAX_LATENCY, Long.toString(Math.max(0, settings.maxLatency().toSeconds() - 1))); // it counts whole seconds that have passed
        set(Session.SETTING_RESEND_REQUEST_CHUNK_SIZE, Integer.toString(settings.resendChunk()));
        set(quickfix.Initiator.SETTING_RECONNECT_INTERVAL, "0"); // the initiator decides when to connect; then log on at once
        set(Session.SETTING_REJECT_MESSAGE_ON_UNHANDLED_EXCEPTION, false);
        set(Session.SETTING_NON_STOP_SESSION, true); // the schedule is ours: HoursWatch
    }

    private void dictionaries(FixSessionSettings settings) {
        set(Session.SETTING_USE_DATA_DICTIONARY, true);
        if (settings.version().isFixt()) {
            set(Session.SETTING_DEFAULT_APPL_VER_ID, settings.version().applVerId());
            set(Session.SETTING_TRANSPORT_DATA_DICTIONARY, settings.version().sessionResource());
            set(Session.SETTING_APP_DATA_DICTIONARY, settings.version().applicationResource());
        } else {
            set(Session.SETTING_DATA_DICTIONARY, settings.version().sessionResource());
        }
    }

    private void validation(FixSessionSettings.Validation validation) {
        set(Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, !validation.allowUserDefinedTags());
        set(Session.SETTING_ALLOW_UNKNOWN_MSG_FIELDS, validation.allowUnknownTags());
        set(Session.SETTING_VALIDATE_FIELDS_OUT_OF_ORDER, validation.checkFieldOrder());
        set(Session.SETTING_VALIDATE_UNORDERED_GROUP_FIELDS, validation.checkFieldOrder());
        set(Session.SETTING_REQUIRES_ORIG_SENDING_TIME, validation.requireOrigSendingTime());
        set(Session.SETTING_REJECT_INVALID_MESSAGE, validation.rejectInvalid());
    }

    private void resets(FixSessionSettings settings) {
        FixSessionSettings.Resets resets = settings.resets();
        // of an acceptor it is LogonNumbers' business: QuickFIX/J looks at the number first, and refuses a Logon that begins with 1
        set(Session.SETTING_RESET_ON_LOGON, resets.onLogon() && settings.role() == FixSessionSettings.Role.INITIATOR);
        set(Session.SETTING_RESET_ON_LOGOUT, resets.onLogout());
        set(Session.SETTING_RESET_ON_DISCONNECT, resets.onDisconnect());
    }

    private void conventions(Conventions conventions) {
        set(Session.SETTING_TIMESTAMP_PRECISION, conventions.sendingTime().name());
        set(Session.SETTING_ENABLE_LAST_MSG_SEQ_NUM_PROCESSED, conventions.saysLastProcessed());
        set(Session.SETTING_VALIDATE_CHECKSUM, conventions.checksCheckSum());
    }

    private void logonFields(Map<Integer, String> fields) {
        int i = 0;
        for (Map.Entry<Integer, String> field : fields.entrySet()) {
            set(Session.SETTING_LOGON_TAG + (i == 0 ? "" : Integer.toString(i)), field.getKey() + "=" + field.getValue());
            i++;
        }
    }

    private void set(String key, boolean value) {
        set(key, value ? "Y" : "N");
    }

    private void set(String key, String value) {
        target.setString(id, key, value);
    }
}
