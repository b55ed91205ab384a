package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixFields;
import org.jspecify.annotations.Nullable;

/** Fields that change what an order means and that we do not honour: to accept the order without them would be to do something else than was asked. */
final class UnsupportedTerms {

    private record Term(int tag, String name) {
    }

    private static final Term[] TERMS = {new Term(Tags.TARGET_STRATEGY_PARAMETERS, "TargetStrategyParameters"), new Term(152, "CashOrderQty"),
        new Term(210, "MaxShow")};

    /** Not held, work, held are what we do anyway; participate don't initiate, all or none and pegs go to venues that take them; a trailing stop may be done here. */
    private static final String SUPPORTED_EXEC_INST = "1256EFGJKMPRa";

    private UnsupportedTerms() {
    }

    /** What cannot be honoured; null if nothing is asked for that can't. */
    static @Nullable String in(FixFields message) {
        for (Term term : TERMS) {
            String value = message.stringOrNull(term.tag);
            if (value != null) {
                return term.name + "(" + term.tag + ") is not supported, was " + Violation.shown(value);
            }
        }
        String displayMethod = message.stringOrNull(Tags.DISPLAY_METHOD);
        if (displayMethod != null && !displayMethod.equals("1") && !displayMethod.equals("3")) {
            return "DisplayMethod(1084) must be 1 or 3, was " + Violation.shown(displayMethod);
        }
        String execInst = message.stringOrNull(Tags.EXEC_INST);
        if (execInst != null) {
            for (int i = 0; i < execInst.length(); i++) {
                char instruction = execInst.charAt(i);
                if (instruction != ' ' && SUPPORTED_EXEC_INST.indexOf(instruction) < 0) {
                    return "ExecInst(18) must be 1, 2, 5, 6, E, F, G, J, K, M, P, R or a, was " + Violation.shown(execInst);
                }
            }
            if (execInst.indexOf('J') >= 0 && execInst.indexOf('K') >= 0) {
                return "ExecInst(18) must have one of J, reinstate on trading halt, and K, cancel on trading halt, was " + Violation.shown(execInst);
            }
        }
        String problem = PegReader.problemIn(message);
        problem = problem == null ? DiscretionReader.problemIn(message) : problem;
        return problem == null ? ActivationReader.problemIn(message) : problem;
    }
}
