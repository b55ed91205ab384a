package io.portcullis.oms.types;

/**
 * What a counterparty wants to become of a party's trading: PartyActionRequest(35=DH).
 *
 * @param requestId PartyActionRequestID(2328), echoed
 * @param type PartyActionType(2329), as it was written
 * @param isTest ApplTestMessageIndicator(2330): nothing is done
 * @param partyId PartyID(448)
 * @param source PartyIDSource(447), as it was written
 * @param role PartyRole(452)
 */
public record PartyAction(String requestId, String type, boolean isTest, String partyId, String source, int role) {

    /** PartyActionType(2329): the party trades no more until somebody lets it. */
    public static final String SUSPEND = "0";
    /** PartyActionType(2329), likewise. */
    public static final String HALT_TRADING = "1";
}
