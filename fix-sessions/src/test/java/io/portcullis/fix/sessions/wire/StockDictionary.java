package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.charset.StandardCharsets;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.ValidationSettings;

/** A counterparty's check of what it receives: QuickFIX/J's parser and validation with the standard's dictionary, as strict as it can be. */
public final class StockDictionary {

    private StockDictionary() {
    }

    /** @return what it objects to, or ok */
    public static String verdict(FixVersion version, FixBody body) {
        String content = new String(body.bytes(), 0, body.length(), StandardCharsets.ISO_8859_1).replace('\u0001', '|');
        return verdict(version, framed(version, "35=" + body.msgType() + "|34=2|49=BROKER|52=20260131-09:30:00.000|56=CLIENT|" + content));
    }

    private static String framed(FixVersion version, String content) {
        byte[] bytes = new byte[content.length() + 64];
        int end = WireText.write(bytes, 0, ("8=" + version.beginString() + "|9=" + content.length() + "|" + content).replace('|', '\u0001'));
        return new String(bytes, 0, WireText.checkSum(bytes, 0, end), StandardCharsets.ISO_8859_1);
    }

    /** @param wire a whole message */
    public static String verdict(FixVersion version, String wire) {
        FixDictionary dictionary = FixDictionary.of(version);
        ValidationSettings settings = new ValidationSettings();
        settings.setCheckUserDefinedFields(true);
        Message message = new Message();
        try {
            boolean isOfSession = MessageUtils.isAdminMessage(MessageUtils.getMessageType(wire));
            var body = isOfSession ? dictionary.session() : dictionary.application();
            message.fromString(wire, dictionary.session(), body, settings, true);
            body.validate(message, version.isFixt() && !isOfSession, settings);
            return "ok";
        } catch (InvalidMessage | IncorrectTagValue | IncorrectDataFormat | FieldException | FieldNotFound e) {
            return e.toString();
        }
    }
}
