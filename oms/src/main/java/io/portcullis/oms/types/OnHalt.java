package io.portcullis.oms.types;

/** What a client wants to become of its open order when trading in its instrument is halted. */
public enum OnHalt {

    /** Nothing is said: it stays, as if {@link #REINSTATE} was. */
    UNSAID,
    /** ExecInst(18)=J: it stands again after the halt. */
    REINSTATE,
    /** ExecInst(18)=K: it is canceled. */
    CANCEL
}
