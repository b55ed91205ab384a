package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How requests are answered: headers that every answer has, JSON, and failures as JSON. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Answers() {
    }

    static void addHeaders(RoutingContext context) {
        context.response().putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY).putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer").putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        context.next();
    }

    static void json(RoutingContext context, int status, JsonObject body) {
        context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(body.encode());
    }

    /** The caller's mistake with its field and value; anything else is ours, and logged. */
    static void failure(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.failure() instanceof RequestMistake mistake) {
            json(context, mistake.status(), mistake.toJson());
        } else if (context.statusCode() >= 500 || context.statusCode() < 400) {
            LOG.error("{} {} failed", context.request().method(), context.request().path(), context.failure());
            json(context, 500, error("our mistake: the server's log says what happened"));
        } else {
            json(context, context.statusCode(), error(reason(context)));
        }
    }

    private static String reason(RoutingContext context) {
        return switch (context.statusCode()) {
            case 404 -> "nothing is at " + context.request().path();
            case 405 -> context.request().path() + " does not take " + context.request().method();
            case 413 -> "the body is larger than " + CommandRoutes.MAX_BODY_BYTES + " bytes";
            default -> "HTTP status " + context.statusCode();
        };
    }

    static JsonObject unconfirmed(OperatorCommands.Answer.Unconfirmed answer) {
        return new JsonObject().put("error", new JsonObject().put("text", answer.text()).put("confirm", answer.confirmation()));
    }

    static JsonObject error(String text) {
        return new JsonObject().put("error", new JsonObject().put("text", text));
    }
}
