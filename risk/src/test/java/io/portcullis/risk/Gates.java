package io.portcullis.risk;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Limits written in one line each: {@code account=ACC open-notional 1000 USD 80}, the currency and the warning only where there are some. */
final class Gates {

    private Gates() {
    }

    static Limit limit(String line) {
        String[] words = line.split(" ");
        int at = 0;
        while (Measure.of(words[at]) == null) {
            at++;
        }
        Measure measure = Objects.requireNonNull(Measure.of(words[at]));
        LimitKey key = new LimitKey(Scope.of(String.join(" ", Arrays.copyOf(words, at))), measure);
        boolean isMoney = measure.unit() == Measure.Unit.MONEY;
        int warnAt = at + (isMoney ? 3 : 2);
        return new Limit(key, new BigDecimal(words[at + 1]), isMoney ? words[at + 2] : null, words.length > warnAt ? Integer.parseInt(words[warnAt]) : 0);
    }

    /** None of them is there yet. */
    static List<LimitChange> added(String... lines) {
        return Stream.of(lines).map(Gates::limit).map(limit -> new LimitChange(limit.key(), null, limit)).toList();
    }

    static LimitFact.Changed set(String... lines) {
        return new LimitFact.Changed(added(lines), 0, "ann", null, "as agreed");
    }
}
