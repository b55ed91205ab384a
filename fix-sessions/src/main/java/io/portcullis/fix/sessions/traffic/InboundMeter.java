package io.portcullis.fix.sessions.traffic;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Measures what one client sends against what was agreed with it. Belongs to the session's thread. */
public final class InboundMeter {

    private final Throttle agreed;
    private final @Nullable RateLimit messages;
    private final @Nullable RateLimit orders;
    private final LongSupplier receivedToday;

    /** @param receivedToday how many application messages of the session are done on this trading day; it outlives a restart */
    public InboundMeter(Throttle agreed, LongSupplier receivedToday) {
        this.agreed = agreed;
        this.messages = agreed.messagesPerSecond() == 0 ? null : new RateLimit(agreed.messagesPerSecond());
        this.orders = agreed.ordersPerSecond() == 0 ? null : new RateLimit(agreed.ordersPerSecond());
        this.receivedToday = receivedToday;
    }

    /**
     * Counts a message.
     *
     * @param now epoch milliseconds
     * @return what it exceeds, for Text(58); null if it may pass
     */
    public @Nullable String excess(String msgType, long now) {
        return excess(msgType, 1, now);
    }

    /**
     * Counts a message.
     *
     * @param count how many orders it has, of those messages that have orders: at least 1
     * @param now epoch milliseconds
     * @return what it exceeds, for Text(58); null if it may pass
     */
    public @Nullable String excess(String msgType, int count, long now) {
        if (msgType.equals("3") || msgType.equals("j") || msgType.equals("Q")) {
            return null; // it asks for nothing: a reject of it would only be the next message
        }
        boolean isCancel = msgType.equals("F") || msgType.equals("q") || msgType.equals("CA") || msgType.equals("K") || msgType.equals("u");
        boolean isOrder = msgType.equals("D") || msgType.equals("G") || msgType.equals("E") || msgType.equals("AB") || msgType.equals("AC")
                || msgType.equals("s") || msgType.equals("t");
        if (agreed.messagesPerDay() > 0 && !isCancel && receivedToday.getAsLong() >= agreed.messagesPerDay()) {
            return "too many messages on this trading day: " + agreed.messagesPerDay() + " are agreed; cancels pass";
        }
        boolean isQueued = agreed.excess() == Throttle.Excess.QUEUE;
        if (messages != null && !isCounted(messages, 1, now, isQueued)) {
            return "too many messages: " + messages.perSecond() + " within a second are agreed";
        }
        if (isOrder && orders != null && !isCounted(orders, count, now, isQueued)) {
            return "too many orders: " + orders.perSecond()
                    + " NewOrderSingle(35=D) and OrderCancelReplaceRequest(35=G) within a second are agreed; cancels pass"
                    + (count == 1 ? "" : ", this message has " + count);
        }
        return null;
    }

    private static boolean isCounted(RateLimit limit, int count, long now, boolean isQueued) {
        if (!isQueued) {
            return limit.tryCount(now, count);
        }
        for (int i = 0; i < count; i++) {
            limit.count(now);
        }
        return true;
    }

    /** How long nothing more may be read, so that what comes next isn't too much; 0 for not at all. */
    public long pauseMillis(long now) {
        if (agreed.excess() == Throttle.Excess.REJECT) {
            return 0;
        }
        return Math.max(messages == null ? 0 : messages.waitMillis(now), orders == null ? 0 : orders.waitMillis(now));
    }
}
