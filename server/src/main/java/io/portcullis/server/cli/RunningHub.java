package io.portcullis.server.cli;

import io.portcullis.server.settings.HubSettings;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.Overrides;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The hub that runs with an installation's files, asked and ordered by the console's API. */
final class RunningHub implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** @param status of HTTP */
    record Answer(int status, JsonObject body) {

        boolean isDone() {
            return status == 200;
        }

        /** What was wrong, in words; empty if nothing was. */
        String error() {
            JsonObject error = body.getJsonObject("error", new JsonObject());
            String field = error.getString("field");
            return (field == null ? "" : field + (error.getString("value", "").isEmpty() ? "" : "=" + error.getString("value")) + ": ")
                    + error.getString("text", isDone() ? "" : "HTTP status " + status);
        }

        /** What has to be given for it to be done; null if it is not for want of that. */
        @Nullable
        String confirmation() {
            return body.getJsonObject("error", new JsonObject()).getString("confirm");
        }
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final String user;
    private final @Nullable String password;

    /** @param user who orders it, for the event log */
    RunningHub(Path conf, String user) {
        HubSettings.Console console = Installation.hub(conf, Overrides.ofThisProcess()).console();
        this.address = URI.create("http://" + hostOf(console.address()) + ":" + console.port());
        this.password = console.password();
        this.user = user;
    }

    /** An address of all interfaces is reached by the loopback one. */
    private static String hostOf(String address) {
        return switch (address) {
            case "0.0.0.0", "::", "" -> "127.0.0.1";
            default -> address.contains(":") ? "[" + address + "]" : address;
        };
    }

    /** @throws IOException if it can't be reached; the text says where it was looked for */
    Answer get(String path) throws IOException {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** Orders something. @param body without the user, who is added */
    Answer post(String path, JsonObject body) throws IOException {
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json").header("X-Portcullis-Console", "1")
                .POST(HttpRequest.BodyPublishers.ofString(body.copy().put("user", user).encode())));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        if (password != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body()));
        } catch (ConnectException e) {
            throw new IOException("no hub answers at " + address + " ([console] in portcullis.ini); is it running? ./portcullis start", e);
        } catch (DecodeException e) {
            throw new IOException(address + " is not the console of a hub: its answer can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
