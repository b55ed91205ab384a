package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.SessionCounts.Reject;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.ExecType;

/** Counts what a session is told that says no. The Reject(35=3) of the session layer itself are counted there. */
final class RejectCount {

    private RejectCount() {
    }

    static void sent(FixSession session, Effect.ToClient told) {
        switch (told) {
            case Effect.ExecutionReport report -> {
                if (report.execType() == ExecType.REJECTED) {
                    session.counts().sent(Reject.ORDER);
                }
            }
            case Effect.OrderCancelReject _ -> session.counts().sent(Reject.CANCEL);
            case Effect.MassCancelReport report -> {
                if (report.massRejectReason() >= 0) {
                    session.counts().sent(Reject.CANCEL);
                }
            }
            case Effect.PartyActionReport report -> {
                if (report.rejectReason() >= 0) {
                    session.counts().sent(Reject.CANCEL);
                }
            }
            case Effect.KillCompleted _ -> {
                // it was accepted before
            }
            case Effect.ListStatus _ -> {
                // each order that was refused is told by itself
            }
            case Effect.HeldFill _,Effect.ReleasedFill _,Effect.LegExecution _,Effect.AdjustedOrder _,Effect.Unsolicited _ -> {
                // an execution
            }
            case Effect.MassStatusReport _ -> {
                // an answer, even where it says that there is no such order
            }
            case Effect.MessageReject reject -> session.counts().sent(isBusiness(session, reject) ? Reject.BUSINESS : Reject.MESSAGE);
        }
    }

    /** FIX 4.0 and 4.1 have only Reject(35=3). */
    private static boolean isBusiness(FixSession session, Effect.MessageReject reject) {
        return reject.rejectAs() == RejectAs.BUSINESS_REJECT && !session.settings().version().isBefore(FixVersion.FIX42);
    }
}
