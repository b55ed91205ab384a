package io.portcullis.oms.core;

/**
 * How often parts of an order that venues reject or give back are sent out again. What ends with its day, or is called back by us, does not count.
 *
 * @param perVenue how many parts of one order a venue may give back before it gets nothing more of it; at least 1
 * @param perOrder how many all venues together may give back before nothing more of it is sent out; at least 1
 */
public record Tries(int perVenue, int perOrder) {

    /** Each venue once. */
    public static final Tries DEFAULT = new Tries(1, 100);

    public Tries {
        if (perVenue < 1 || perOrder < 1) {
            throw new IllegalArgumentException("an order is tried at least once, was " + perVenue + " for each venue and " + perOrder + " for each order");
        }
    }
}
