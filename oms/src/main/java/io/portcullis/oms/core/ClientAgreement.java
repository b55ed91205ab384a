package io.portcullis.oms.core;

/** What is agreed with a client's session about its orders. */
public record ClientAgreement(CancelOnDisconnect cancelOnDisconnect, OrderPractice practice) {

    public static final ClientAgreement DEFAULT = new ClientAgreement(CancelOnDisconnect.NEVER, OrderPractice.DEFAULT);
}
