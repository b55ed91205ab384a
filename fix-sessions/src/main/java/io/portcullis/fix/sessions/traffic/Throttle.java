package io.portcullis.fix.sessions.traffic;

/**
 * How much a client may send. Requests that cancel count as messages but not as orders, and no day's limit stops them.
 *
 * @param messagesPerSecond application messages within any second; 0 for no limit
 * @param ordersPerSecond new orders and replaces within any second; 0 for no limit
 * @param messagesPerDay application messages of a trading day; 0 for no limit
 * @param excess what is done with what is too much within a second; what is too much for a day is always rejected
 */
public record Throttle(int messagesPerSecond, int ordersPerSecond, long messagesPerDay, Excess excess) {

    /** What is done with more than was agreed. */
    public enum Excess {
        /** It is answered with a reject. */
        REJECT,
        /** It is read later: it waits, in its order, in the connection. */
        QUEUE
    }

    public Throttle {
        if (messagesPerSecond < 0 || ordersPerSecond < 0 || messagesPerDay < 0) {
            throw new IllegalArgumentException("a limit must not be negative, was " + messagesPerSecond + " messages and " + ordersPerSecond
                    + " orders a second, " + messagesPerDay + " messages a day");
        }
    }
}
