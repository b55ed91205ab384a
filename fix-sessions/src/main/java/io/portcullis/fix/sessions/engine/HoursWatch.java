package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.schedule.SessionHours;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import quickfix.RuntimeError;
import quickfix.SystemTime;

/**
 * Keeps a session to its hours: logs it out at their end, and has its numbers begin anew when the schedule says so. QuickFIX/J's own way is not taken: it resets whenever it
 * finds a number other than 1 outside the hours, and what was stored there for the counterparty would be gone.
 */
final class HoursWatch {

    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final FixSession session;
    private final SessionHours hours;
    private final SessionLog log;
    private long lastLook;
    private long nextLook;
    private boolean isEnding;
    private boolean isUp;
    private boolean isResetDue;
    private @Nullable Instant leftToCounterparty;

    HoursWatch(FixSession session, SessionHours hours, SessionLog log) {
        this.session = session;
        this.hours = hours;
        this.log = log;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(SystemTime.currentTimeMillis());
    }

    boolean isUp() {
        return hours.isUp(now());
    }

    /** Once a second, and before a Logon(35=A) is looked at. */
    void turn() {
        long now = SystemTime.currentTimeMillis();
        if (now >= nextLook || now < lastLook) {
            look();
        }
    }

    /** Does what is due now. */
    private void look() {
        Instant now = now();
        lastLook = now.toEpochMilli();
        nextLook = earliest(now).toEpochMilli();
        Instant began = hours.numberingBegan(now);
        isResetDue = began.isAfter(Instant.ofEpochMilli(session.numbers().generation())) && !began.equals(leftToCounterparty);
        isUp = hours.isUp(now);
        if (!isUp) {
            end("the session is over by its schedule, it is up again from " + beginsAgain(now));
        } else if (isResetDue && hours.isResetWithinSession() && session.isLoggedOn()) {
            resetWithinSession(began);
        } else if (isResetDue) {
            end("a new session begins by the schedule");
        }
        if (isResetDue && !session.isConnected()) {
            reset();
        }
    }

    private void resetWithinSession(Instant began) {
        switch (session.settings().numbering().midSession()) {
            case LOGOUT -> end("a new session begins by the schedule");
            case LOGON -> {
                nextLook = 0;
                session.continuity().beginReset();
            }
            case COUNTERPARTY -> {
                leftToCounterparty = began;
                isResetDue = false;
                log.onEvent("the numbers begin anew by the counterparty's Logon, which is expected now");
            }
        }
    }

    private Instant earliest(Instant now) {
        Instant rest = now.plus(LONGEST_REST);
        Instant change = hours.nextChange(now).filter(rest::isAfter).orElse(rest);
        return hours.nextReset(now).filter(change::isAfter).orElse(change);
    }

    private String beginsAgain(Instant now) {
        return hours.nextChange(now).map(hours::shown).orElse("a day that is too far away to say");
    }

    private void end(String reason) {
        if (session.isConnected() && !isEnding) {
            isEnding = session.isLoggedOn();
            session.counterparty().end(reason);
        }
    }

    private void reset() {
        try {
            log.onEvent("the numbers begin anew by the schedule, " + hours);
            session.resetSequenceNumbers();
            isResetDue = false;
        } catch (RuntimeError e) {
            nextLook = 0;
            log.onErrorEvent("the numbers can't begin anew, this is tried again: " + e.getMessage());
        }
    }

    /** The connection is gone. */
    void disconnected() {
        if (isEnding) {
            isEnding = false;
            session.counterparty().mayLogOnAgain();
        }
        if (isResetDue) {
            nextLook = 0;
        }
    }

    /** An operator logs the session out or on: then its end by the schedule changes nothing in that. */
    void operatorDecides() {
        isEnding = false;
    }

    /** Why a Logon(35=A) is not taken now; null if it is. */
    @Nullable
    String refusal() {
        turn();
        if (!isUp) {
            return "the session is down by its schedule, it is up again from " + beginsAgain(now());
        }
        return isResetDue && !session.isLoggedOn() ? "the sequence numbers of the new session can't be stored" : null;
    }
}
