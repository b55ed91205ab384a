package io.portcullis.admin;

import io.portcullis.admin.port.Health;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** For machines that watch: {@code /health}, {@code /ready} and, in Prometheus' format, {@code /metrics}. */
final class ProbeRoutes {

    private final Vertx vertx;
    private final Health health;
    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    ProbeRoutes(Vertx vertx, ConsoleSources sources) {
        this.vertx = vertx;
        this.health = sources.health();
        prometheus.register(new ExplainedMetrics(new DropwizardExports(sources.metrics()), sources.metricTexts()));
        prometheus.register(new SessionMetrics(sources.sessions()));
    }

    /** 200 as long as a restart would not help, else 503; names the parts either way. */
    void health(RoutingContext context) {
        boolean live = health.isLive();
        Answers.json(context, live ? 200 : 503, new JsonObject().put("live", live).put("parts", ConsoleJson.array(health.parts(), ConsoleJson::part)));
    }

    /** 200 if every part is ready, else 503; names the parts either way. */
    void ready(RoutingContext context) {
        var parts = health.parts();
        boolean ready = parts.stream().allMatch(Health.Part::ready);
        Answers.json(context, ready ? 200 : 503, new JsonObject().put("ready", ready).put("parts", ConsoleJson.array(parts, ConsoleJson::part)));
    }

    /** Off the event loop, because reading many histograms takes its time. */
    void metrics(RoutingContext context) {
        ExpositionFormatWriter writer = formats.findWriter(context.request().getHeader(HttpHeaders.ACCEPT));
        vertx.executeBlocking(() -> scrape(writer))
                .onSuccess(text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE, writer.getContentType()).end(text)).onFailure(context::fail);
    }

    private Buffer scrape(ExpositionFormatWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        writer.write(out, prometheus.scrape());
        return Buffer.buffer(out.toByteArray());
    }
}
