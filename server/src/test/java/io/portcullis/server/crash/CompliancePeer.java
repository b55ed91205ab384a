package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import java.util.ArrayList;
import java.util.List;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** Receives the drop copy. */
final class CompliancePeer extends FixPeer {

    private final List<String> execIds = new ArrayList<>();
    private final List<String> cancelRejects = new ArrayList<>();

    CompliancePeer(int port) throws ConfigError {
        super(FixVersion.FIX44, "COMPLIANCE", "HUB", port, true);
    }

    @Override
    synchronized void received(Message message, String msgType) throws FieldNotFound {
        switch (msgType) {
            case "8" -> execIds.add(message.getString(17));
            case "9" -> cancelRejects.add(message.getString(11));
            default -> complain("was told " + message);
        }
    }

    /** ExecID(17) of every ExecutionReport(35=8), as they came. */
    synchronized List<String> execIds() {
        return List.copyOf(execIds);
    }

    /** ClOrdID(11) of every OrderCancelReject(35=9), as they came. */
    synchronized List<String> cancelRejects() {
        return List.copyOf(cancelRejects);
    }
}
