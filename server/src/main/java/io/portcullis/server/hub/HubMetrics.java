package io.portcullis.server.hub;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.fix.sessions.engine.EngineCounts;
import io.portcullis.server.eventlog.EventLog;
import java.util.Map;
import java.util.function.LongSupplier;

/** What the hub counts beside the shard, and what each metric says. */
public final class HubMetrics {

    private static final String SINCE = ", in seconds; quantiles of what came since they were last looked at";

    private static final String OF_EIGHT = "; one record of eight" + SINCE;

    /** By the names in Prometheus' format, without {@code _total}. */
    public static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("order_stage_decode_seconds",
                    "From the begin of a read to the decision: framing, session rules, decoding, and waiting behind what was read with it"
                            + OF_EIGHT),
            Map.entry("order_stage_decide_seconds", "Deciding and folding: checks, risk, routing" + OF_EIGHT),
            Map.entry("order_stage_append_seconds", "Writing the record and appending it to the event log" + OF_EIGHT),
            Map.entry("order_stage_durable_seconds", "At durability fsync: waiting until the disk has confirmed the record" + SINCE),
            Map.entry("order_stage_release_seconds",
                    "Writing and storing the messages that a record gives, to client and venues, and handing over what drop copy gets" + OF_EIGHT),
            Map.entry("order_stage_turn_seconds", "From the begin of a read until the socket has the messages that it gave, all stages in one" + SINCE),
            Map.entry("order_stage_venue_seconds",
                    "From a new order to a venue to the venue's first answer, as the event log's times have it; a sample" + SINCE),
            Map.entry("log_records", "Records that were appended to the event log since the start"),
            Map.entry("log_bytes", "Bytes that were appended to the event log since the start"),
            Map.entry("log_forces", "How often the disk has confirmed records of the event log since the start"),
            Map.entry("log_position", "Position of the event log's last record"),
            Map.entry("orders_accepted", "Clients' orders that were accepted"),
            Map.entry("orders_refused", "Clients' orders and messages that were refused"),
            Map.entry("orders_fills", "Executions that venues have reported"),
            Map.entry("orders_canceled", "Clients' orders that ended as canceled"),
            Map.entry("orders_children", "Orders that were sent to venues"),
            Map.entry("fix_garbled", "Times that input on a FIX connection was skipped because it was no whole message"),
            Map.entry("fix_slow_consumers", "FIX connections that were closed because the counterparty did not read"),
            Map.entry("fix_pauses", "Times that a FIX connection was not read from because too much waited to be sent on it"),
            Map.entry("fix_refused_connections", "FIX connections that were closed because they began with no Logon of a session that was free"),
            Map.entry("fix_refused_messages", "FIX messages that were answered with Reject(35=3) before they reached an order"),
            Map.entry("messages_kept", "FIX messages, received and sent, that were written to the message log since the start"),
            Map.entry("messages_missing", "FIX messages that the message log could not keep since the start"),
            Map.entry("market_data_recorded", "Changes of what venues show, and their trades, that were written to the tape since the start"),
            Map.entry("market_data_missed", "Changes of what venues show, and their trades, that could not be recorded since the start"),
            Map.entry("projection_read_model_lag_records", "Records of the event log that the console does not show yet"),
            Map.entry("projection_order_log_lag_records", "Records of the event log that have no lines in the order log yet"),
            Map.entry("projection_postgres_lag_records", "Records of the event log that are not in the database yet"),
            Map.entry("projection_postgres_lag_seconds", "How old the newest is that the database shows, while there is something newer"),
            Map.entry("projection_postgres_position", "The last record of the event log that is in the database"),
            Map.entry("projection_postgres_up", "1 while the database takes records, else 0"),
            Map.entry("projection_postgres_rows", "Rows that were written to the database since the start"),
            Map.entry("console_viewers", "Pages of the console that are open"));

    private HubMetrics() {
    }

    /** Registers what the event log and the sessions count. */
    public static void register(MetricRegistry metrics, EventLog log, EngineCounts fix) {
        metrics.register("log.position", (Gauge<Long>) log::lastPosition);
        metrics.register("log.bytes", counter(log.metrics()::bytes));
        metrics.register("log.forces", counter(log.metrics()::forces));
        metrics.register("fix.garbled", counter(fix::garbled));
        metrics.register("fix.slow-consumers", counter(fix::slowConsumers));
        metrics.register("fix.pauses", counter(fix::pauses));
        metrics.register("fix.refused-connections", counter(fix::refusedConnections));
        metrics.register("fix.refused-messages", counter(fix::refusedMessages));
    }

    /** Shows what somebody else counts. */
    public static Counter counter(LongSupplier counted) {
        return new Counter() {
            @Override
            public long getCount() {
                return counted.getAsLong();
            }
        };
    }
}
