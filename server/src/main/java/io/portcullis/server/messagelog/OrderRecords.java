package io.portcullis.server.messagelog;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.eventlog.LogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.LongHashSet;

/** What the event log says of an order's names. It is read where an order's number says, and from there on; the hub may be writing it. For one thread. */
public final class OrderRecords {

    private static final int LONG = 8;
    private static final int LOG_DIGITS = 6;
    private static final Pattern OURS = Pattern.compile("[OC][0-9A-Z]{6}-[0-9A-Z]{1,13}");
    /** So many records behind an order's end may still name it: questions to a venue, late reports. */
    private static final int LOOKED_BEHIND_END = 50_000;

    /**
     * @param session of the client
     * @param clOrdIds that the client has given, the oldest first
     * @param requests numbers of what was asked of venues
     */
    record Names(Ids ids, String session, Set<String> clOrdIds, Set<Long> requests) {
    }

    private final Path directory;
    private final Map<String, Long> known = new HashMap<>();
    private final EventCodec codec = new EventCodec(new ExpandableArrayBuffer());

    /** @param directory of the event log */
    public OrderRecords(Path directory) {
        this.directory = directory;
    }

    /** The number of the order that is called so by us; 0 if it is no name of ours, or the log does not hold the order. */
    long orderOf(String id) {
        return known.computeIfAbsent(id, this::lookUp);
    }

    private long lookUp(String id) {
        if (!OURS.matcher(id).matches()) {
            return 0;
        }
        Ids ids = new Ids(id.substring(1, 1 + LOG_DIGITS));
        long number = ids.parse(id);
        return number == 0 ? 0 : id.charAt(0) == 'O' ? order(ids, number) : orderOfRequest(ids, number);
    }

    /** The number, if it is an order's. */
    private long order(Ids ids, long number) {
        for (Event event : eventsOf(ids, number)) {
            if (event instanceof Event.OrderAccepted e && e.orderId() == number || event instanceof Event.OrderRefused r && r.orderId() == number) {
                return number;
            }
        }
        return 0;
    }

    private long orderOfRequest(Ids ids, long number) {
        long child = 0;
        for (Event event : eventsOf(ids, number)) {
            switch (event) {
                case Event.ChildOrderCreated e when e.childId() == number -> {
                    return e.orderId();
                }
                case Event.ChildOrderFound e when e.childId() == number -> {
                    return e.orderId();
                }
                case Event.FilledByHand e when e.childId() == number -> {
                    return e.orderId();
                }
                case Event.ChildCancelRequested e when e.requestId() == number -> child = e.childId();
                case Event.ChildReplaceRequested e when e.requestId() == number -> child = e.childId();
                case Event.ChildStatusRequested e when e.requestId() == number -> child = e.childId();
                default -> {
                    // names no request by that number
                }
            }
        }
        return child == 0 || child == number ? 0 : orderOfRequest(ids, child);
    }

    private List<Event> eventsOf(Ids ids, long number) {
        try (LogReader reader = LogReader.open(directory, Math.max(1, Ids.positionOf(number)))) {
            boolean isOfLog = ids.orderId(number).equals(new Ids(reader.identity().text()).orderId(number));
            return isOfLog && reader.next() ? decoded(reader).events() : List.of();
        } catch (IOException e) {
            return List.of(); // that part of the log has been put away, or never was
        }
    }

    private EventRecord decoded(LogReader reader) {
        return codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
    }

    /**
     * @param order as {@link #orderOf} gives it
     * @param before epoch nanoseconds: of what comes then, no name is wanted
     */
    Names names(long order, long before) throws IOException {
        try (LogReader reader = LogReader.open(directory, Ids.positionOf(order))) {
            Story story = new Story(order);
            int behind = 0;
            while (behind < LOOKED_BEHIND_END && reader.next() && reader.timeNanos() < before) {
                if (story.mayBeIn(reader.payload())) {
                    story.add(decoded(reader));
                }
                behind = story.hasEnded ? behind + 1 : 0;
            }
            Ids ids = new Ids(reader.identity().text());
            known.put(ids.orderId(order), order);
            story.requests.forEach(request -> known.put(ids.venueClOrdId(request), order));
            return new Names(ids, story.session, story.clOrdIds, story.requests);
        }
    }

    /** An order's names, gathered from record to record. */
    private static final class Story {

        private final long order;
        private final LongHashSet numbers = new LongHashSet();
        private final Set<String> clOrdIds = new LinkedHashSet<>();
        private final Set<Long> requests = new LinkedHashSet<>();
        private String session = "";
        private boolean hasEnded;
        private long[] looked;

        Story(long order) {
            this.order = order;
            numbers.add(order);
            looked = new long[]{order};
        }

        /** Numbers stand in a record as they are: most records are passed without being decoded. */
        boolean mayBeIn(DirectBuffer payload) {
            int last = payload.capacity() - LONG;
            for (int i = 0; i <= last; i++) {
                long value = payload.getLong(i);
                for (long number : looked) {
                    if (value == number) {
                        return true;
                    }
                }
            }
            return false;
        }

        void add(EventRecord record) {
            for (Event event : record.events()) {
                switch (event) {
                    case Event.OrderAccepted e when e.orderId() == order -> begin(e.terms());
                    case Event.OrderRefused e when e.orderId() == order -> {
                        begin(e.terms());
                        hasEnded = true;
                    }
                    case Event.CancelRequested e when e.orderId() == order -> clOrdIds.add(e.clOrdId().value());
                    case Event.MassCancelOrdered e when e.orderId() == order -> clOrdIds.add(e.clOrdId().value());
                    case Event.ReplaceQueued e when e.orderId() == order -> clOrdIds.add(e.clOrdId().value());
                    case Event.ReplaceRequested e when e.orderId() == order -> clOrdIds.add(e.clOrdId().value());
                    case Event.RequestRefused e when e.orderId() == order -> clOrdIds.add(e.clOrdId().value());
                    case Event.ChildOrderCreated e when e.orderId() == order -> child(e.childId());
                    case Event.ChildOrderFound e when e.orderId() == order -> child(e.childId());
                    case Event.FilledByHand e when e.orderId() == order -> child(e.childId());
                    case Event.ChildCancelRequested e when numbers.contains(e.childId()) -> requests.add(e.requestId());
                    case Event.ChildReplaceRequested e when numbers.contains(e.childId()) -> requests.add(e.requestId());
                    case Event.ChildStatusRequested e when numbers.contains(e.childId()) -> requests.add(e.requestId());
                    default -> {
                        // gives the order no name
                    }
                }
            }
            for (OrderSummary summary : record.summaries()) {
                if (summary.id() == order) {
                    hasEnded = summary.leavesQty().isZero();
                }
            }
        }

        private void begin(Event.OrderTerms terms) {
            session = terms.session().value();
            if (!terms.clOrdId().isNone()) {
                clOrdIds.add(terms.clOrdId().value());
            }
        }

        private void child(long childId) {
            requests.add(childId);
            if (numbers.add(childId)) {
                looked = java.util.Arrays.copyOf(looked, looked.length + 1);
                looked[looked.length - 1] = childId;
            }
        }
    }
}
