package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.LogoffCause;
import java.time.Duration;
import java.util.Set;

/**
 * When the open orders of a client's session are canceled because the session went down. Never when it was our doing: our stop, our crash, an operator, the schedule.
 *
 * @param causes after which of them; empty for never
 * @param grace how long the client has to come back before anything is canceled; zero for none
 * @param goodTillToo whether orders good till cancel or good till a date are canceled, too
 */
public record CancelOnDisconnect(Set<LogoffCause> causes, Duration grace, boolean goodTillToo) {

    public static final CancelOnDisconnect NEVER = new CancelOnDisconnect(Set.of(), Duration.ZERO, false);

    public CancelOnDisconnect {
        causes = Set.copyOf(causes);
        if (causes.contains(LogoffCause.OURS)) {
            throw new IllegalArgumentException("nothing is canceled after " + LogoffCause.OURS);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, was " + grace);
        }
    }
}
