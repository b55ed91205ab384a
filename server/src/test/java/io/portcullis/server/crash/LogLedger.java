package io.portcullis.server.crash;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.EventLogListener;
import io.portcullis.server.eventlog.EventLogSettings;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.eventlog.Space;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.portcullis.server.shard.Fold;
import io.portcullis.server.shard.StateFile;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.routing.BestPriceRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the event log says.
 *
 * @param events all of them
 * @param sent the request under which a child order was sent at last, by its ID, where that is another one than its own; 0 if it was not to be sent
 * @param effects all that was to be told, to whomever
 * @param state that the log folds to
 */
record LogLedger(Ids ids, List<Event> events, Map<Long, Long> sent, List<Effect> effects, ShardState state) {

    /** Reads the log, also while the hub writes it. */
    static LogLedger read(HubProcess hub) throws IOException {
        Path directory = hub.data().resolve("log");
        List<Event> events = new ArrayList<>();
        EventCodec codec = new EventCodec(new ExpandableArrayBuffer());
        long last = 0;
        Ids ids;
        try (LogReader reader = LogReader.open(directory, 1)) {
            ids = new Ids(reader.identity().text());
            while (reader.next()) {
                EventRecord record = codec.decode(reader.position(), reader.timeNanos(), reader.payload(), 0, reader.payload().capacity());
                events.addAll(record.events());
                last = record.position();
            }
        }
        List<Effect> effects = new ArrayList<>();
        try (LogReader reader = LogReader.open(directory, 1)) {
            Fold.Folded folded = Fold.fold(new ShardState(), coreOf(hub), reader, last, effects::add);
            return new LogLedger(ids, events, sent(events), effects, folded.core().state());
        }
    }

    /** An order that waits for its venue's session is not sent if it is overtaken: by a replace, then that goes as a new one; else by a cancel or by time. */
    private static Map<Long, Long> sent(List<Event> events) {
        Map<Long, Long> sent = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.ChildOrderWithdrawn withdrawn) {
                boolean isReplaced = i + 1 < events.size() && events.get(i + 1) instanceof Event.ChildOrderReplaced replaced
                        && replaced.childId() == withdrawn.childId();
                sent.put(withdrawn.childId(), isReplaced ? withdrawn.requestId() : 0);
            }
        }
        return sent;
    }

    /** ClOrdID(11) that the venue knows the child order by; null if it was never to hear of it. */
    @Nullable
    String sentAs(long childId) {
        long requestId = sent.getOrDefault(childId, childId);
        return requestId == 0 ? null : ids.venueClOrdId(requestId);
    }

    private static Function<ShardState, OrderCore> coreOf(HubProcess hub) {
        Installation installation = Installation.read(hub.conf(), new Overrides(Map.of(), Map.of()));
        return state -> new OrderCore(installation.orderSettings(), state,
                new PreTradeRisk(installation.accounts(), installation.risk()), new BestPriceRouter(installation.routingPolicy()),
                new MarketBooks(installation.instruments()));
    }

    /** Of the state that the hub itself had when it was stopped, as its last snapshot has it. */
    static String hashOfTheHubsState(HubProcess hub) throws IOException {
        EventLogSettings settings = EventLogSettings.in(hub.data().resolve("log")).withSegmentBytes(1 << 20);
        try (EventLog log = EventLog.open(settings, InstantSource.system(), new NotHeard())) {
            ShardState state = StateFile.newest(log.snapshots(), log.lastPosition()).state();
            return state.position() == log.lastPosition() ? StateFile.hash(state)
                    : "the snapshot is of record " + state.position() + ", the log ends at " + log.lastPosition();
        }
    }

    /** Child orders of which the hub still waits to hear. */
    List<String> awaited() {
        List<String> awaited = new ArrayList<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            for (ChildOrder child : order.children()) {
                if (child.owesAnAnswer()) {
                    awaited.add(ids.venueClOrdId(child.childId()) + " at " + child.venue());
                }
            }
        }
        return awaited;
    }

    /** The log is opened to be looked at only. */
    private static final class NotHeard implements EventLogListener {
        @Override
        public void durableUpTo(long position) {
            // nobody waits for it
        }

        @Override
        public void spaceChanged(Space now, String reason) {
            // nothing is written
        }

        @Override
        public void failed(Exception cause) {
            throw new IllegalStateException(cause);
        }
    }
}
