package io.portcullis.venues.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the simulated exchange does wrong with an order, if that is wanted: real venues do all of it, now and then. */
public enum BadHabit {

    /** It rejects a good order. */
    REJECT(9901),
    /** It fills half of it and says nothing more of it, whatever is asked. */
    PARTIAL_FILL_THEN_SILENCE(9902),
    /** A cancel comes too late: it is refused, and then the order is filled. */
    TOO_LATE_TO_CANCEL(9903),
    /** It fills half of it and cancels the rest, which nobody asked for. */
    UNSOLICITED_CANCEL(9904),
    /** It fills it in two parts that have one ExecID(17). */
    DUPLICATE_EXEC_ID(9905),
    /** It fills half of it and then tells all that it told of it again, as new messages without PossDupFlag(43) and PossResend(97). */
    TELL_ALL_AGAIN(9906),
    /** Its MsgSeqNum(34) jumps ahead by SequenceReset(35=4) without GapFillFlag(123); then it fills half of it. */
    SEQUENCE_RESET(9907),
    /** It acknowledges the order seconds after it came. */
    SLOW_ACKNOWLEDGEMENT(9908),
    /** The connection breaks between the acknowledgement and the fill of half of it. */
    DISCONNECT(9909),
    /** It makes the order smaller, by ExecType(150)=D. */
    RESTATE(9910),
    /** The fill of half of it is told before the acknowledgement. */
    FILL_BEFORE_NEW(9911),
    /** It takes the order and never says so, whatever is asked. */
    SILENCE(9912);

    private final long orderQty;

    BadHabit(long orderQty) {
        this.orderQty = orderQty;
    }

    /** OrderQty(38) of orders that want it. */
    public long orderQty() {
        return orderQty;
    }

    /** Such as {@code duplicate-exec-id}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its text; null if none is called so. */
    public static @Nullable BadHabit of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst().orElse(null);
    }

    /** All of them, for people. */
    public static String texts() {
        return Arrays.stream(values()).map(BadHabit::text).collect(Collectors.joining(", "));
    }

    /** It says nothing of the order once it has the habit. */
    boolean isSilent() {
        return this == SILENCE || this == PARTIAL_FILL_THEN_SILENCE;
    }
}
