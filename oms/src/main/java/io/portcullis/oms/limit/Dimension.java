package io.portcullis.oms.limit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what limits tell orders apart. In this order they are written. */
public enum Dimension {

    /** Of the account's client, as {@code accounts.ini} has it. */
    GROUP,
    /** Of the account, as {@code accounts.ini} has it. */
    CLIENT,
    /** Of ours that looks after the account, as {@code accounts.ini} has it. */
    DESK,
    /** Account(1). */
    ACCOUNT,
    /** The client session by which the order came. */
    SESSION,
    /** Of the client, who has entered the order: PartyRole(452) 11, 36 or 12 of Parties(453), or SenderSubID(50). */
    TRADER,
    /** Of the client, that has made the order: PartyRole(452) 12 or 122 with PartyRoleQualifier(2376)=22. */
    ALGORITHM,
    /** Of the instrument: Currency(15), ISO 4217. */
    CURRENCY,
    /** Of the instrument, such as energy, as {@code instruments.csv} has it. */
    SECTOR,
    /** Of the instrument, such as equity, as {@code instruments.csv} has it. */
    ASSET_CLASS,
    /** Symbol(55). */
    SYMBOL,
    /** Side(54): {@code buy}, {@code sell} or {@code sell-short}. */
    SIDE,
    /** At which orders have parts, by its configured name: limits that look at it count the parts there, and not what waits here. */
    VENUE;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it is written in files and commands. */
    public String text() {
        return text;
    }

    /** It tells apart what is traded, and not who trades. */
    public boolean isOfInstruments() {
        return this == CURRENCY || this == SECTOR || this == ASSET_CLASS || this == SYMBOL;
    }

    /** Null if there is none of that name. */
    public static @Nullable Dimension of(String text) {
        for (Dimension each : values()) {
            if (each.text.equals(text)) {
                return each;
            }
        }
        return null;
    }
}
