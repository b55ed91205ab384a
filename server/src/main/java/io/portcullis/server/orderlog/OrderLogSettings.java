package io.portcullis.server.orderlog;

/**
 * How the order log is written.
 *
 * @param fileBytes after which a new file is begun
 * @param files how many are kept, with the one that is being written
 * @param maxRecordsPerSecond of the event log, so that the processors are there for orders; 0 for as many as there are
 */
public record OrderLogSettings(boolean isOn, Format format, long fileBytes, int files, int maxRecordsPerSecond) {

    public static final OrderLogSettings DEFAULT = new OrderLogSettings(true, Format.TEXT, 64L << 20, 10, 5_000);

    /** How a line is written. */
    public enum Format {
        /** {@code key=value} behind time, place and event. */
        TEXT,
        /** A JSON object. */
        JSON
    }
}
