package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** What a leg may say beyond symbol, side, ratio, name and price: passed on as it came. Their order is what old logs have. */
public enum LegField {

    /** What it is called in another code. */
    SECURITY_ID(602, "LegSecurityID"),
    /** Which code that is. */
    SECURITY_ID_SOURCE(603, "LegSecurityIDSource"),
    /** ISO 10962: an option begins with O, a future with F. */
    CFI_CODE(608, "LegCFICode"),
    /** OPT, FUT, CS and so on. */
    SECURITY_TYPE(609, "LegSecurityType"),
    /** When it matures. */
    MATURITY_MONTH_YEAR(610, "LegMaturityMonthYear"),
    /** Likewise, to the day. */
    MATURITY_DATE(611, "LegMaturityDate"),
    /** Of an option. */
    STRIKE_PRICE(612, "LegStrikePrice"),
    /** Of how many of what it is about one contract is. */
    CONTRACT_MULTIPLIER(614, "LegContractMultiplier"),
    /** Where it is listed. */
    SECURITY_EXCHANGE(616, "LegSecurityExchange"),
    /** Whether it opens or closes a position. */
    POSITION_EFFECT(564, "LegPositionEffect"),
    /** Of an option that is sold. */
    COVERED_OR_UNCOVERED(565, "LegCoveredOrUncovered");

    private final int tag;
    private final String text;

    LegField(int tag, String name) {
        this.tag = tag;
        this.text = name + "(" + tag + ")";
    }

    public int tag() {
        return tag;
    }

    /** FIX's name and the tag, such as {@code LegCFICode(608)}. */
    public String text() {
        return text;
    }

    /** Null if legs don't say such a thing here. */
    public static @Nullable LegField of(int tag) {
        for (LegField field : values()) {
            if (field.tag == tag) {
                return field;
            }
        }
        return null;
    }
}
