package io.portcullis.server.riskmetrics;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Price;
import io.portcullis.risk.Account;
import io.portcullis.risk.ProfitAndLoss;
import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.Portfolio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one portfolio holds and has gained, added up position by position. All amounts are in the base currency. */
final class Book {

    /** What can't be valued. */
    record Unvalued(String symbol, String quantity, String reason) {
    }

    private final Scope scope;
    private final Map<String, BigDecimal> quantities = new TreeMap<>();
    private final TreeSet<String> accounts = new TreeSet<>();
    private final TreeSet<String> gainUnknown = new TreeSet<>();
    private double gained;

    private Book(Scope scope) {
        this.scope = scope;
    }

    /** The firm's, and those of each group, client, desk and account that has something or had it today. In the order of their names, the firm first. */
    static List<Book> all(Moment moment) {
        Map<String, Book> books = new TreeMap<>();
        Book firm = new Book(Scope.FIRM);
        for (Ledger.Position position : moment.positions()) {
            firm.add(position, moment);
            for (Scope holder : holders(position.held().account(), moment)) {
                books.computeIfAbsent(holder.toString(), fresh -> new Book(holder)).add(position, moment);
            }
        }
        List<Book> all = new ArrayList<>(List.of(firm));
        all.addAll(books.values());
        return all;
    }

    private static List<Scope> holders(String name, Moment moment) {
        Account account = moment.accounts().of(name);
        List<Scope> holders = new ArrayList<>();
        if (account != null) {
            addTo(holders, Dimension.GROUP, account.group());
            addTo(holders, Dimension.CLIENT, account.client());
            addTo(holders, Dimension.DESK, account.desk());
        }
        addTo(holders, Dimension.ACCOUNT, name);
        return holders;
    }

    /** A name that no scope can have, such as one with blanks, can't be limited or killed either. */
    private static void addTo(List<Scope> holders, Dimension of, @Nullable String name) {
        try {
            if (name != null) {
                holders.add(new Scope(Map.of(of, name)));
            }
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    private void add(Ledger.Position position, Moment moment) {
        String symbol = position.held().symbol();
        accounts.add(position.held().account());
        quantities.merge(symbol, position.quantity().decimal(), BigDecimal::add);
        Price price = moment.price(symbol);
        Double rate = rate(symbol, moment);
        ProfitAndLoss gain = price == null || rate == null ? null : ProfitAndLoss.of(position, price);
        if (gain == null || rate == null) {
            gainUnknown.add(symbol);
        } else {
            gained += gain.total().decimal().doubleValue() * rate;
        }
    }

    private static @Nullable Double rate(String symbol, Moment moment) {
        Instrument instrument = moment.instruments().bySymbol(symbol);
        BigDecimal rate = instrument == null ? null : moment.rates().rate(instrument.currency(), moment.rates().base());
        return rate == null ? null : rate.doubleValue();
    }

    Scope scope() {
        return scope;
    }

    /** Since the trading day began. */
    double gained() {
        return gained;
    }

    /** Symbols that are not in it. */
    List<String> gainUnknown() {
        return List.copyOf(gainUnknown);
    }

    /** How many shares, negative if short. */
    String quantity(String symbol) {
        return quantities.getOrDefault(symbol, BigDecimal.ZERO).stripTrailingZeros().toPlainString();
    }

    Portfolio portfolio(Moment moment) {
        List<Holding> holdings = new ArrayList<>();
        quantities.forEach((symbol, quantity) -> {
            Instrument instrument = moment.instruments().bySymbol(symbol);
            Price price = moment.price(symbol);
            Double rate = rate(symbol, moment);
            if (quantity.signum() != 0 && instrument != null && price != null && rate != null) {
                double value = quantity.multiply(new BigDecimal(price.toString())).doubleValue() * rate;
                holdings.add(new Holding(symbol, value, instrument.currency(), instrument.codes().get("sector")));
            }
        });
        return new Portfolio(scope.toString(), holdings, capital(moment));
    }

    List<Unvalued> unvalued(Moment moment) {
        List<Unvalued> all = new ArrayList<>();
        quantities.forEach((symbol, quantity) -> {
            Instrument instrument = moment.instruments().bySymbol(symbol);
            String reason = instrument == null ? "it is no instrument any more"
                    : moment.price(symbol) == null ? "it has no price"
                            : rate(symbol, moment) == null ? "there is no rate of " + instrument.currency() : "";
            if (quantity.signum() != 0 && !reason.isEmpty()) {
                all.add(new Unvalued(symbol, quantity(symbol), reason));
            }
        });
        return all;
    }

    /** Null unless that of every account is known that has something: a part of it would make leverage look higher than it is. */
    private @Nullable Double capital(Moment moment) {
        double sum = 0;
        for (String name : accounts) {
            Account account = moment.accounts().of(name);
            Account.Capital capital = account == null ? null : account.capital();
            BigDecimal rate = capital == null ? null : moment.rates().rate(capital.currency(), moment.rates().base());
            if (capital == null || rate == null) {
                return null;
            }
            sum += capital.amount().multiply(rate).doubleValue();
        }
        return sum > 0 ? sum : null;
    }
}
