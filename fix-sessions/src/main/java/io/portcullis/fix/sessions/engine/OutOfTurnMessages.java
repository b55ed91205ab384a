package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.InboundMessage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.MessageQueue;

/**
 * Messages that came before the ones they follow, kept until the gap is filled. Beyond the limits the last ones are let go: when the gap before them is filled, they are the
 * next gap and are asked for.
 */
final class OutOfTurnMessages implements MessageQueue {

    /** Also where few messages are long ones. */
    static final long MAX_BYTES = 16 << 20;

    private final int limit;
    private final TreeMap<Integer, Message> messages = new TreeMap<>();
    private long bytes;

    /** @param limit most messages that are kept */
    OutOfTurnMessages(int limit) {
        this.limit = limit;
    }

    @Override
    public void enqueue(int sequence, Message message) {
        if (message instanceof InboundMessage inbound) {
            inbound.keep();
        }
        taken(messages.put(sequence, message));
        bytes += lengthOf(message);
        while (messages.size() > limit || bytes > MAX_BYTES) {
            taken(messages.pollLastEntry().getValue());
        }
    }

    private void taken(@Nullable Message message) {
        bytes -= message == null ? 0 : lengthOf(message);
    }

    private static int lengthOf(Message message) {
        if (message instanceof InboundMessage inbound) {
            return inbound.view().length();
        }
        String raw = message.toRawString();
        return raw == null ? 0 : raw.length();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    @Override
    public @Nullable Message dequeue(int sequence) {
        Message message = messages.isEmpty() ? null : messages.remove(sequence);
        taken(message);
        return message;
    }

    @Override
    public void dequeueMessagesUpTo(int sequence) {
        Map<Integer, Message> skipped = messages.headMap(sequence);
        skipped.values().forEach(this::taken);
        skipped.clear();
    }

    @Override
    public void clear() {
        messages.clear();
        bytes = 0;
    }
}
