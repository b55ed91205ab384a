package io.portcullis.oms.types;

import java.util.List;

/** Why an order is changed or canceled though its client did not ask for it over FIX, ExecRestatementReason(378). */
public enum RestatedBecause {

    /** The client has asked for it by word of mouth. */
    VERBAL(2, "as asked by telephone"),
    /** We want it so. */
    BROKER(4, "by the broker"),
    /** We take less of it than was asked for. */
    DECLINE(5, "declined in part by the broker"),
    /** Trading in its instrument is halted, and it was to be canceled then: ExecInst(18)=K. */
    TRADING_HALT(6, "as trading is halted"),
    /** A short sale that is restricted (Regulation SHO Rule 201) is priced above the best bid. */
    REPRICED(3, "by the broker: priced above the best bid, as short sales are restricted by Rule 201");

    private final int code;
    private final String text;

    RestatedBecause(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** What a person of ours may give as the reason. */
    public static List<RestatedBecause> ofPeople() {
        return List.of(VERBAL, BROKER, DECLINE);
    }

    /** ExecRestatementReason(378), the same in all versions since FIX 4.2, of {@link #TRADING_HALT} since FIX 4.3. */
    public int code() {
        return code;
    }

    /** In words, for a counterparty. */
    public String text() {
        return text;
    }
}
