package io.portcullis.oms.types;

/** Why an order is changed or canceled though its client did not ask for it over FIX, ExecRestatementReason(378). */
public enum RestatedBecause {

    /** The client has asked for it by word of mouth. */
    VERBAL(2, "as asked by telephone"),
    /** We want it so. */
    BROKER(4, "by the broker"),
    /** We take less of it than was asked for. */
    DECLINE(5, "declined in part by the broker");

    private final int code;
    private final String text;

    RestatedBecause(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** ExecRestatementReason(378), the same in all versions since FIX 4.2. */
    public int code() {
        return code;
    }

    /** In words, for a counterparty. */
    public String text() {
        return text;
    }
}
