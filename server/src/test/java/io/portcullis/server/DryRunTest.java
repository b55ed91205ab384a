package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.server.OwnInstallation.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other limits would have refused of a small day: three orders that stay open, a replace, and one that was too large. */
class DryRunTest {

    @TempDir
    private static Path directory;
    private static OwnInstallation installation;
    private static Main hub;

    @BeforeAll
    static void trade() throws Exception {
        installation = new OwnInstallation(directory, "");
        Files.writeString(directory.resolve("conf/limits.csv"), """
                scope,measure,limit,currency,warn-percent
                account=*,order-quantity,200,,
                account=*,price-deviation,90,,
                """);
        hub = installation.start(failure -> fail(failure));
        order("A1", "100");
        order("A2", "50");
        order("A3", "60");
        Said replaced = installation.run("order", "--replace", "A2", "--clordid", "A2R", "--symbol", "AAPL", "--side", "buy", "--quantity", "51", "--price",
                "100", "--wait", "1");
        assertTrue(replaced.text().contains("150)=5 REPLACE"), replaced::text);
        assertTrue(order("A4", "201").text().contains("the limit account="), "refused");
    }

    private static Said order(String clOrdId, String quantity) {
        return installation.run("order", "--symbol", "AAPL", "--side", "buy", "--quantity", quantity, "--price", "100", "--clordid", clOrdId, "--wait", "1");
    }

    @AfterAll
    static void close() throws Exception {
        hub.close();
    }

    private static List<String> tried(String... limit) {
        Said said = installation.run(limit);
        assertEquals(0, said.exitCode(), said::text);
        return said.lines().stream().map(line -> line.replaceFirst("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  \\S+ ", "")).toList();
    }

    @Test
    void anOrderIsRefusedWithTheFirstShareTooManyAndCountsNoMoreAfterThat() {
        List<String> said = tried("dry-run", "account=*", "open-quantity", "150");
        assertTrue(said.getFirst().endsWith(": 3 orders and 1 replaces passed"), said::toString);
        assertEquals(List.of("held against them once more with",
                "    account=* open-quantity: none to 150",
                "2 would have been refused:",
                "    A3 of CLIENT1: buy 60 AAPL at 100, account ACME",
                "        2005 the limit account=ACME open-quantity is 150, used 150, requested 60, allowed 0",
                "    to become A2R of CLIENT1: buy 51 AAPL at 100, account ACME",
                "        2005 the limit account=ACME open-quantity is 150, used 100, requested 51, allowed 50",
                "    of account ACME: 2"), said.subList(1, said.size()));
    }

    @Test
    void whatIsAllowedToTheShareIsRefusedByNobody() {
        List<String> said = tried("dry-run", "account=*", "open-quantity", "211");
        assertEquals("0 would have been refused", said.getLast());
        assertEquals("1 would have been refused:", tried("dry-run", "account=*", "open-quantity", "210").get(3));
    }

    @Test
    void whatWasRefusedWouldHavePassedWithoutTheLimit() {
        List<String> said = tried("dry-run", "account=*", "order-quantity", "none");
        assertEquals(List.of("0 would have been refused", "1 were refused, and would have passed:", "    A4 of CLIENT1: buy 201 AAPL at 100, account ACME",
                "        2001 OrderQty(38) must not exceed 200 by the limit account=ACME order-quantity, was 201"), said.subList(3, said.size()));
        assertTrue(tried("dry-run", "account=*", "order-quantity", "200").contains("the limits were just so when the day began"));
    }

    @Test
    void aNarrowerCollarIsMeasuredFromThePriceOfThen() {
        assertTrue(tried("dry-run", "account=*", "price-deviation", "10").get(3).startsWith("3 would have been refused"));
    }

    @Test
    void allLimitsOfAFileMayBeTheOnlyOnes() throws Exception {
        Path file = Files.writeString(directory.resolve("others.csv"), "scope,measure,limit,currency,warn-percent\nsymbol=AAPL,open-orders,2,,\n");
        List<String> said = tried("dry-run", "--limits", file.toString(), "--exactly");
        assertTrue(said.containsAll(List.of("    symbol=AAPL open-orders: none to 2", "    account=* order-quantity: 200 to none")), said::toString);
        assertTrue(said.contains("1 would have been refused:"), said::toString);
    }

    @Test
    void aMistakeIsNamed() {
        assertEquals("portcullis: MEASURE=open-qty is none that limits have, see docs/risk.md\n",
                installation.run("dry-run", "account=*", "open-qty", "1").text());
        assertEquals("portcullis: LIMIT=1/3: must be a decimal number\n", installation.run("dry-run", "account=*", "open-quantity", "1/3").text());
        assertTrue(installation.run("dry-run", "account=*", "open-quantity", "1", "--day", "1999-12-24").text()
                .startsWith("portcullis: the event log has no trading day 1999-12-24: it has those from "));
        assertEquals(2, installation.run("dry-run", "account=*", "open-quantity").exitCode());
    }
}
