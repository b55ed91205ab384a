package io.portcullis.venues.ouch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All orders of a session as its stream tells them, from its first message on: what it has not told of has not happened there. Grows with the session, which is a day.
 */
final class OuchLedger {

    private record Match(String token, long number) {
    }

    private final Map<String, OuchOrder> byToken = new HashMap<>();
    private final Map<Match, Integer> executed = new HashMap<>();

    /** Another session: tokens begin anew. */
    void clear() {
        byToken.clear();
        executed.clear();
    }

    /** By any token that it has had; null if it was not accepted. */
    @Nullable
    OuchOrder order(String token) {
        return byToken.get(token);
    }

    /** @return the order that the message is of; null for one that is not known, and for none */
    @Nullable
    OuchOrder after(OuchMessage.FromHost message) {
        return switch (message) {
            case OuchMessage.SystemEvent _ -> null;
            case OuchMessage.Accepted m -> accepted(m);
            case OuchMessage.Replaced m -> replaced(m);
            case OuchMessage.Canceled m -> {
                OuchOrder order = order(m.token());
                if (order != null) {
                    order.canceled(m.shares(), m.reason());
                }
                yield order;
            }
            case OuchMessage.Executed m -> {
                OuchOrder order = order(m.token());
                if (order != null) {
                    order.executed(m.shares());
                    executed.merge(new Match(order.token, m.matchNumber()), m.shares(), Integer::sum);
                }
                yield order;
            }
            case OuchMessage.BrokenTrade m -> corrected(m.token(), m.matchNumber(), 0);
            case OuchMessage.TradeCorrection m -> corrected(m.token(), m.matchNumber(), m.shares());
            case OuchMessage.Rejected m -> order(m.token());
            case OuchMessage.PriorityUpdate m -> {
                OuchOrder order = order(m.token());
                if (order != null) {
                    order.reference = m.reference();
                }
                yield order;
            }
            case OuchMessage.CancelPending m -> order(m.token());
            case OuchMessage.CancelReject m -> order(m.token());
            case OuchMessage.Modified m -> order(m.token());
        };
    }

    private OuchOrder accepted(OuchMessage.Accepted m) {
        OuchOrder order = new OuchOrder(m);
        byToken.put(m.token(), order);
        return order;
    }

    private @Nullable OuchOrder replaced(OuchMessage.Replaced m) {
        OuchOrder order = order(m.previousToken());
        if (order != null) {
            order.replaced(m);
            byToken.put(m.token(), order);
        }
        return order;
    }

    private @Nullable OuchOrder corrected(String token, long matchNumber, int shares) {
        OuchOrder order = order(token);
        if (order == null) {
            return null;
        }
        Match match = byEarlierToken(order, token, matchNumber);
        Integer before = match == null ? null : executed.put(match, shares);
        order.corrected(before == null ? 0 : before, before == null ? 0 : shares);
        return order;
    }

    /** The execution may have come under a token that the order had before. */
    private @Nullable Match byEarlierToken(OuchOrder order, String token, long matchNumber) {
        Match told = new Match(token, matchNumber);
        if (executed.containsKey(told)) {
            return told;
        }
        return byToken.entrySet().stream().filter(each -> each.getValue() == order).map(each -> new Match(each.getKey(), matchNumber))
                .filter(executed::containsKey).findFirst().orElse(null);
    }
}
