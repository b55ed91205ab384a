package io.portcullis.oms.event;

import io.portcullis.oms.types.CorporateAction;

/** A fact about a corporate action, and not about one order. */
public sealed interface CorporateActionFact {

    /** By which the corporate action is known. */
    String action();

    /**
     * From now on the orders that were there are adjusted, one after the other.
     *
     * @param cancelsOrders they are canceled instead
     * @param digest of what was shown before
     * @param orders how many
     */
    record Started(CorporateAction terms, boolean cancelsOrders, String digest, int orders, String user, String reason) implements CorporateActionFact {
        @Override
        public String action() {
            return terms.id();
        }
    }

    /** All of them are adjusted. */
    record Done(String action) implements CorporateActionFact {
    }
}
