package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ShardState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each kind of event, and each situation that takes several of them, has come about: in one run or in many. For one thread. */
public final class Occurrences {

    private final Map<String, Long> counts = new LinkedHashMap<>();

    public Occurrences() {
        Stream.concat(EventKinds.all().stream(), Stream.of(Situation.values()).map(Situation::toString)).forEach(kind -> counts.put(kind, 0L));
    }

    void note(EventRecord record, ShardState state) {
        for (Event event : record.events()) {
            counts.merge(EventKinds.of(event), 1L, Long::sum);
        }
        Situation.in(record, state).forEach(situation -> counts.merge(situation.toString(), 1L, Long::sum));
    }

    /** What has not come about. */
    public List<String> missing() {
        return counts.entrySet().stream().filter(each -> each.getValue() == 0).map(Map.Entry::getKey).toList();
    }

    /** A line for each kind: how often, and which. */
    public String table() {
        StringBuilder table = new StringBuilder();
        counts.forEach((kind, count) -> table.append(String.format("%,12d %s%n", count, kind)));
        return table.toString();
    }
}
