package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixMessage;
import org.jspecify.annotations.Nullable;

/** Fields that change what an order means and that we do not honour: to accept the order without them would be to do something else than was asked. */
final class UnsupportedTerms {

    private record Term(int tag, String name) {
    }

    private static final Term[] TERMS = {new Term(100, "ExDestination"), new Term(110, "MinQty"), new Term(111, "MaxFloor"),
        new Term(152, "CashOrderQty"),
        new Term(168, "EffectiveTime"), new Term(210, "MaxShow"), new Term(211, "PegOffsetValue"), new Term(388, "DiscretionInst"),
        new Term(1100, "TriggerType"), new Term(1138, "DisplayQty")};

    private static final int HANDL_INST = 21;

    /** Not held, work, held: what we do anyway. */
    private static final String HARMLESS_EXEC_INST = "125";

    private UnsupportedTerms() {
    }

    /** What cannot be honoured; null if nothing is asked for that can't. */
    static @Nullable String in(FixMessage message) {
        for (Term term : TERMS) {
            String value = message.stringOrNull(term.tag);
            if (value != null) {
                return term.name + "(" + term.tag + ") is not supported, was " + Violation.shown(value);
            }
        }
        if (message.is(HANDL_INST, "3")) {
            return "HandlInst(21) must be 1 or 2, was 3";
        }
        String execInst = message.stringOrNull(Tags.EXEC_INST);
        if (execInst != null) {
            for (int i = 0; i < execInst.length(); i++) {
                char instruction = execInst.charAt(i);
                if (instruction != ' ' && HARMLESS_EXEC_INST.indexOf(instruction) < 0) {
                    return "ExecInst(18) must be 1, 2 or 5, was " + Violation.shown(execInst);
                }
            }
        }
        return null;
    }
}
