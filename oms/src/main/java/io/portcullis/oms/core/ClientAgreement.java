package io.portcullis.oms.core;

/**
 * What is agreed with a client's session about its orders.
 *
 * @param sendsCareOrders it may send orders that people shall work, HandlInst(21)=3
 */
public record ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice, boolean sendsCareOrders) {

    /** With a session that sends no care orders. */
    public ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice) {
        this(cancelOnDisconnect, practice, false);
    }

    public static final ClientAgreement DEFAULT = new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT);
}
