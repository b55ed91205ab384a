package io.portcullis.admin.readmodel;

import io.portcullis.admin.readmodel.Alert.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest alerts. The same one again within the last few becomes a count, so that a storm does not push the rest out;
 * when the board is full the oldest goes that is no alarm, and the oldest alarm only if there are nothing but alarms.
 */
final class AlertBoard {

    private static final int MERGE_WITHIN = 20;

    private final int capacity;
    private final List<Alert> alerts = new ArrayList<>();
    private long lastId;
    private long lastVersion;

    AlertBoard(int capacity) {
        this.capacity = capacity;
    }

    void add(long time, Severity severity, String subject, String text, @Nullable String orderId) {
        lastVersion++;
        for (int i = alerts.size() - 1; i >= Math.max(0, alerts.size() - MERGE_WITHIN); i--) {
            Alert earlier = alerts.get(i);
            if (earlier.severity() == severity && earlier.subject().equals(subject) && earlier.text().equals(text)) {
                alerts.remove(i);
                alerts.add(new Alert(earlier.id(), lastVersion, time, severity, subject, text, orderId, earlier.count() + 1));
                return;
            }
        }
        if (alerts.size() == capacity) {
            alerts.remove(leastMissed());
        }
        alerts.add(new Alert(++lastId, lastVersion, time, severity, subject, text, orderId, 1));
    }

    private int leastMissed() {
        for (int i = 0; i < alerts.size(); i++) {
            if (alerts.get(i).severity() != Severity.ALARM) {
                return i;
            }
        }
        return 0;
    }

    /** Those that happened after that version, newest first. */
    List<Alert> since(long version) {
        List<Alert> found = new ArrayList<>();
        for (int i = alerts.size() - 1; i >= 0 && alerts.get(i).version() > version; i--) {
            found.add(alerts.get(i));
        }
        return found;
    }
}
