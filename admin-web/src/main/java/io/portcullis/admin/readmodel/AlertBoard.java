package io.portcullis.admin.readmodel;

import io.portcullis.admin.readmodel.Alert.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest alerts. The same one again within the last few becomes a count, so that a storm does not push the rest out, and one of a kind does whenever it comes again;
 * when the board is full the oldest goes that is no alarm, and the oldest alarm only if there are nothing but alarms.
 */
final class AlertBoard {

    private static final int MERGE_WITHIN = 20;
    private static final int PART_OF_KINDS = 4;

    private final int capacity;
    /** Ids of those that stand for all of their kind. */
    private final Set<Long> kinds = new HashSet<>();
    private final List<Alert> alerts = new ArrayList<>();
    private long lastId;
    private long lastVersion;

    AlertBoard(int capacity) {
        this.capacity = capacity;
    }

    void add(long time, Severity severity, String subject, String text, @Nullable String orderId) {
        lastVersion++;
        if (!isCounted(Math.max(0, alerts.size() - MERGE_WITHIN), time, severity, subject, text, orderId)) {
            begin(time, severity, subject, text, orderId);
        }
    }

    /** One of a kind, of which there may be many: it is counted however long ago the last one was, and all kinds together have a part of the board at most. */
    void addOfKind(long time, Severity severity, String subject, String text, @Nullable String orderId) {
        lastVersion++;
        if (isCounted(0, time, severity, subject, text, orderId)) {
            return;
        }
        if (kinds.size() >= capacity / PART_OF_KINDS) {
            Alert oldest = alerts.stream().filter(alert -> kinds.contains(alert.id())).findFirst().orElseThrow();
            alerts.remove(oldest);
            kinds.remove(oldest.id());
        }
        begin(time, severity, subject, text, orderId);
        kinds.add(lastId);
    }

    private boolean isCounted(int from, long time, Severity severity, String subject, String text, @Nullable String orderId) {
        for (int i = alerts.size() - 1; i >= from; i--) {
            Alert earlier = alerts.get(i);
            if (earlier.severity() == severity && earlier.subject().equals(subject) && earlier.text().equals(text)) {
                alerts.remove(i);
                alerts.add(new Alert(earlier.id(), lastVersion, time, severity, subject, text, orderId, earlier.count() + 1));
                return true;
            }
        }
        return false;
    }

    private void begin(long time, Severity severity, String subject, String text, @Nullable String orderId) {
        if (alerts.size() == capacity) {
            kinds.remove(alerts.remove(leastMissed()).id());
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
