package io.portcullis.oms.types;

/** The short configured name of a FIX session, such as {@code CLIENT1}: the same over restarts, versions and nodes. */
public record SessionKey(String value) {

    public SessionKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a session's name must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
