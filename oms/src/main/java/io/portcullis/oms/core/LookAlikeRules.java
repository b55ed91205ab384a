package io.portcullis.oms.core;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a new order is taken for one that came before it.
 *
 * @param otherwise for accounts that are not named
 * @param ofAccounts by Account(1)
 */
public record LookAlikeRules(Rule otherwise, Map<String, Rule> ofAccounts) {

    /**
     * @param window for so long after an order, another one like it is taken for a duplicate; zero for never
     * @param refuses it is refused; otherwise it is accepted, and the desk is alerted
     */
    public record Rule(Duration window, boolean refuses) {

        public static final Rule NONE = new Rule(Duration.ZERO, false);
    }

    public static final Duration LONGEST_WINDOW = Duration.ofHours(1);
    public static final LookAlikeRules NONE = new LookAlikeRules(Rule.NONE, Map.of());

    public LookAlikeRules {
        ofAccounts = Map.copyOf(ofAccounts);
    }

    Rule of(@Nullable String account) {
        Rule own = account == null || ofAccounts.isEmpty() ? null : ofAccounts.get(account);
        return own == null ? otherwise : own;
    }

    /** The longest window of all, in nanoseconds; 0 if there is none. */
    long longestNanos() {
        long longest = otherwise.window.toNanos();
        for (Rule each : ofAccounts.values()) {
            longest = Math.max(longest, each.window.toNanos());
        }
        return longest;
    }
}
