package io.portcullis.server.messagelog;

import io.portcullis.oms.types.Ids;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All names of an order, from one of them: the ClOrdIDs(11) that its client has given it, our OrderID(37), our ClOrdIDs towards the venues. The event log knows them all. What it does
 * not know (a request that was never taken, or a part of the log that has been put away) is joined by what the messages themselves say in ClOrdID(11), OrigClOrdID(41) and OrderID(37).
 */
public final class OrderChain {

    private static final int CL_ORD_ID = 11;
    private static final int ORIG_CL_ORD_ID = 41;
    private static final int ORDER_ID = 37;
    private static final int BUSINESS_REJECT_REF_ID = 379;
    private static final int[] REQUEST_TAGS = {CL_ORD_ID, ORIG_CL_ORD_ID, BUSINESS_REJECT_REF_ID};
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_MESSAGES = 5_000;
    /** In place of an id that there is none of. */
    private static final Set<String> NO_ID = Set.of("", "NONE", "UNKNOWN", "N/A", "0");

    private final MessageSearch search;
    private final OrderRecords records;

    public OrderChain(MessageSearch search, OrderRecords records) {
        this.search = search;
        this.records = records;
    }

    /**
     * @param id a ClOrdID(11) of the client or towards a venue, or an OrderID(37), ours or the venue's
     * @param within the times that are looked at, and the sessions where {@code id} is looked for; messages of other sessions belong to the order all the same
     * @return of which one at least is true of each message of the order
     */
    public List<Term> terms(String id, MessageQuery within) throws IOException {
        return new Closure(within).of(id);
    }

    private final class Closure {

        private final MessageQuery within;
        private final Set<Term> terms = new LinkedHashSet<>();
        private final Deque<Term> fresh = new ArrayDeque<>();
        private final Set<Long> orders = new HashSet<>();

        Closure(MessageQuery within) {
            this.within = within;
        }

        List<Term> of(String id) throws IOException {
            if (!followOurs(id)) {
                addForEachSession(id);
            }
            for (int round = 0; round < MOST_ROUNDS && !fresh.isEmpty(); round++) {
                List<Term> looked = new ArrayList<>(fresh);
                fresh.clear();
                MessageQuery query = MessageQuery.ALL.between(within.from(), within.to()).most(MOST_MESSAGES).with(List.of(looked));
                for (LoggedMessage message : search.find(query).messages()) {
                    join(message);
                }
            }
            return List.copyOf(terms);
        }

        private void addForEachSession(String id) {
            if (within.sessions().isEmpty()) {
                addRequest(null, id);
                add(new Term(ORDER_ID, id));
            }
            for (String session : within.sessions()) {
                addRequest(session, id);
                add(new Term(session, ORDER_ID, id));
            }
        }

        private void addRequest(@Nullable String session, String id) {
            for (int tag : REQUEST_TAGS) {
                add(new Term(session, tag, id));
            }
        }

        private void add(Term term) {
            boolean isSaid = NO_ID.contains(term.value()) || term.session() != null && terms.contains(new Term(term.tag(), term.value()));
            if (!isSaid && terms.add(term)) {
                fresh.add(term);
            }
        }

        /** Names of ours say all; where there are none, the client's or venue's own are as good as unique within the session. */
        private void join(LoggedMessage message) throws IOException {
            if (message.kind() == Kind.GAP) {
                return;
            }
            boolean isKnown = false;
            for (int tag : new int[]{ORDER_ID, CL_ORD_ID, ORIG_CL_ORD_ID, BUSINESS_REJECT_REF_ID}) {
                String value = message.value(tag);
                isKnown |= value != null && followOurs(value);
            }
            if (!isKnown) {
                for (int tag : new int[]{CL_ORD_ID, ORIG_CL_ORD_ID}) {
                    String value = message.value(tag);
                    if (value != null) {
                        addRequest(message.session(), value);
                    }
                }
                String orderId = message.value(ORDER_ID);
                if (orderId != null) {
                    add(new Term(message.session(), ORDER_ID, orderId));
                }
            }
        }

        /** @return whether it is a name of ours that the event log knows */
        private boolean followOurs(String id) throws IOException {
            long order = records.orderOf(id);
            if (order == 0) {
                return false;
            }
            if (orders.add(order)) {
                OrderRecords.Names names = records.names(order, within.to());
                names.clOrdIds().forEach(clOrdId -> known(names.session(), clOrdId));
                Ids ids = names.ids();
                terms.add(new Term(ORDER_ID, ids.orderId(order)));
                names.requests().forEach(request -> known(null, ids.venueClOrdId(request)));
            }
            return true;
        }

        /** Needs no search for more. */
        private void known(@Nullable String session, String id) {
            for (int tag : REQUEST_TAGS) {
                terms.add(new Term(session, tag, id));
            }
        }
    }
}
