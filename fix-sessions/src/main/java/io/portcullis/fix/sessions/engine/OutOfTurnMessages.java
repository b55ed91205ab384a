package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.InboundMessage;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.MessageQueue;

/**
 * Messages that came before the ones they follow, kept until the gap is filled. Beyond the limit they are let go: when the gap before them is filled, they are the next
 * gap and are asked for.
 */
final class OutOfTurnMessages implements MessageQueue {

    private final int limit;
    private final TreeMap<Integer, Message> messages = new TreeMap<>();

    OutOfTurnMessages(int limit) {
        this.limit = limit;
    }

    @Override
    public void enqueue(int sequence, Message message) {
        if (message instanceof InboundMessage inbound) {
            inbound.keep();
        }
        messages.put(sequence, message);
        if (messages.size() > limit) {
            messages.pollLastEntry();
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override
    public @Nullable Message dequeue(int sequence) {
        return messages.isEmpty() ? null : messages.remove(sequence);
    }

    @Override
    public void dequeueMessagesUpTo(int sequence) {
        messages.headMap(sequence).clear();
    }

    @Override
    public void clear() {
        messages.clear();
    }
}
