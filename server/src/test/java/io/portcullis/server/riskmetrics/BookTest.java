package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.risk.Account;
import io.portcullis.risk.Accounts;
import io.portcullis.risk.CurrencyRates;
import io.portcullis.risk.Locates;
import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.Metric;
import io.portcullis.risk.metrics.MetricLimit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final Instruments INSTRUMENTS = new Instruments(
            List.of(instrument("IBM", "USD", "200", new Traits("Technology", null, null)), instrument("SAP", "EUR", null, Traits.NONE),
                    instrument("TOYOTA", "JPY", "2000", Traits.NONE)));
    private static final Accounts ACCOUNTS = Accounts
            .of(List.of(account("ONE", "ACME", "1000000 USD"), account("TWO", "ACME", "500000 EUR"), account("OTHER", "GLOBEX", null)));

    private static Instrument instrument(String symbol, String currency, String reference, Traits traits) {
        return new Instrument(symbol, null, "XXXX", currency, new TickTable(List.of(new TickTable.Band(Price.of("0"), Price.of("0.01")))), Quantity.of(1),
                reference == null ? null : Price.of(reference), Map.of(), traits);
    }

    private static Account account(String name, String client, String capital) {
        return new Account(name, "USD", client, null, "D1", null, Locates.NOT_NEEDED, capital == null ? null : Account.Capital.of(capital),
                name.equals("OTHER") ? Set.of() : Set.of("GROWTH"), false);
    }

    private static Ledger.Position held(String account, String symbol, String quantity, String price) {
        return new Ledger.Position(new Ledger.Held(account, symbol), new Ledger.Start(Money.of(quantity), price == null ? null : Price.of(price)), Money.ZERO,
                Money.ZERO, Money.ZERO,
                Money.ZERO);
    }

    private static Moment moment(Map<String, Price> live, Ledger.Position... positions) {
        return new Moment(LocalDate.of(2026, 11, 20), List.of(positions), live, Map.of(), Set.of(), List.of(), ACCOUNTS,
                new CurrencyRates("USD", Map.of("EUR", new BigDecimal("1.25"))), INSTRUMENTS);
    }

    private static Book book(Moment moment, String scope) {
        return Book.all(moment).stream().filter(each -> each.name().toString().equals(scope)).findFirst().orElseThrow();
    }

    @Test
    void whatAccountsHoldIsAddedUpForTheFirmAndEachHolder() {
        Moment moment = moment(Map.of("IBM", Price.of("210"), "SAP", Price.of("100")), held("ONE", "IBM", "10", "200"), held("TWO", "IBM", "-4", "200"),
                held("TWO", "SAP", "3", "90"),
                held("OTHER", "IBM", "1", "200"));
        assertEquals(List.of("firm", "account=ONE", "account=OTHER", "account=TWO", "client=ACME", "client=GLOBEX", "desk=D1", "portfolio=GROWTH"),
                Book.all(moment).stream().map(book -> book.name().toString()).toList());
        assertEquals(List.of(new Holding("IBM", 1_260, "USD", "Technology"), new Holding("SAP", 375, "EUR", null)),
                book(moment, "client=ACME").portfolio(moment).holdings());
        assertEquals(100 - 40 + 37.5, book(moment, "client=ACME").gained(), 1e-9);
        assertEquals(7 * 210, book(moment, "firm").portfolio(moment).holdings().getFirst().value(), 1e-9);
    }

    @Test
    void theOrdersOfAPortfolioThatAccountsNameAreThoseOfEachOfThem() {
        Moment moment = moment(Map.of(), held("ONE", "IBM", "10", "200"));
        assertEquals(List.of(Subset.of("client=ACME")), book(moment, "client=ACME").orders(moment));
        assertEquals(List.of(Subset.FIRM), book(moment, "firm").orders(moment));
        assertEquals(List.of(Subset.of("account=ONE"), Subset.of("account=TWO")), book(moment, "portfolio=GROWTH").orders(moment));
    }

    @Test
    void capitalIsKnownOnlyWhereThatOfEveryAccountIs() {
        Moment moment = moment(Map.of(), held("ONE", "IBM", "10", "200"), held("TWO", "IBM", "-4", "200"), held("OTHER", "IBM", "1", "200"));
        assertEquals(1_625_000, book(moment, "client=ACME").portfolio(moment).capital(), 1e-6);
        assertNull(book(moment, "client=GLOBEX").portfolio(moment).capital());
        assertNull(book(moment, "firm").portfolio(moment).capital());
    }

    @Test
    void whatCanNotBeValuedIsNamedWithItsReason() {
        Moment moment = moment(Map.of(), held("ONE", "IBM", "10", null), held("ONE", "SAP", "3", "90"), held("ONE", "TOYOTA", "-7", "2000"),
                held("ONE", "GONE", "2.5", "1"),
                held("ONE", "EVEN", "0", "1"));
        Book book = book(moment, "client=ACME");
        assertEquals(List.of(new Book.Unvalued("GONE", "2.5", "it is no instrument any more"), new Book.Unvalued("SAP", "3", "it has no price"),
                new Book.Unvalued("TOYOTA", "-7", "there is no rate of JPY")), book.unvalued(moment));
        assertEquals(List.of(new Holding("IBM", 2_000, "USD", "Technology")), book.portfolio(moment).holdings());
        assertEquals(List.of("EVEN", "GONE", "IBM", "SAP", "TOYOTA"), book.gainUnknown());
    }

    @Test
    void whoHoldsNothingHasNoPortfolioButTheFirm() {
        Moment moment = moment(Map.of());
        assertEquals(List.of("firm"), Book.all(moment).stream().map(book -> book.name().toString()).toList());
        assertEquals(List.of(), Book.all(moment).getFirst().portfolio(moment).holdings());
    }

    @Test
    void anAccountThatNoScopeCanNameIsPartOfTheFirm() {
        Moment moment = moment(Map.of(), held("WITH BLANK", "IBM", "1", "200"));
        assertEquals(List.of("firm"), Book.all(moment).stream().map(book -> book.name().toString()).toList());
        assertEquals(200, Book.all(moment).getFirst().portfolio(moment).holdings().getFirst().value());
    }

    private static Ledger.Position bought(String account, String symbol, String quantity, String value, String sold) {
        return new Ledger.Position(new Ledger.Held(account, symbol), new Ledger.Start(Money.ZERO, null), Money.of(quantity), Money.of(value), Money.of(sold),
                sold.equals("0") ? Money.ZERO : Money.of(value));
    }

    @Test
    void whatASplitHasMadeOthersIsNeitherGainNorLossUntilTheMarketShowsIts() {
        Moment before = moment(Map.of(), held("ONE", "IBM", "40", "50"));
        Moment split = new Moment(before.tradingDay(), before.positions(), Map.of(), Map.of(), Set.of("IBM"), List.of(), ACCOUNTS, before.rates(), INSTRUMENTS);
        Book book = book(split, "client=ACME");
        assertEquals(0, book.gained());
        assertEquals(List.of("IBM"), book.gainUnknown());
        assertEquals(List.of(new Holding("IBM", 2_000, "USD", "Technology")), book.portfolio(split).holdings());
    }

    @Test
    void aCloseOfBeforeIsNoGainAndNoPeak() {
        DayPeaks peaks = new DayPeaks();
        LocalDate day = LocalDate.of(2026, 11, 20);
        Book restarted = book(moment(Map.of(), bought("ONE", "IBM", "10", "1900", "0"), held("ONE", "TOYOTA", "1", "1")), "account=ONE");
        assertEquals(0, restarted.gained());
        assertEquals(List.of("IBM", "TOYOTA"), restarted.gainUnknown());
        assertNull(peaks.drawdown(day, restarted));
        assertEquals(100, peaks.drawdown(day, book(moment(Map.of("IBM", Price.of("180")), bought("ONE", "IBM", "10", "1900", "0")), "account=ONE")));
    }

    @Test
    void whatIsEvenHasItsGainWithoutALivePrice() {
        Book even = book(moment(Map.of(), bought("ONE", "IBM", "10", "1900", "10")), "account=ONE");
        assertEquals(List.of(), even.gainUnknown());
        assertEquals(0, new DayPeaks().drawdown(LocalDate.of(2026, 11, 20), even));
    }

    @Test
    void aLimitWithAMisspeltNameIsDoubted() {
        List<MetricLimit> limits = List.of(limit("client=ACME", "gross"), limit("client=ACNE", "gross"), limit("desk=*", "sector:Technology"),
                limit("firm", "sector:Tech"),
                limit("firm", "stress:crash"), limit("firm", "stress:crsh"), limit("account=FORMER", "gross"));
        assertEquals(List.of("the limit client=ACNE gross 1 USD is on nobody: no account is of client=ACNE (accounts.ini)",
                "the limit firm sector:Tech 1 USD is on nothing: no instrument is of sector Tech (instruments.csv)",
                "the limit firm stress:crsh 1 USD is on nothing: there is no scenario crsh (stress.csv)"),
                LimitDoubts.of(limits, moment(Map.of(), held("FORMER", "IBM", "1", "200")), List.of("crash")));
    }

    private static MetricLimit limit(String portfolio, String metric) {
        return new MetricLimit(PortfolioName.of(portfolio), Metric.of(metric), BigDecimal.ONE, "USD", 0, null, 0);
    }

    @Test
    void drawdownIsWhatIsLessThanAtTheBestMomentOfTheDay() {
        DayPeaks peaks = new DayPeaks();
        LocalDate monday = LocalDate.of(2026, 11, 23);
        assertEquals(300, peaks.drawdown(monday, "firm", -300));
        assertEquals(0, peaks.drawdown(monday, "firm", 500));
        assertEquals(120, peaks.drawdown(monday, "firm", 380));
        assertEquals(0, peaks.drawdown(monday, "client=ACME", 1));
        assertEquals(20, peaks.drawdown(monday.plusDays(1), "firm", -20));
    }
}
