package io.portcullis.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was gained on a day, against the value of what there was at its beginning. */
class ProfitAndLossTest {

    private static Ledger.Position position(String start, String startPrice, String bought, String boughtValue, String sold, String soldValue) {
        return new Ledger.Position(new Ledger.Held("ACC", "IBM"), new Ledger.Start(Money.of(start), startPrice == null ? null : Price.of(startPrice)),
                Money.of(bought), Money.of(boughtValue), Money.of(sold), Money.of(soldValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // start, its price, bought and sold with their values, price now, realised, unrealised
        "0 | 10 | 0 | 0 | 0 | 0 | 11 | 0 | 0",
        "100 | 10 | 0 | 0 | 0 | 0 | 11 | 0 | 100",
        "-100 | 10 | 0 | 0 | 0 | 0 | 11 | 0 | -100",
        "0 | 10 | 100 | 1000 | 0 | 0 | 12 | 0 | 200",
        "0 | 10 | 100 | 1000 | 40 | 480 | 12 | 80 | 120",
        "100 | 10 | 100 | 1200 | 50 | 600 | 13 | 50 | 300",
        "-100 | 10 | 60 | 540 | 0 | 0 | 11 | 60 | -40",
        "0 | 10 | 0 | 0 | 100 | 1000 | 9 | 0 | 100",
        "0 | 10 | 100 | 1000 | 100 | 990 | 50 | -10 | 0",
        "100 | 10 | 0 | 0 | 150 | 1800 | 11 | 200 | 50",
        "30 | 10 | -10 | -50 | 0 | 0 | 10 | 0 | -50"})
    void gainsAreTold(String start, String startPrice, String bought, String boughtValue, String sold, String soldValue, String price, String realised,
            String unrealised) {
        ProfitAndLoss gained = ProfitAndLoss.of(position(start, startPrice, bought, boughtValue, sold, soldValue), Price.of(price));
        assertEquals(realised + " " + unrealised, gained == null ? "" : gained.realised() + " " + gained.unrealised());
    }

    @Test
    void whatNobodyKnowsTheBeginningOfIsNotGuessed() {
        assertNull(ProfitAndLoss.of(position("100", null, "0", "0", "0", "0"), Price.of("10")));
    }
}
