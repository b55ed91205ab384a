package io.portcullis.admin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what. With a password: HTTP Basic with any user name, or the password as a bearer token. Without one the server listens on loopback only, and
 * only requests that were addressed to it by a loopback name are answered, so that no page from outside can reach it under a name of its own.
 */
final class AccessRules {

    /** The header that our page sends with every command: a foreign page cannot, without being asked for leave first. */
    static final String CONSOLE_HEADER = "X-Portcullis-Console";
    private static final String CHALLENGE = "Basic realm=\"Portcullis console\", charset=\"UTF-8\"";
    private static final String OPERATOR = "operator";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int WRONG_PASSWORD_DELAY_MILLIS = 1_000;
    private static final int MAX_DELAYED = 64;

    private final Vertx vertx;
    private final byte @Nullable [] passwordDigest;
    private int delayed;

    AccessRules(Vertx vertx, @Nullable String password) {
        this.vertx = vertx;
        this.passwordDigest = password == null ? null : digest(password);
    }

    /** Everybody who gets past may look. */
    void requireEntry(RoutingContext context) {
        byte[] expected = passwordDigest;
        if (expected == null) {
            requireLoopbackName(context);
            context.next();
            return;
        }
        Credentials given = credentials(context.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (given == null) {
            askForPassword(context);
        } else if (!MessageDigest.isEqual(expected, digest(given.password))) {
            refuseSlowly(context);
        } else {
            if (!given.user.isEmpty()) {
                context.put(OPERATOR, given.user);
            }
            context.next();
        }
    }

    private static void requireLoopbackName(RoutingContext context) {
        var authority = context.request().authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        if (!LOOPBACK_NAMES.contains(host)) {
            throw new RequestMistake(403, "Host", host, "without a password the console answers to localhost and 127.0.0.1 only");
        }
    }

    private static void askForPassword(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", CHALLENGE);
        throw new RequestMistake(401, "Authorization", "", "the console asks for a password: HTTP Basic with any user name, or Bearer");
    }

    /** Guessing gets one try a second and connection, and only so many at a time. */
    private void refuseSlowly(RoutingContext context) {
        if (delayed >= MAX_DELAYED) {
            throw new RequestMistake(429, "Authorization", "", "too many wrong passwords at a time");
        }
        delayed++;
        vertx.setTimer(WRONG_PASSWORD_DELAY_MILLIS, timer -> {
            delayed--;
            context.response().putHeader("WWW-Authenticate", CHALLENGE);
            context.fail(new RequestMistake(401, "Authorization", "", "wrong password"));
        });
    }

    /** A command, or the live feed, must come from our own page or from a program, not from somebody else's page in the operator's browser. */
    void requireSameOrigin(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origin.endsWith("://" + request.authority())) {
            throw new RequestMistake(403, "Origin", origin, "not the page of this console");
        }
        context.next();
    }

    void requireConsoleHeader(RoutingContext context) {
        if (context.request().getHeader(CONSOLE_HEADER) == null) {
            throw new RequestMistake(403, CONSOLE_HEADER, "", "a command must carry the header " + CONSOLE_HEADER + ": 1");
        }
        context.next();
    }

    /** The user name that came with the password; null without one. */
    static @Nullable String operator(RoutingContext context) {
        return context.get(OPERATOR);
    }

    private record Credentials(String user, String password) {
    }

    private static @Nullable Credentials credentials(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String[] parts = header.split(" ", 2);
        if (parts.length < 2) {
            return null;
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> new Credentials("", parts[1].strip());
            case "basic" -> basic(parts[1].strip());
            default -> null;
        };
    }

    private static @Nullable Credentials basic(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new RequestMistake(400, "Authorization", "", "Basic credentials must be Base64: " + e.getMessage());
        }
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
