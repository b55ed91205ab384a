package io.portcullis.oms.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SubsetTest {

    @Test
    void itIsWrittenAsItIsRead() {
        for (String text : new String[]{"firm", "venue=LIT1", "client=ACME", "client=ACME symbol=IBM side=sell-short venue=LIT1"}) {
            assertEquals(text, Subset.of(text).toString());
        }
        assertEquals("client=ACME venue=LIT1", Subset.of(" venue=LIT1   client=ACME ").toString());
        assertEquals(Subset.of("firm venue=A"), Subset.of("venue=A"));
    }

    @Test
    void whatCantBeIsNamed() {
        assertEquals("client must be one value, was *, which only limits have", mistake("client=*"));
        assertEquals("venue must be one value, was *", mistake("venue=*"));
        assertEquals("venue must be one value, was ", mistake("venue="));
        assertEquals("subset venue=A venue=B names venue twice", mistake("venue=A venue=B"));
        assertEquals("side must be buy, sell, sell-short or *, was up", mistake("side=up"));
        assertEquals(
                "subset teller=joe must be firm, or name=value with names out of group, client, desk, account, session, trader, algorithm, currency, sector, asset-class, symbol, side, venue",
                mistake("teller=joe"));
        assertEquals(
                "subset ACME venue=A must be firm, or name=value with names out of group, client, desk, account, session, trader, algorithm, currency, sector, asset-class, symbol, side, venue",
                mistake("ACME venue=A"));
    }

    private static String mistake(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Subset.of(text)).getMessage();
    }
}
