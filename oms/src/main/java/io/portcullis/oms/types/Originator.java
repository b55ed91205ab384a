package io.portcullis.oms.types;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who of the client's people or machines is responsible for an order (RTS 6 Article 12(3): which algorithm and which trader each order is of). Names are the client's own, made such that scopes of limits and kills
 * can name them.
 *
 * @param trader who has entered it: PartyID(448) with PartyRole(452) 11, 36 or 12, or SenderSubID(50); null if nobody is named
 * @param algorithm that has decided how it is executed: PartyRole(452)=12 with PartyRoleQualifier(2376)=22; where only the one that has decided to invest is named, PartyRole(452)=122, that one; null for none
 * @param decidedBy the algorithm that has decided to invest, if it is another one; null for none
 */
public record Originator(@Nullable String trader, @Nullable String algorithm, @Nullable String decidedBy) {

    private static final int LONGEST = 64;

    public Originator {
        if (algorithm == null || Objects.equals(algorithm, decidedBy)) {
            algorithm = algorithm == null ? decidedBy : algorithm;
            decidedBy = null;
        }
    }

    /** Null if nobody is named. */
    public static @Nullable Originator of(@Nullable String trader, @Nullable String algorithm, @Nullable String decidedBy) {
        if (trader == null && algorithm == null && decidedBy == null) {
            return null;
        }
        Originator of = new Originator(name(trader), name(algorithm), name(decidedBy));
        return of.trader == null && of.algorithm == null ? null : of;
    }

    /** As a scope can have it: of 64 characters at most, and an underscore for each one that a scope can't have. Null if nothing is left. */
    private static @Nullable String name(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String stripped = given.strip();
        StringBuilder name = new StringBuilder(stripped.substring(0, Math.min(stripped.length(), LONGEST)));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == '=' || c == ',') {
                name.setCharAt(i, '_');
            }
        }
        return name.length() == 1 && name.charAt(0) == '*' ? "_" : name.toString();
    }

    /** The same as far as something is said here, and else as there. @param before null for nobody */
    public static @Nullable Originator ofReplace(@Nullable Originator asked, @Nullable Originator before) {
        if (asked == null || before == null) {
            return asked == null ? before : asked;
        }
        boolean namesAlgorithm = asked.algorithm != null;
        return new Originator(asked.trader == null ? before.trader : asked.trader, namesAlgorithm ? asked.algorithm : before.algorithm,
                namesAlgorithm ? asked.decidedBy : before.decidedBy);
    }

    /** It has this one's name in either part. */
    public boolean isOfAlgorithm(String name) {
        return name.equals(algorithm) || name.equals(decidedBy);
    }
}
