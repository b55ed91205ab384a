package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** How the orders of a list depend on each other: ContingencyType(1385), and what we understand in ListExecInst(69). */
public enum Contingency {

    /** Each order is for itself. */
    NONE(0, ""),
    /** The first execution of one cancels the others. */
    ONE_CANCELS_OTHER(1, "OCO"),
    /** The first order's executions let the others go out. */
    ONE_TRIGGERS_OTHER(2, "OTO"),
    /** What one executes, the others are for less. */
    ONE_UPDATES_OTHER(3, "OUO"),
    /** What part of itself one executes, by that part the others are for less. */
    ONE_UPDATES_OTHER_PROPORTIONALLY(4, "OUO-PROPORTIONAL"),
    /** The first order's executions let the others go out, and what one of these executes, the others of these are for less. */
    BRACKET(2, "BRACKET");

    private final int code;
    private final String word;

    Contingency(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** ContingencyType(1385); 0 if there is none. A bracket has the code of {@link #ONE_TRIGGERS_OTHER}. */
    public int code() {
        return code;
    }

    /** In ListExecInst(69); empty for {@link #NONE}. */
    public String word() {
        return word;
    }

    /** Whether all but the first order wait for the first one. */
    public boolean triggers() {
        return this == ONE_TRIGGERS_OTHER || this == BRACKET;
    }

    /** How orders of one group act on each other: those that wait for the first order update each other. */
    public Contingency amongSiblings() {
        return triggers() ? ONE_UPDATES_OTHER : this;
    }

    /** Null if no contingency has such a code; a bracket is never meant by it. */
    public static @Nullable Contingency of(int code) {
        for (Contingency contingency : values()) {
            if (contingency.code == code && contingency != NONE) {
                return contingency;
            }
        }
        return null;
    }

    /** Null if no contingency has such a word. */
    public static @Nullable Contingency ofWord(String word) {
        for (Contingency contingency : values()) {
            if (contingency != NONE && contingency.word.equalsIgnoreCase(word)) {
                return contingency;
            }
        }
        return null;
    }
}
