package io.portcullis.oms.event;

import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.CrossTerms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a cross order, beside what becomes of each of its sides, which are orders. */
public sealed interface CrossFact {

    /**
     * A side, as a message of the client names it.
     *
     * @param clOrdId by which it comes
     * @param fields further fields of the side, such as its parties, that go to the venue as they came: each as on the wire, with its delimiter; null for none
     */
    record Side(long orderId, ClOrdId clOrdId, @Nullable String fields) {
    }

    /**
     * NewOrderCross(35=s): its sides stand behind it in the record, each accepted.
     *
     * @param name CrossID(548)
     */
    record Accepted(String name, CrossTerms terms, List<Side> sides) implements CrossFact {

        public Accepted {
            sides = List.copyOf(sides);
        }
    }

    /** Something speaks against the whole or against one side: its sides stand behind it in the record, each refused. */
    record Refused(String name, CrossTerms terms, List<Side> sides) implements CrossFact {

        public Refused {
            sides = List.copyOf(sides);
        }
    }

    /**
     * CrossOrderCancelRequest(35=u) or CrossOrderCancelReplaceRequest(35=t): what is asked for of each side stands behind it in the record.
     *
     * @param name CrossID(548) of the request
     */
    record Requested(String name, List<Side> sides) implements CrossFact {

        public Requested {
            sides = List.copyOf(sides);
        }
    }

    /** What a venue is sent about a cross. */
    enum Message {
        /** NewOrderCross(35=s). */
        NEW("s"),
        /** CrossOrderCancelReplaceRequest(35=t). */
        REPLACE("t"),
        /** CrossOrderCancelRequest(35=u). */
        CANCEL("u");

        private final String msgType;

        Message(String msgType) {
            this.msgType = msgType;
        }

        /** MsgType(35). */
        public String msgType() {
            return msgType;
        }
    }

    /**
     * The venue is sent one message about those sides. Its CrossID(548) has the number of the first of these requests.
     *
     * @param requestIds whose numbers are the ClOrdIDs(11) of the sides
     */
    record Sent(Message message, List<Long> requestIds) implements CrossFact {

        public Sent {
            requestIds = List.copyOf(requestIds);
        }

        /** The number of CrossID(548). */
        public long name() {
            return requestIds.getFirst();
        }
    }
}
