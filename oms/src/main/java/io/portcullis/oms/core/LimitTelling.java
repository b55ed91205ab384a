package io.portcullis.oms.core;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.order.RiskLimits;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the desk is told of limits and positions. */
final class LimitTelling {

    private static final int MOST_NAMED = 5;

    private LimitTelling() {
    }

    static void tell(LimitFact fact, RiskLimits limits, Consumer<String> alert) {
        switch (fact) {
            case LimitFact.Changed f -> alert.accept("limits changed by " + f.user() + (f.approver() == null ? "" : ", approved by " + f.approver()) + ": "
                    + named(f.changes()) + ": " + f.reason());
            case LimitFact.Proposed f -> alert.accept("limits proposed by " + f.user() + ", a second person has to approve it: " + named(f.changes()) + ": "
                    + f.reason());
            case LimitFact.Ended f -> alert.accept("proposed limits " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": " + f.reason());
            case LimitFact.Warned f -> limits.all().stream().filter(standing -> standing.number() == f.limit() && standing.limit() != null).findAny()
                    .ifPresent(standing -> alert.accept("the limit " + f.of() + " " + standing.key().measure().text() + " is " + standing.limit() + ", used "
                            + f.used()));
        }
    }

    static void tell(PositionFact fact, Consumer<String> alert) {
        if (fact instanceof PositionFact.Entered f) {
            String text = f.entries().stream().limit(MOST_NAMED)
                    .map(each -> each.account() + " " + each.symbol() + ": " + each.before() + " to " + each.after())
                    .collect(Collectors.joining("; "));
            alert.accept("positions with which the day began entered by " + f.user() + ": " + text
                    + (f.entries().size() <= MOST_NAMED ? "" : " and " + (f.entries().size() - MOST_NAMED) + " more") + ": " + f.reason());
        }
    }

    /** Changes in words, the first of them if they are many. */
    static String named(List<LimitChange> changes) {
        String text = String.join("; ", changes.stream().limit(MOST_NAMED).map(LimitChange::toString).toList());
        return changes.size() <= MOST_NAMED ? text : text + " and " + (changes.size() - MOST_NAMED) + " more";
    }
}
