package io.portcullis.server.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.EventLogSettings;
import io.portcullis.server.shard.ShardMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubMetricsTest {

    @TempDir
    Path directory;

    @Test
    void everyMetricSaysWhatItIs() throws IOException {
        MetricRegistry metrics = new MetricRegistry();
        new ShardMetrics(metrics);
        var group = FixTransport.newLoop("metrics-test");
        try (EventLog log = EventLog.open(EventLogSettings.in(directory.resolve("log")), InstantSource.system(), new LogWatch(error -> {}))) {
            FixEngine engine = new FixEngine(FixEngineSettings.in(directory.resolve("sessions")), group.next(), error -> {});
            HubMetrics.register(metrics, log, engine.counts());
            engine.stop().join();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }

        Set<String> names = metrics.getNames().stream().map(name -> name.replaceAll("[.-]", "_")).collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(HubMetrics.TEXTS.keySet());
        assertEquals(Set.of(), names);
    }
}
