package io.portcullis.risk;

import java.time.Duration;

/**
 * How old the reference price may be by which an order without a limit is valued (RTS 6 Article 15(1)(b), SEC 15c3-5(c)(1)): what it will cost nothing else says.
 *
 * @param most the oldest: of a last trade since it was told, of quotes since their venue has shown any price
 * @param isOlderUsed where there is none so young an older one is used, else the last close; otherwise the order is refused
 */
public record ReferenceAge(Duration most, boolean isOlderUsed) {

    public static final ReferenceAge DEFAULT = new ReferenceAge(Duration.ofMinutes(1), false);
    /** Of whatever age. */
    public static final ReferenceAge ANY = new ReferenceAge(Duration.ZERO, true);
}
