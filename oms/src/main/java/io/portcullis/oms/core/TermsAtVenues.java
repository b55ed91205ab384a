package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Conditions;
import java.util.Objects;

/**
 * What becomes of the parts of an order that are at venues when it is replaced: they stay as they are, are replaced there, or make way, canceled, for new ones. Only
 * questions.
 */
final class TermsAtVenues {

    private final Routing routing;
    private final CrossRouting crosses;
    private final Turn turn;

    TermsAtVenues(Routing routing, CrossRouting crosses, Turn turn) {
        this.routing = routing;
        this.crosses = crosses;
        this.turn = turn;
    }

    /**
     * How the venue shall have its part, quantity aside. One whose TimeInForce(59) the venue does not change stays for the time that it is there for, if that is over no
     * later: the rest of the time is kept here.
     */
    Conditions wanted(ChildOrder child, Conditions asked) {
        Conditions wanted = routing.asTakenBy(child.venue(), child.inItsWords(asked));
        if (wanted.timeInForce() == child.timeInForce() || routing.isChangedBy(child.venue(), child.conditions(), wanted)) {
            return wanted;
        }
        return child.conditions().endNoLaterThan(wanted, turn.time()) ? wanted.withTimeOf(child.conditions()) : wanted;
    }

    /** The venue has it so already, whatever the quantity. A cross is replaced as a whole, also where one side stays as it is. */
    boolean isAsWanted(ChildOrder child, OrderTerms asked) {
        return !child.isOnOldTerms() && !child.isLeg() && !crosses.isSide(child.parent()) && isForItsAccount(child, asked)
                && child.conditions().areButForQty(wanted(child, asked.conditions()));
    }

    /**
     * It can't be changed there to what is asked for. What is executed counts for the account that the venue knows, so that an order for another one is another order there. A leg
     * ends by itself.
     */
    boolean makesWay(ChildOrder child, OrderTerms asked) {
        return child.isOnOldTerms() || child.isLeg() || !isForItsAccount(child, asked)
                || !routing.isChangedBy(child.venue(), child.conditions(), wanted(child, asked.conditions()));
    }

    private static boolean isForItsAccount(ChildOrder child, OrderTerms asked) {
        return Objects.equals(child.account(), asked.account());
    }
}
