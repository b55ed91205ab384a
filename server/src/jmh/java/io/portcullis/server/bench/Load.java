package io.portcullis.server.bench;

import java.time.Duration;

/** How orders are sent during one measurement. */
sealed interface Load {

    /** How long orders are sent. */
    Duration duration();

    /** What the columns of the results call it. */
    String label();

    /** As fast as the hub goes, with at most so many orders unanswered; with one, ping-pong. */
    record Window(int outstanding, Duration duration) implements Load {

        @Override
        public String label() {
            return outstanding == 1 ? "ping-pong" : "window " + outstanding;
        }
    }

    /** So many orders a second, evenly spaced, whether or not the hub has answered. */
    record FixedRate(int perSecond, Duration duration) implements Load {

        @Override
        public String label() {
            return perSecond + "/s";
        }

        long orders() {
            return perSecond * duration.toNanos() / 1_000_000_000L;
        }
    }
}
