package io.portcullis.admin;

import io.portcullis.admin.port.SessionsView;
import io.portcullis.admin.port.SessionsView.SessionRow;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Each FIX session as it stands, labelled with its key and role. */
record SessionMetrics(SessionsView sessions) implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        List<SessionRow> rows = sessions.sessions();
        return MetricSnapshots.of(metric("fix_session_up", "1 while the session is logged on, else 0", rows, row -> row.state().isLoggedOn() ? 1 : 0),
                metric("fix_session_meant_up", "1 while the session is meant to be logged on, by its schedule and by what people have ordered, else 0", rows,
                        row -> row.standing().isMeantUp() ? 1 : 0),
                metric("fix_session_waiting_messages", "Messages that wait for the counterparty: stored while it was away, asked for again, or held back", rows,
                        row -> row.traffic().waitingReports()),
                metric("fix_session_rejects_sent", "Rejects of any kind by us since the start", rows, row -> row.traffic().rejectsOut().all()),
                metric("fix_session_rejects_received", "Rejects of any kind by the counterparty since the start", rows, row -> row.traffic().rejectsIn().all()),
                metric("fix_session_next_sender_msg_seq_num", "MsgSeqNum(34) of the next message that we send", rows, SessionRow::nextSenderMsgSeqNum),
                metric("fix_session_next_target_msg_seq_num", "MsgSeqNum(34) of the next message that we expect", rows, SessionRow::nextTargetMsgSeqNum));
    }

    private static MetricSnapshot metric(String name, String help, List<SessionRow> rows, ToDoubleFunction<SessionRow> value) {
        GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(name).help(help);
        for (SessionRow row : rows) {
            metric.dataPoint(GaugeDataPointSnapshot.builder().value(value.applyAsDouble(row))
                    .labels(Labels.of("session", row.key().value(), "role", row.role().name().toLowerCase(Locale.ROOT))).build());
        }
        return metric.build();
    }
}
