package io.portcullis.oms.types;

/** The configured name of a venue, such as {@code LIT1}. */
public record VenueId(String value) {

    public VenueId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a venue's name must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
