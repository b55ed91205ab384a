package io.portcullis.admin.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person should see.
 *
 * @param id ascending in the order of first happening
 * @param version ascending over all alerts: higher each time this one happens again
 * @param time when it last happened, epoch nanoseconds
 * @param subject the session, venue or order that it is about
 * @param orderId OrderID(37) of the parent order; null if it is about none
 * @param count how often it happened in a row
 */
public record Alert(long id, long version, long time, Severity severity, String subject, String text, @Nullable String orderId, int count) {

    /** How soon somebody has to look. */
    public enum Severity {
        /** At once: money or the state of an order may be wrong. */
        ALARM,
        /** Soon: something does not work as it should. */
        WARNING,
        /** Good to know. */
        NOTICE
    }
}
