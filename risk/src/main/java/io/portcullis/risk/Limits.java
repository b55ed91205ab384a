package io.portcullis.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All limits of one loading: never changed, a reload brings another.
 *
 * @param marketOrderCushionBasisPoints by how much, in hundredths of a per cent, a market order is valued above the reference price
 */
public record Limits(Map<String, AccountLimits> byAccount, int marketOrderCushionBasisPoints) {

    public static final int DEFAULT_MARKET_ORDER_CUSHION_BASIS_POINTS = 500;

    /** @throws IllegalArgumentException if an account stands twice */
    public static Limits of(Collection<AccountLimits> accounts, int marketOrderCushionBasisPoints) {
        Map<String, AccountLimits> byAccount = new LinkedHashMap<>();
        for (AccountLimits limits : accounts) {
            if (byAccount.put(limits.account(), limits) != null) {
                throw new IllegalArgumentException("account " + limits.account() + " stands twice");
            }
        }
        return new Limits(byAccount, marketOrderCushionBasisPoints);
    }

    public @Nullable AccountLimits of(String account) {
        return byAccount.get(account);
    }
}
