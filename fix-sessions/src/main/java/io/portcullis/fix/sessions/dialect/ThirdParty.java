package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.dialect.Untranslatable.Kind;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.List;

/** What is done with messages that are sent on behalf of somebody else or are to be delivered to somebody else. */
enum ThirdParty {

    /** These fields are not looked at. */
    IGNORE,
    /** OnBehalfOfCompID(115) and OnBehalfOfSubID(116) of an order go to venues that have them carried, too, and come back as DeliverToCompID(128) and DeliverToSubID(129). */
    CARRY,
    /** A message with them is refused. */
    REFUSE;

    static final List<Integer> ON_BEHALF_OF = List.of(115, 116);
    private static final int[] TAGS = {115, 116, 128, 129};
    private static final int DELIVER_TO_COMP_ID = 128;

    void check(FixMessage message) throws Untranslatable {
        if (this != REFUSE) {
            return;
        }
        for (int tag : TAGS) {
            String value = message.stringOrNull(tag);
            if (value != null) {
                throw new Untranslatable(tag < DELIVER_TO_COMP_ID ? Kind.ON_BEHALF_OF : Kind.DELIVER_TO, tag,
                        FixDictionary.nameOf(tag) + "=" + Violation.shown(value) + " is not allowed on this session: messages are taken for nobody else");
            }
        }
    }
}
