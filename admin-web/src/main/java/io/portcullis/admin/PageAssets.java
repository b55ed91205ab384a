package io.portcullis.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** The page and what it loads: read from the class path once, served from memory, asked for again by the browser only when it changed. */
final class PageAssets {

    private static final String FOLDER = "/io/portcullis/admin/page/";
    private static final List<String> FILES = List.of("index.html", "console.css", "main.js", "store.js", "live.js", "blotter.js", "columns.js", "detail.js",
            "panels.js", "sessions.js", "steering.js", "strays.js", "settling.js", "care.js", "working.js",
            "telephone.js", "dialogs.js", "format.js", "messages.html", "messages.css", "messages.js", "message-form.js", "message-list.js",
            "corporate-actions.html", "corporate-actions.js", "kills.html", "kills.js", "risk.html", "risk.css", "risk.js",
            "risk-metrics.html", "risk-metrics.css", "risk-metrics.js", "markets.js", "market.html", "market.css", "market.js");

    private PageAssets() {
    }

    /** @throws IllegalStateException if a file is not on the class path */
    static void addTo(Router router) {
        for (String file : FILES) {
            Asset asset = Asset.read(file);
            router.get(file.equals("index.html") ? "/" : "/" + file).handler(asset::send);
        }
    }

    private record Asset(Buffer content, String type, String etag) {

        static Asset read(String file) {
            try (InputStream in = PageAssets.class.getResourceAsStream(FOLDER + file)) {
                if (in == null) {
                    throw new IllegalStateException("the console's page misses " + FOLDER + file);
                }
                byte[] bytes = in.readAllBytes();
                CRC32C checksum = new CRC32C();
                checksum.update(bytes);
                return new Asset(Buffer.buffer(bytes), typeOf(file), '"' + HexFormat.of().toHexDigits(checksum.getValue()) + '"');
            } catch (IOException e) {
                throw new UncheckedIOException("the console's page cannot be read: " + file, e);
            }
        }

        private static String typeOf(String file) {
            return switch (file.substring(file.lastIndexOf('.'))) {
                case ".html" -> "text/html; charset=utf-8";
                case ".css" -> "text/css; charset=utf-8";
                case ".js" -> "text/javascript; charset=utf-8";
                default -> throw new IllegalStateException("no content type for " + file);
            };
        }

        void send(RoutingContext context) {
            var response = context.response().putHeader(HttpHeaders.ETAG, etag).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            if (etag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatusCode(304).end();
            } else {
                response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(content);
            }
        }
    }
}
