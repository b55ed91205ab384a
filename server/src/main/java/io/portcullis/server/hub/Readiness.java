package io.portcullis.server.hub;

import io.portcullis.admin.port.Health;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.fix.sessions.access.AccessAlert;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.Space;
import io.portcullis.server.projection.ProjectionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether orders may come: there is room in the event log, and a venue to send them to. Projections are told of, but nobody waits for them. */
public final class Readiness implements Health {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");

    private final EventLog log;
    private final SessionsView sessions;
    private final List<Supplier<Part>> others = new ArrayList<>();

    public Readiness(EventLog log, SessionsView sessions) {
        this.log = log;
        this.sessions = sessions;
    }

    /** A projection is shown, but orders don't wait for it: it never makes the hub unready. */
    public void follows(String name, Supplier<?> status) {
        others.add(() -> new Part(name, true, String.valueOf(status.get())));
    }

    /** A change that a person may have to look at. */
    public static void alert(ProjectionStatus status) {
        switch (status.state()) {
            case RETRYING, FAILED -> ALERTS.warn("the database projection is {}", status);
            case STARTING, UP, STOPPED -> LOG.info("the database projection is {}", status);
        }
    }

    /** Somebody was not let in. */
    public static void alert(AccessAlert alert) {
        ALERTS.warn("{}", alert);
    }

    /** What the installation can't do, in words. */
    public static void alert(String trouble) {
        ALERTS.warn("{}", trouble);
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Space space = log.space();
        parts.add(new Part("event-log", space == Space.AMPLE, "room is " + space + ", at record " + log.lastPosition()));
        long venues = sessions.sessions().stream().filter(row -> row.role() == SessionsView.Role.VENUE).count();
        long connected = loggedOn(SessionsView.Role.VENUE);
        parts.add(new Part("venues", connected > 0, connected + " of " + venues + " logged on"));
        parts.add(new Part("sessions", true,
                loggedOn(SessionsView.Role.CLIENT) + " clients, " + loggedOn(SessionsView.Role.DROP_COPY) + " drop copies logged on"));
        others.forEach(other -> parts.add(other.get()));
        return parts;
    }

    private long loggedOn(SessionsView.Role role) {
        return sessions.sessions().stream().filter(row -> row.role() == role && row.state().isLoggedOn()).count();
    }
}
