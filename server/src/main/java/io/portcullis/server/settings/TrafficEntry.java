package io.portcullis.server.settings;

import io.portcullis.fix.sessions.traffic.Throttle;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.core.CancelOnDisconnect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's section says of how much may pass, and of what becomes of orders whose session goes down. */
final class TrafficEntry {

    private static final int MOST_PER_SECOND = 100_000;
    private static final int DEFAULT_BACKLOG = 32 << 20;
    private static final Map<String, LogoffCause> CAUSES = causes();

    private TrafficEntry() {
    }

    private static Map<String, LogoffCause> causes() {
        Map<String, LogoffCause> causes = new LinkedHashMap<>();
        causes.put("logout", LogoffCause.LOGOUT);
        causes.put("lost-connection", LogoffCause.LOST_CONNECTION);
        causes.put("heartbeat-timeout", LogoffCause.HEARTBEAT_TIMEOUT);
        return causes;
    }

    static Traffic ofClient(Section s) {
        Throttle throttle = new Throttle(s.integer("max-messages-per-second", 0, 0, MOST_PER_SECOND), s.integer("max-orders-per-second", 0, 0, MOST_PER_SECOND),
                s.integer("max-messages-per-day", 0, 0, Integer.MAX_VALUE), s.choice("on-excess", Throttle.Excess.REJECT));
        boolean isLimited = throttle.messagesPerSecond() > 0 || throttle.ordersPerSecond() > 0 || throttle.messagesPerDay() > 0;
        return new Traffic(isLimited ? throttle : null, 0, backlogBytes(s));
    }

    static Traffic ofDropCopy(Section s) {
        return new Traffic(null, 0, backlogBytes(s));
    }

    static Traffic ofVenue(Section s) {
        return new Traffic(null, s.integer("max-requests-per-second", 0, 0, MOST_PER_SECOND), backlogBytes(s));
    }

    private static int backlogBytes(Section s) {
        return (int) s.size("max-backlog", DEFAULT_BACKLOG, 2 << 20, 1 << 30);
    }

    static CancelOnDisconnect cancelOnDisconnect(Section s) {
        List<String> after = s.someOfOrNull("cancel-on-disconnect", CAUSES.keySet());
        Set<LogoffCause> causes = after == null ? Set.of() : after.stream().map(CAUSES::get).collect(Collectors.toUnmodifiableSet());
        return new CancelOnDisconnect(causes, s.duration("cancel-grace", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)), s.yes("cancel-good-till", false));
    }
}
