package io.portcullis.fix.sessions.wire;

import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.MessageUtils;
import quickfix.field.ApplVerID;
import quickfix.field.MsgType;

/** Makes QuickFIX/J's messages: plain ones for the session's own, and ones that resend their body unchanged for the application's. */
public final class StockMessages implements MessageFactory {

    @Override
    public Message create(String beginString, String msgType) {
        Message message = MessageUtils.isAdminMessage(msgType) ? new Message() : new StoredMessage();
        message.getHeader().setString(MsgType.FIELD, msgType);
        return message;
    }

    @Override
    public Message create(String beginString, ApplVerID applVerId, String msgType) {
        return create(beginString, msgType);
    }

    @Override
    public Group create(String beginString, String msgType, int countTag) {
        throw new UnsupportedOperationException("groups are made by QuickFIX/J's parser");
    }
}
