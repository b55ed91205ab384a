package io.portcullis.oms.core;

import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.SessionKey;
import java.util.Map;

/** What is agreed with whom, now. Asked when something is decided, never when it is folded or told: it may be other when the log is read again. */
final class Agreements {

    private Map<SessionKey, ClientAgreement> bySession;

    Agreements(Map<SessionKey, ClientAgreement> bySession) {
        this.bySession = bySession;
    }

    void become(Map<SessionKey, ClientAgreement> other) {
        bySession = Map.copyOf(other);
    }

    ClientAgreement with(SessionKey session) {
        return bySession.getOrDefault(session, ClientAgreement.DEFAULT);
    }

    OrderPractice practiceFor(ParentOrder order) {
        return with(order.terms().session()).practice();
    }
}
