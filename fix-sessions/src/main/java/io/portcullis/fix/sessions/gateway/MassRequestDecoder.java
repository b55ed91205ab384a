package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.gateway.RequestDecoder.Unreadable;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.MassCancelTerms;
import io.portcullis.oms.types.MassCancelTerms.Form;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads clients' requests about many orders. One that names fewer orders than we could tell apart is never taken for one about more: a criterion that we don't have is an
 * objection.
 */
final class MassRequestDecoder {

    private static final String OF_ONE_SECURITY = "1";
    private static final String ALL = "7";
    private static final String NO_SYMBOL = "[N/A]";

    /** Fields of the instrument, the market and the parties that would leave orders out which have the same Symbol(55). */
    private static final int[] OTHER_CRITERIA = {65, 167, 200, 201, 202, 206, 207, 309, 311, 336, 453, 460, 461, 541, 625, 762, 1151, 1300, 1301, 1461, 1789};

    private MassRequestDecoder() {
    }

    /** OrderMassCancelRequest(35=q). */
    static Command.OrderMassCancelRequest massCancel(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        MassCancelTerms terms = new MassCancelTerms(Form.MASS_CANCEL, MassCancelTerms.CANCEL, RequestDecoder.printable(m, Tags.MASS_CANCEL_REQUEST_TYPE),
                selection(m));
        return new Command.OrderMassCancelRequest(origin, RequestDecoder.clOrdId(m, Tags.CL_ORD_ID), terms,
                objection(m, Tags.MASS_CANCEL_REQUEST_TYPE, terms.scope(), terms.which()));
    }

    /** OrderMassActionRequest(35=CA). */
    static Command.OrderMassCancelRequest massAction(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        MassCancelTerms terms = new MassCancelTerms(Form.MASS_ACTION, RequestDecoder.printable(m, Tags.MASS_ACTION_TYPE),
                RequestDecoder.printable(m, Tags.MASS_ACTION_SCOPE), selection(m));
        Objection objection = terms.action().equals(MassCancelTerms.CANCEL) || terms.isSuspend()
                ? objection(m, Tags.MASS_ACTION_SCOPE, terms.scope(), terms.which())
                : unsupported(Tags.MASS_ACTION_TYPE, " must be 3, cancel orders, or 1, suspend orders, was " + Violation.shown(terms.action()));
        return new Command.OrderMassCancelRequest(origin, RequestDecoder.clOrdId(m, Tags.CL_ORD_ID), terms, objection);
    }

    /** OrderMassStatusRequest(35=AF). */
    static Command.OrderMassStatusRequest massStatus(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        String id = RequestDecoder.clOrdId(m, Tags.MASS_STATUS_REQ_ID).value();
        String scope = RequestDecoder.printable(m, Tags.MASS_STATUS_REQ_TYPE);
        OrderSelection which = selection(m);
        return new Command.OrderMassStatusRequest(origin, id, which, objection(m, Tags.MASS_STATUS_REQ_TYPE, scope, which));
    }

    private static OrderSelection selection(FixMessage m) throws MalformedField, Unreadable {
        String symbol = RequestDecoder.printableOrNull(m, Tags.SYMBOL);
        return new OrderSelection(NO_SYMBOL.equals(symbol) ? null : symbol, m.has(Tags.SIDE) ? RequestDecoder.side(m) : null,
                RequestDecoder.printableOrNull(m, Tags.ACCOUNT));
    }

    private static @Nullable Objection objection(FixMessage m, int scopeTag, String scope, OrderSelection which) {
        String scoped = FixDictionary.nameOf(scopeTag) + "=" + scope;
        switch (scope) {
            case OF_ONE_SECURITY -> {
                if (which.symbol() == null) {
                    return new Objection(Refusal.MISSING_FIELD, "Symbol(55) is missing in a request about one security, " + scoped);
                }
            }
            case ALL -> {
                if (which.symbol() != null) {
                    return new Objection(Refusal.INVALID_VALUE,
                            "Symbol(55) must not stand in a request about all orders, " + scoped + ", was " + Violation.shown(which.symbol()));
                }
            }
            default -> {
                return unsupported(scopeTag, " must be 1, one security, or 7, all orders of the session, was " + Violation.shown(scope));
            }
        }
        for (int tag : OTHER_CRITERIA) {
            String value = m.stringOrNull(tag);
            if (value != null) {
                return unsupported(tag,
                        " is not supported as a criterion, was " + Violation.shown(value) + "; supported are Symbol(55), Side(54) and Account(1)");
            }
        }
        return null;
    }

    private static Objection unsupported(int tag, String text) {
        return new Objection(Refusal.UNSUPPORTED_MASS_REQUEST, FixDictionary.nameOf(tag) + text);
    }
}
