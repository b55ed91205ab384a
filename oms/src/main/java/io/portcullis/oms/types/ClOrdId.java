package io.portcullis.oms.types;

/** A counterparty's ClOrdID(11): unique per session and trading day. */
public record ClOrdId(String value) {

    public ClOrdId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("ClOrdID(11) must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
