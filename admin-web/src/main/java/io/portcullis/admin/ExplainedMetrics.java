package io.portcullis.admin;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Map;

/** Metrics with a sentence on what each says, in place of the class that it comes from. */
record ExplainedMetrics(MultiCollector metrics, Map<String, String> texts) implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
        return new MetricSnapshots(metrics.collect().stream().map(this::explained).toList());
    }

    private MetricSnapshot explained(MetricSnapshot metric) {
        String text = texts.get(metric.getMetadata().getPrometheusName());
        if (text == null) {
            return metric;
        }
        MetricMetadata metadata = new MetricMetadata(metric.getMetadata().getName(), text);
        return switch (metric) {
            case CounterSnapshot counter -> new CounterSnapshot(metadata, counter.getDataPoints());
            case GaugeSnapshot gauge -> new GaugeSnapshot(metadata, gauge.getDataPoints());
            case SummarySnapshot summary -> new SummarySnapshot(metadata, summary.getDataPoints());
            default -> metric;
        };
    }
}
