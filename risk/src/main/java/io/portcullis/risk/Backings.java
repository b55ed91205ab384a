package io.portcullis.risk;

import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.types.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what stands behind the accounts of a cell: capital as {@code accounts.ini} has it, and all that they have. */
final class Backings {

    private static final int PLACES = 8;

    private final List<Projection> projections;
    private final Map<List<String>, Money> capitals = new HashMap<>();
    private Accounts accounts;
    private RiskSettings settings;

    Backings(List<Projection> projections, Accounts accounts, RiskSettings settings) {
        this.projections = projections;
        this.accounts = accounts;
        this.settings = settings;
    }

    void become(Accounts otherAccounts, RiskSettings otherSettings) {
        accounts = otherAccounts;
        settings = otherSettings;
        capitals.clear();
    }

    /** @param values of the cell, in the order of the dimensions */
    Backing of(List<Dimension> dimensions, List<String> values, int limitsVersion) {
        List<Dimension> who = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            if (!dimensions.get(i).isOfInstruments()) {
                who.add(dimensions.get(i));
                names.add(values.get(i));
            }
        }
        return new Backing(capital(who, names), Money.of(settings.portfolioAtLeast()),
                who.size() == dimensions.size() ? null : portfolio(who, names, limitsVersion));
    }

    private @Nullable Cell portfolio(List<Dimension> who, List<String> names, int limitsVersion) {
        for (Projection projection : projections) {
            if (projection.dimensions().equals(who)) {
                return projection.of(names, limitsVersion);
            }
        }
        return null;
    }

    /** An account whose capital is not known, or can't be reckoned, adds none. */
    private Money capital(List<Dimension> who, List<String> names) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < who.size(); i++) {
            key.add(who.get(i).text() + "=" + names.get(i));
        }
        Money known = capitals.get(key);
        if (known == null) {
            known = Money.ZERO;
            for (Account account : accounts.byName().values()) {
                known = isOf(account, who, names) ? known.plus(capital(account)) : known;
            }
            capitals.put(key, known);
        }
        return known;
    }

    private static boolean isOf(Account account, List<Dimension> who, List<String> names) {
        for (int i = 0; i < who.size(); i++) {
            String name = who.get(i) == Dimension.ACCOUNT ? account.name() : account.holder(who.get(i));
            if (!names.get(i).equals(name)) {
                return false;
            }
        }
        return true;
    }

    private Money capital(Account account) {
        Account.Capital capital = account.capital();
        BigDecimal rate = capital == null ? null : settings.rates().rate(capital.currency(), settings.rates().base());
        return capital == null || rate == null ? Money.ZERO : Money.of(capital.amount().multiply(rate).setScale(PLACES, RoundingMode.DOWN));
    }
}
