package io.portcullis.oms.core;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.order.RiskLimits;
import java.util.ArrayList;
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
            case LimitFact.Restricting f -> alert.accept(restricting(f, limits));
            case LimitFact.LeftOut f -> {
                RiskLimits.Standing standing = limits.standing(f.limit());
                if (standing != null && standing.limit() != null) {
                    alert.accept("the limit " + f.of() + " " + standing.key().measure().text() + " is " + standing.limit() + ", and leaves out what came "
                            + (f.currency().isEmpty() ? "in a currency that is not known" : "in " + f.currency() + ", of which there is no rate"));
                }
            }
            case LimitFact.Warned f -> limits.all().stream().filter(standing -> standing.number() == f.limit() && standing.limit() != null).findAny()
                    .ifPresent(standing -> alert.accept("the limit " + f.of() + " " + standing.key().measure().text() + " is " + standing.limit() + ", used "
                            + standing.key().measure().text(f.used())));
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

    private static String restricting(LimitFact.Restricting f, RiskLimits limits) {
        List<String> named = new ArrayList<>();
        int orders = 0;
        for (LimitFact.Affected each : f.affected()) {
            RiskLimits.Standing standing = limits.standing(each.limit());
            orders += each.orders();
            if (standing != null && named.size() < MOST_NAMED) {
                named.add(standing.key().scope() + " with " + each.orders());
            }
        }
        int more = f.affected().size() - named.size();
        return (orders == 1 ? "1 open order is" : orders + " open orders are") + " of what is restricted now: " + String.join("; ", named)
                + (more > 0 ? " and " + more + " more" : "")
                + "; portcullis limit affected lists them, limit cancel-affected cancels them";
    }

    /** Changes in words, the first of them if they are many. */
    static String named(List<LimitChange> changes) {
        String text = String.join("; ", changes.stream().limit(MOST_NAMED).map(LimitChange::toString).toList());
        return changes.size() <= MOST_NAMED ? text : text + " and " + (changes.size() - MOST_NAMED) + " more";
    }
}
