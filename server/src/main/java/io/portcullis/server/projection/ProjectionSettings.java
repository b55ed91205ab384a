package io.portcullis.server.projection;

import java.time.Duration;

/**
 * The pace of the projection.
 *
 * @param batchRecords at most so many records of the log are written in one transaction; at least 1
 * @param batchTime how long a transaction waits for more records after its first one
 * @param maxRecordsPerSecond 0 for as many as there are
 * @param pause after each full batch, so that catching up leaves the processors to the orders
 * @param firstRetry how long after a failure it is tried again; the time doubles with each further one
 * @param longestRetry up to this
 * @param failedRetry how long between tries where a person has to do something first
 */
public record ProjectionSettings(int batchRecords, Duration batchTime, int maxRecordsPerSecond, Duration pause, Duration firstRetry, Duration longestRetry,
        Duration failedRetry) {

    public static final ProjectionSettings DEFAULT = new ProjectionSettings(2_000, Duration.ofMillis(100), 0, Duration.ofMillis(2), Duration.ofMillis(200),
            Duration.ofSeconds(10), Duration.ofMinutes(1));

    public ProjectionSettings {
        if (batchRecords < 1) {
            throw new IllegalArgumentException("a batch must have at least one record, was " + batchRecords);
        }
        if (maxRecordsPerSecond < 0) {
            throw new IllegalArgumentException("the rate must not be negative, was " + maxRecordsPerSecond);
        }
    }

    public ProjectionSettings withBatchRecords(int newBatchRecords) {
        return new ProjectionSettings(newBatchRecords, batchTime, maxRecordsPerSecond, pause, firstRetry, longestRetry, failedRetry);
    }

    public ProjectionSettings withMaxRecordsPerSecond(int newMaxRecordsPerSecond) {
        return new ProjectionSettings(batchRecords, batchTime, newMaxRecordsPerSecond, pause, firstRetry, longestRetry, failedRetry);
    }

    ProjectionSettings withRetries(Duration first, Duration longest, Duration failed) {
        return new ProjectionSettings(batchRecords, batchTime, maxRecordsPerSecond, pause, first, longest, failed);
    }
}
