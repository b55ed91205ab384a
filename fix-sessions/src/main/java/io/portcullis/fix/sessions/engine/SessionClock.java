package io.portcullis.fix.sessions.engine;

import io.netty.util.concurrent.FastThreadLocal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/**
 * The clock of QuickFIX/J's sessions, of which a process has one: the system's, that stands still for a thread while it handles a message. QuickFIX/J asks for the time
 * some five times for each message that comes or goes, and all that one message makes us send is sent at once.
 */
final class SessionClock implements SystemTimeSource {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final FastThreadLocal<Moment> MOMENT = new FastThreadLocal<>() {
        @Override
        protected Moment initialValue() {
            return new Moment();
        }
    };

    static {
        install();
    }

    private SessionClock() {
    }

    /** Done once for the process; again after somebody has set another clock. */
    static void install() {
        SystemTime.setTimeSource(new SessionClock());
    }

    /** Of one thread. */
    static final class Moment {

        private boolean isStanding;
        private long seconds;
        private int nano;
        private LocalDate day = LocalDate.EPOCH;
        private @Nullable LocalDateTime text;

        /** Until {@link #pass()} it is the same time for this thread. */
        void stand() {
            Instant now = Instant.now();
            seconds = now.getEpochSecond();
            nano = now.getNano();
            text = null;
            isStanding = true;
        }

        void pass() {
            isStanding = false;
        }

        private long millis() {
            return seconds * 1000 + nano / 1_000_000;
        }

        private LocalDateTime dateTime() {
            LocalDateTime known = text;
            if (known == null) {
                long date = Math.floorDiv(seconds, SECONDS_PER_DAY);
                if (day.toEpochDay() != date) {
                    day = LocalDate.ofEpochDay(date);
                }
                known = LocalDateTime.of(day, LocalTime.ofNanoOfDay(Math.floorMod(seconds, SECONDS_PER_DAY) * NANOS_PER_SECOND + nano));
                text = known;
            }
            return known;
        }
    }

    /** This thread's. */
    static Moment moment() {
        return MOMENT.get();
    }

    @Override
    public long getTime() {
        Moment moment = MOMENT.get();
        return moment.isStanding ? moment.millis() : System.currentTimeMillis();
    }

    @Override
    public LocalDateTime getNow() {
        Moment moment = MOMENT.get();
        if (moment.isStanding) {
            return moment.dateTime();
        }
        return LocalDateTime.now(ZoneOffset.UTC);
    }
}
