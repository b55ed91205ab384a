package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.gateway.RequestDecoder.Unreadable;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.PartyAction;
import io.portcullis.oms.types.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads PartyActionRequest(35=DH). One that is about fewer orders than those of a party, such as of one market, is never taken for one about all of them: what we can't tell apart is an objection.
 */
final class PartyActionDecoder {

    private static final int NO_INSTRUMENT_SCOPES = 1656;
    private static final int NO_RELATED_PARTY_DETAIL_ID = 1562;
    private static final int[] OTHER_CRITERIA = {1301, 1300, NO_INSTRUMENT_SCOPES, NO_RELATED_PARTY_DETAIL_ID};
    /** By PartyRole(452): client id, customer account, position account, session id, desk id. */
    private static final Map<Integer, Dimension> ROLES = Map.of(3, Dimension.CLIENT, 24, Dimension.ACCOUNT, 38, Dimension.ACCOUNT, 55, Dimension.SESSION, 76,
            Dimension.DESK);

    private PartyActionDecoder() {
    }

    static Command.PartyActionRequest read(FixMessage m, Origin origin) throws MalformedField, Unreadable {
        String requestId = RequestDecoder.clOrdId(m, Tags.PARTY_ACTION_REQUEST_ID).value();
        String type = RequestDecoder.printable(m, Tags.PARTY_ACTION_TYPE);
        boolean isTest = m.has(Tags.APPL_TEST_MESSAGE_INDICATOR) && m.isYes(Tags.APPL_TEST_MESSAGE_INDICATOR);
        int parties = m.integer(Tags.NO_PARTY_IDS);
        FixGroup party = m.group(Tags.NO_PARTY_IDS);
        if (parties < 1 || !party.next()) {
            return new Command.PartyActionRequest(origin, new PartyAction(requestId, type, isTest, "NONE", "D", 0), null,
                    new Objection(Refusal.INVALID_VALUE, "NoPartyIDs(453) must be 1, was " + parties));
        }
        String partyId = RequestDecoder.printable(party, Tags.PARTY_ID);
        String source = party.has(Tags.PARTY_ID_SOURCE) ? RequestDecoder.printable(party, Tags.PARTY_ID_SOURCE) : "D";
        PartyAction action = new PartyAction(requestId, type, isTest, partyId, source, party.integer(Tags.PARTY_ROLE, 0));
        Objection objection = objection(m, action, parties);
        if (objection != null) {
            return new Command.PartyActionRequest(origin, action, null, objection);
        }
        try {
            return new Command.PartyActionRequest(origin, action, new Subset(new Scope(Map.of(ROLES.get(action.role()), partyId)), null), null);
        } catch (IllegalArgumentException e) {
            return new Command.PartyActionRequest(origin, action, null, new Objection(Refusal.INVALID_VALUE, "PartyID(448): " + e.getMessage()));
        }
    }

    private static @Nullable Objection objection(FixMessage m, PartyAction action, int parties) {
        if (!action.type().equals(PartyAction.SUSPEND) && !action.type().equals(PartyAction.HALT_TRADING)) {
            return new Objection(Refusal.UNSUPPORTED_MESSAGE,
                    "PartyActionType(2329) must be 0, suspend, or 1, halt trading: who may trade again is decided by people here; was "
                            + Violation.shown(action.type()));
        }
        if (parties > 1) {
            return new Objection(Refusal.INVALID_VALUE, "NoPartyIDs(453) must be 1: one party in a message, was " + parties);
        }
        if (!ROLES.containsKey(action.role())) {
            return new Objection(Refusal.INVALID_VALUE, "PartyRole(452) must be 3, client, 24 or 38, account, 55, session, or 76, desk, was " + action.role());
        }
        for (int tag : OTHER_CRITERIA) {
            String value = m.stringOrNull(tag);
            if (value != null) {
                return new Objection(Refusal.UNSUPPORTED_MESSAGE,
                        FixDictionary.of(FixVersion.FIXLATEST).name(tag) + " is not supported: all orders of a party are stopped, was "
                                + Violation.shown(value));
            }
        }
        return null;
    }
}
