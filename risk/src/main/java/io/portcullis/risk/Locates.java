package io.portcullis.risk;

import java.util.Locale;

/** What an account needs before it sells short. */
public enum Locates {

    /** Nothing. */
    NOT_NEEDED("no"),
    /** That the client says, by LocateReqd(114)=N, that it has located what it sells, or that we have. */
    OF_CLIENT_OR_OURS("client"),
    /** That we have located it, whatever the client says. */
    OURS("house");

    private final String text;

    Locates(String text) {
        this.text = text;
    }

    /**
     * As settings have it.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Locates of(String text) {
        for (Locates each : values()) {
            if (each.text.equals(text.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("must be no, client or house");
    }
}
