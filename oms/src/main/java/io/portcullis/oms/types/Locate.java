package io.portcullis.oms.types;

/**
 * Shares that are there to be borrowed, for short sales (Regulation SHO Rule 203(b)(1)): of one account in one symbol, on one trading day.
 *
 * @param quantity of how many short sales they are, more than zero
 * @param validUntil for new orders, epoch nanoseconds
 * @param reference by which the lender knows it
 */
public record Locate(String account, String symbol, Quantity quantity, long validUntil, String reference) {

    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException naming what of it can't be */
    public Locate {
        check("account", account);
        check("symbol", symbol);
        check("reference", reference);
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("quantity must be positive, was " + quantity);
        }
    }

    private static void check(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(what + " must be 1 to " + LONGEST + " printable characters, was " + text);
        }
    }

    @Override
    public String toString() {
        return quantity + " " + symbol + " for account " + account + ", reference " + reference;
    }
}
