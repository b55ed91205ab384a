package io.portcullis.oms.types;

/** A counterparty's ClOrdID(11): unique per session and trading day. Or none, of an order that was given by telephone. */
public record ClOrdId(String value) {

    /** Of an order that has none: nothing that comes over FIX is empty. */
    public static final ClOrdId NONE = new ClOrdId("");

    /** Begins the names of orders without ClOrdID(11): no ClOrdID can have a control character. */
    private static final char BY_TELEPHONE = '\u0001';

    /**
     * The name under which an order is kept that has no ClOrdID(11): it is told to nobody.
     *
     * @param reference by which the desk calls it, unique per session and trading day
     */
    public static ClOrdId ofReference(String reference) {
        return new ClOrdId(BY_TELEPHONE + reference);
    }

    /** Whether a name is that of an order without ClOrdID(11). */
    public static boolean isReference(String name) {
        return !name.isEmpty() && name.charAt(0) == BY_TELEPHONE;
    }

    /** The desk's reference behind such a name. */
    public static String referenceOf(String name) {
        return name.substring(1);
    }

    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
