package io.portcullis.risk;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Limits written in one line each: {@code account=ACC open-notional 1000 USD 80}, the currency and the warning only where there are some, and {@code daily=09:30-10:00_UTC from=… until=…} where it does not always hold. */
final class Gates {

    private Gates() {
    }

    static Limit limit(String line) {
        String[] words = line.split(" ");
        int at = 0;
        while (Measure.of(words[at]) == null && !PortfolioMetric.isName(words[at])) {
            at++;
        }
        LimitKey key = LimitKey.of(String.join(" ", Arrays.copyOf(words, at)), words[at]);
        Measure measure = key.measure();
        boolean isMoney = key.unit() == Measure.Unit.MONEY;
        int warnAt = at + (isMoney ? 3 : 2);
        boolean warns = words.length > warnAt && !words[warnAt].contains("=");
        return new Limit(key, Limit.most(measure, words[at + 1]), isMoney ? words[at + 2] : null, warns ? Integer.parseInt(words[warnAt]) : 0,
                Window.of(after("daily=", line), after("from=", line), after("until=", line)), Breaker.of(measure, words[at + 1], release(line)));
    }

    /** Each of its {@code _} stands for a blank. */
    private static @Nullable String release(String line) {
        int begin = line.indexOf("release=");
        return begin < 0 ? null : line.substring(begin + "release=".length()).split(" ")[0].replace('_', ' ');
    }

    /** Its first {@code _} stands for a blank. */
    private static @Nullable String after(String name, String line) {
        int begin = line.indexOf(name);
        return begin < 0 ? null : line.substring(begin + name.length()).split(" ")[0].replaceFirst("_", " ");
    }

    /** None of them is there yet. */
    static List<LimitChange> added(String... lines) {
        return Stream.of(lines).map(Gates::limit).map(limit -> new LimitChange(limit.key(), null, limit)).toList();
    }

    static LimitFact.Changed set(String... lines) {
        return new LimitFact.Changed(added(lines), 0, "ann", null, "as agreed");
    }
}
