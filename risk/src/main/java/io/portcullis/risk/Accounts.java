package io.portcullis.risk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All accounts of one loading: never changed, a reload brings others. */
public record Accounts(Map<String, Account> byName) {

    /** @throws IllegalArgumentException if an account stands twice */
    public static Accounts of(Collection<Account> accounts) {
        Map<String, Account> byName = new LinkedHashMap<>();
        for (Account account : accounts) {
            if (byName.put(account.name(), account) != null) {
                throw new IllegalArgumentException("account " + account.name() + " stands twice");
            }
        }
        return new Accounts(byName);
    }

    /** Null if it is not known. */
    public @Nullable Account of(String name) {
        return byName.get(name);
    }
}
