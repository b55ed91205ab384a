package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.FixVersion;

/**
 * What FIX leaves open or forbids and counterparties' engines do nonetheless.
 *
 * @param sendingTime how precisely SendingTime(52) is written; before FIX 4.2 in whole seconds
 * @param saysLastProcessed each message of ours says LastMsgSeqNumProcessed(369), from FIX 4.2 on
 * @param checksCheckSum without it a message whose CheckSum(10) is wrong is taken as it is
 * @param garbled what is done with a message that is none by FIX's rules
 * @param rejects how our Reject(35=3) is worded
 */
public record Conventions(Precision sendingTime, boolean saysLastProcessed, boolean checksCheckSum, Garbled garbled, Rejects rejects) {

    /** Of a time. */
    public enum Precision {
        SECONDS, MILLIS, MICROS, NANOS
    }

    /** Of a message with a wrong CheckSum(10), or that doesn't begin with BeginString(8), BodyLength(9) and MsgType(35). */
    public enum Garbled {
        /** As FIX has it: the gap in the numbers shows that it is missing, and it is asked for. */
        IGNORED,
        /** If it has the number that is expected, it is answered with Reject(35=3) and counted, and never comes again. */
        REJECTED
    }

    /** Of Text(58) in rejects of the session layer, and in the logouts that follow them. */
    public enum Rejects {
        /** FIX's words for the reason, then field, value and what is allowed. */
        EXPLAINED,
        /** FIX's words alone, as QuickFIX/J has them. */
        BRIEF,
        /** FIX's words alone, as QuickFIX for C++ has them: before FIX 4.2 with the tag in brackets, and without RefTagID(371) for CompIDs, SendingTime and MsgType. */
        QUICKFIX
    }

    /** As FIX has it, or what is most in use. */
    static Conventions of(FixVersion version) {
        return new Conventions(version.isBefore(FixVersion.FIX42) ? Precision.SECONDS : Precision.MILLIS, false, true, Garbled.IGNORED, Rejects.EXPLAINED);
    }

    /** Whether messages with a wrong CheckSum(10) are looked at. */
    boolean takesWrongCheckSums() {
        return !checksCheckSum || garbled == Garbled.REJECTED;
    }
}
