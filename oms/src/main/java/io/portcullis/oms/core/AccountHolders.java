package io.portcullis.oms.core;

import io.portcullis.oms.limit.Dimension;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: to whom accounts belong, now. */
public interface AccountHolders {

    /** No account is known. */
    AccountHolders NONE = new AccountHolders() {

        @Override
        public Collection<String> accounts() {
            return List.of();
        }

        @Override
        public @Nullable String holder(Dimension of, String account) {
            return null;
        }
    };

    /** All of them, by their names, in an order that stays the same. */
    Collection<String> accounts();

    /** Whether Side(54)=6 is taken of it where short sales may be restricted (Rule 201). */
    default boolean maySellShortExempt(String account) {
        return false;
    }

    /** @param of group, client or desk. @return null if the account is not known, or belongs to none */
    @Nullable
    String holder(Dimension of, String account);
}
