package io.portcullis.oms.limit;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a portfolio is called: {@code firm}, {@code client=ACME}, likewise with {@code group}, {@code desk} and {@code account}, or {@code portfolio=GROWTH}, one that accounts say they belong to. Limits may name each
 * of a kind, {@code client=*}.
 *
 * @param kind what stands before the equals sign; {@code firm} for the firm
 * @param value what stands behind it; empty for the firm
 */
public record PortfolioName(String kind, String value) {

    public static final PortfolioName FIRM = new PortfolioName("firm", "");
    private static final int LONGEST = 64;
    private static final String NAMED = "portfolio";
    private static final Set<Dimension> HOLDERS = Set.of(Dimension.GROUP, Dimension.CLIENT, Dimension.DESK, Dimension.ACCOUNT);

    /** Of a holder of accounts, or of an account. @throws IllegalArgumentException naming what can't be */
    public static PortfolioName of(Dimension holder, String value) {
        return of(holder.text() + "=" + value);
    }

    /** Of one that accounts say they belong to. @throws IllegalArgumentException naming what can't be */
    public static PortfolioName named(String name) {
        return of(NAMED + "=" + name);
    }

    /**
     * One as it is written.
     *
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static PortfolioName of(String text) {
        if (text.equals(FIRM.kind)) {
            return FIRM;
        }
        int equals = text.indexOf('=');
        String kind = equals < 0 ? "" : text.substring(0, equals);
        Dimension dimension = Dimension.of(kind);
        if (!kind.equals(NAMED) && (dimension == null || !HOLDERS.contains(dimension))) {
            throw new IllegalArgumentException("must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was " + text);
        }
        String value = text.substring(equals + 1);
        check(kind, value);
        return new PortfolioName(kind, value);
    }

    /** As scopes of limits have them. */
    private static void check(String kind, String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '=' || c == ',')) {
            throw new IllegalArgumentException(
                    kind + " must be 1 to " + LONGEST + " printable characters without blanks, commas and equals signs, was " + value);
        }
    }

    /** Whether a limit on this is one on the other: that portfolio, or each of its kind. */
    public boolean includes(PortfolioName other) {
        return kind.equals(other.kind) && (value.equals(Scope.EACH) || value.equals(other.value));
    }

    /** Of its orders; null if it is one that accounts say they belong to, which orders know nothing of. */
    public @Nullable Scope scope() {
        Dimension dimension = Dimension.of(kind);
        return equals(FIRM) ? Scope.FIRM : dimension == null ? null : new Scope(Map.of(dimension, value));
    }

    @Override
    public String toString() {
        return equals(FIRM) ? kind : kind + "=" + value;
    }
}
