package io.portcullis.server.riskmetrics;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
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
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one portfolio holds and has gained, added up position by position. All amounts are in the base currency. */
final class Book {

    /** What can't be valued. */
    record Unvalued(String symbol, String quantity, String reason) {
    }

    /** Of what is even. */
    private static final Price NO_MATTER = Price.of("1");

    private final PortfolioName name;
    private final Map<String, BigDecimal> quantities = new TreeMap<>();
    private final TreeSet<String> accounts = new TreeSet<>();
    private final TreeSet<String> gainUnknown = new TreeSet<>();
    private final TreeSet<String> tradedUnpriced = new TreeSet<>();
    private double gained;

    private Book(PortfolioName name) {
        this.name = name;
    }

    /** The firm's, and those of each group, client, desk, account and named portfolio that has something or had it today. In the order of their names, the firm first. */
    static List<Book> all(Moment moment) {
        Map<String, Book> books = new TreeMap<>();
        Book firm = new Book(PortfolioName.FIRM);
        for (Ledger.Position position : moment.positions()) {
            firm.add(position, moment);
            for (PortfolioName holder : holders(position.held().account(), moment)) {
                books.computeIfAbsent(holder.toString(), fresh -> new Book(holder)).add(position, moment);
            }
        }
        List<Book> all = new ArrayList<>(List.of(firm));
        all.addAll(books.values());
        return all;
    }

    /** To whom what an account holds belongs, without the firm. */
    static List<PortfolioName> holders(String name, Moment moment) {
        Account account = moment.accounts().of(name);
        List<PortfolioName> holders = new ArrayList<>();
        if (account != null) {
            addTo(holders, Dimension.GROUP, account.group());
            addTo(holders, Dimension.CLIENT, account.client());
            addTo(holders, Dimension.DESK, account.desk());
            account.portfolios().forEach(portfolio -> holders.add(PortfolioName.named(portfolio)));
        }
        addTo(holders, Dimension.ACCOUNT, name);
        return holders;
    }

    /** A name that no scope can have, such as one with blanks, can't be limited or killed either. */
    private static void addTo(List<PortfolioName> holders, Dimension of, @Nullable String name) {
        try {
            if (name != null) {
                holders.add(PortfolioName.of(of, name));
            }
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    private void add(Ledger.Position position, Moment moment) {
        String symbol = position.held().symbol();
        if (!position.quantity().isZero()) {
            accounts.add(position.held().account());
        }
        quantities.merge(symbol, position.quantity().decimal(), BigDecimal::add);
        Price price = position.quantity().isZero() ? NO_MATTER : moment.live().get(symbol);
        Double rate = rate(symbol, moment);
        ProfitAndLoss gain = price == null || rate == null ? null : ProfitAndLoss.of(position, price);
        if (gain == null || rate == null) {
            gainUnknown.add(symbol);
            if (price == null && isTraded(position)) {
                tradedUnpriced.add(symbol);
            }
        } else {
            gained += gain.total().decimal().doubleValue() * rate;
        }
    }

    /** On this trading day. */
    private static boolean isTraded(Ledger.Position position) {
        return !position.bought().isZero() || !position.sold().isZero();
    }

    private static @Nullable Double rate(String symbol, Moment moment) {
        Instrument instrument = moment.instruments().bySymbol(symbol);
        BigDecimal rate = instrument == null ? null : moment.rates().rate(instrument.currency(), moment.rates().base());
        return rate == null ? null : rate.doubleValue();
    }

    PortfolioName name() {
        return name;
    }

    /** Its orders: those of a holder of accounts, or of each account that says it belongs to it. */
    List<Subset> orders(Moment moment) {
        Scope scope = name.scope();
        if (scope != null) {
            return List.of(new Subset(scope, null));
        }
        List<PortfolioName> named = new ArrayList<>();
        moment.accounts().byName().values().stream().filter(account -> account.portfolios().contains(name.value()))
                .forEach(account -> addTo(named, Dimension.ACCOUNT, account.name()));
        return named.stream().map(PortfolioName::scope).filter(Objects::nonNull).map(each -> new Subset(each, null)).toList();
    }

    /** Since the trading day began, by live prices: a close says nothing of what was gained since. */
    double gained() {
        return gained;
    }

    /** Symbols that are not in it. */
    List<String> gainUnknown() {
        return List.copyOf(gainUnknown);
    }

    /** Those of them that were traded today and have no live price, as after a restart: what was gained at its best moment can't be told either. */
    List<String> tradedUnpriced() {
        return List.copyOf(tradedUnpriced);
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
                holdings.add(new Holding(symbol, value, instrument.currency(), instrument.traits().sector()));
            }
        });
        return new Portfolio(name.toString(), holdings, capital(moment));
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
