package io.portcullis.server.eventlog;

import java.util.List;

/**
 * What opening a log found.
 *
 * @param lastPosition with which the log ends; 0 if it is empty
 * @param segmentsVerified of how many segments every record was checked: those of which the disk had not confirmed everything
 * @param bytesCut behind the last whole record that held something and were cleared
 * @param notes for the operator: what was cut and why; empty after a clean stop and usually after a kill
 */
public record RecoveryReport(long lastPosition, int segmentsVerified, long bytesCut, List<String> notes) {
}
