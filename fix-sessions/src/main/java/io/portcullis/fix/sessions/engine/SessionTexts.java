package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import quickfix.FieldException;
import quickfix.Message;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NewSeqNo;
import quickfix.field.OrigSendingTime;
import quickfix.field.RefSeqNum;
import quickfix.field.RefTagID;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.SessionRejectReason;
import quickfix.field.TargetCompID;
import quickfix.field.Text;

/** Says in Text(58) of QuickFIX/J's own rejects and logouts, behind FIX's words for the reason, which field and value is meant and what is allowed. */
final class SessionTexts {

    private static final String FIELD = ", field=";
    private static final String TAG_ZERO = "Invalid tag number: tag 0 ";
    private static final String BEGIN_STRING = "Incorrect BeginString";
    private static final Set<String> WITHOUT_TAG = Stream
            .of(SessionRejectReason.COMPID_PROBLEM, SessionRejectReason.SENDINGTIME_ACCURACY_PROBLEM, SessionRejectReason.INVALID_MSGTYPE)
            .map(reason -> String.valueOf(new FieldException(reason).getMessage())).collect(Collectors.toUnmodifiableSet());

    private final FixSessionSettings settings;

    SessionTexts(FixSessionSettings settings) {
        this.settings = settings;
    }

    /** @param received the message that is being received when {@code reject} is sent */
    void explainReject(Message reject, FixMessage received, int expected) {
        int tag = reject.getOptionalString(RefTagID.FIELD).map(Integer::parseInt).orElse(0);
        String reason = reject.getOptionalString(SessionRejectReason.FIELD).orElse("");
        if (tag == 0 && !received.has(0)) {
            reject.removeField(RefTagID.FIELD);
        }
        if (!reason.isEmpty() && received.is(MsgSeqNum.FIELD, reject.getOptionalString(RefSeqNum.FIELD).orElse(""))) {
            int number = Integer.parseInt(reason);
            String known = String.valueOf(new FieldException(number).getMessage());
            String text = known.equals(reject.getOptionalString(Text.FIELD).orElse("")) ? text(number, tag, received, expected) : null;
            if (text != null) {
                reject.setString(Text.FIELD, known + ": " + text);
            }
        }
        nameFieldFirst(reject);
        rejectAsAgreed(reject, received.msgType().equals(MsgType.SEQUENCE_RESET));
    }

    private void rejectAsAgreed(Message reject, boolean isOfSequenceReset) {
        Conventions.Rejects form = settings.conventions().rejects();
        String text = reject.getOptionalString(Text.FIELD).orElse("");
        if (form == Conventions.Rejects.EXPLAINED || text.isEmpty()) {
            return;
        }
        String brief = beforeFirst(": ", text);
        if (form == Conventions.Rejects.QUICKFIX) {
            String words = beforeFirst(FIELD, brief);
            boolean namesNoTag = isOfSequenceReset || WITHOUT_TAG.contains(words);
            boolean saysTagInText = settings.version().isBefore(FixVersion.FIX42) && !namesNoTag && brief.length() > words.length();
            brief = saysTagInText ? words + " (" + brief.substring(words.length() + FIELD.length()) + ")" : words;
            if (namesNoTag) {
                reject.removeField(RefTagID.FIELD);
            }
        }
        reject.setString(Text.FIELD, brief);
    }

    private static String beforeFirst(String end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** @param brief what the session has said before {@link #explainLogout} */
    void logoutAsAgreed(Message logout, String brief) {
        boolean isExplained = !logout.getOptionalString(Text.FIELD).orElse("").equals(brief);
        switch (settings.conventions().rejects()) {
            case EXPLAINED -> {
                // as it is
            }
            case BRIEF -> {
                if (isExplained || brief.startsWith(BEGIN_STRING)) {
                    logout.setString(Text.FIELD, beforeFirst(": ", brief));
                }
            }
            case QUICKFIX -> {
                if (isExplained) {
                    logout.removeField(Text.FIELD);
                } else if (brief.startsWith(BEGIN_STRING)) {
                    logout.setString(Text.FIELD, BEGIN_STRING);
                }
            }
        }
    }

    /** Before FIX 4.2 QuickFIX/J appends the field to the text: it belongs to the reason that the text begins with. */
    private void nameFieldFirst(Message reject) {
        String text = reject.getOptionalString(Text.FIELD).orElse("");
        if (text.startsWith(TAG_ZERO) && settings.version().isBefore(FixVersion.FIX42)) { // QuickFIX/J takes it for no tag
            reject.setString(Text.FIELD, text.replaceFirst(": ", FIELD + "0: "));
        }
        int field = text.lastIndexOf(FIELD);
        int endOfReason = text.indexOf(": ");
        if (endOfReason > 0 && field > endOfReason && text.substring(field + FIELD.length()).matches("-?\\d+")) {
            String reason = text.substring(0, endOfReason);
            String named = reason.endsWith(text.substring(field)) ? "" : text.substring(field);
            reject.setString(Text.FIELD, reason + named + text.substring(endOfReason, field));
        }
    }

    void explainLogout(Message logout, FixMessage received) {
        String text = logout.getOptionalString(Text.FIELD).orElse("");
        String compIds = String.valueOf(new FieldException(SessionRejectReason.COMPID_PROBLEM).getMessage());
        String time = String.valueOf(new FieldException(SessionRejectReason.SENDINGTIME_ACCURACY_PROBLEM, SendingTime.FIELD).getMessage());
        String origTime = String.valueOf(new FieldException(SessionRejectReason.SENDINGTIME_ACCURACY_PROBLEM, OrigSendingTime.FIELD).getMessage());
        if (text.endsWith(compIds)) {
            logout.setString(Text.FIELD, text + ": " + compIds(received));
        } else if (text.endsWith(time)) {
            logout.setString(Text.FIELD, text + ": " + sendingTime(received));
        } else if (text.endsWith(origTime)) {
            logout.setString(Text.FIELD, text + ": " + origSendingTime(received));
        }
    }

    private @Nullable String text(int reason, int tag, FixMessage received, int expected) {
        return switch (reason) {
            case SessionRejectReason.COMPID_PROBLEM -> compIds(received);
            case SessionRejectReason.SENDINGTIME_ACCURACY_PROBLEM -> tag == OrigSendingTime.FIELD ? origSendingTime(received) : sendingTime(received);
            case SessionRejectReason.REQUIRED_TAG_MISSING -> FixDictionary.nameOf(tag) + " is missing in 35=" + received.msgType()
                    + (tag == OrigSendingTime.FIELD ? " with PossDupFlag(43)=Y" : "");
            case SessionRejectReason.VALUE_IS_INCORRECT -> tag == NewSeqNo.FIELD
                    ? value(received, tag) + " is lower than the number that is expected next, " + expected
                    : null;
            default -> null;
        };
    }

    private String compIds(FixMessage received) {
        return value(received, SenderCompID.FIELD) + ", " + value(received, TargetCompID.FIELD) + ": this session is between " + settings.targetCompId()
                + " and "
                + settings.senderCompId();
    }

    private String sendingTime(FixMessage received) {
        return value(received, SendingTime.FIELD) + " is more than " + settings.maxLatency().toSeconds() + " s from our clock";
    }

    private static String origSendingTime(FixMessage received) {
        return value(received, OrigSendingTime.FIELD) + " is later than " + value(received, SendingTime.FIELD);
    }

    private static String value(FixMessage received, int tag) {
        return FixDictionary.nameOf(tag) + "=" + Violation.shown(String.valueOf(received.stringOrNull(tag)));
    }
}
