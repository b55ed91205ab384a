package io.portcullis.server.scenarios;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A limit as scenarios say it: {@code account=LIMITED&symbol=* open-notional 10000 USD from=+10s}. */
final class GivenLimit {

    private GivenLimit() {
    }

    static Limit of(String text, Instant now) {
        String[] words = text.split(" ");
        Measure measure = Objects.requireNonNull(Measure.of(words[1]), words[1]);
        String currency = null;
        Map<String, String> window = new HashMap<>();
        for (int i = 3; i < words.length; i++) {
            if (words[i].contains("=")) {
                window.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1).replaceFirst("_", " "));
            } else {
                currency = words[i];
            }
        }
        String release = window.get("release");
        return new Limit(key(words[0], measure), Limit.most(measure, words[2]), currency, 0,
                Window.of(window.get("daily"), at(window.get("from"), now), at(window.get("until"), now)),
                Breaker.of(measure, words[2], release == null ? null : release.replace('_', ' ')));
    }

    private static LimitKey key(String scope, Measure measure) {
        return new LimitKey(Scope.of(scope.replace('&', ' ')), measure);
    }

    private static @Nullable String at(@Nullable String text, Instant now) {
        Instant at = Words.at(text, now);
        return at == null ? null : at.toString();
    }
}
