package io.portcullis.fix.sessions.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/** When both sequence numbers begin anew, as agreed with the counterparty. */
sealed interface NumberingStart {

    /** Whenever the session comes up. */
    record WithEachWindow() implements NumberingStart {
    }

    /** At a time of its own, whether the session is up or not. */
    record At(Set<DayOfWeek> days, LocalTime time) implements NumberingStart {
    }

    /** Never by the clock. */
    record Never() implements NumberingStart {
    }
}
