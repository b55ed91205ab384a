package io.portcullis.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CareCommandTest {

    private static CareFilter filter(String... words) {
        CareFilter filter = new CareFilter();
        new CommandLine(new Filtered(filter)).parseArgs(words);
        return filter;
    }

    @CommandLine.Command
    private static final class Filtered {
        @CommandLine.Mixin
        private final CareFilter filter;

        Filtered(CareFilter filter) {
            this.filter = filter;
        }
    }

    @Test
    void aFilterIsAQuestionToTheHub() {
        assertEquals("/api/care?open=true&owner=", filter("--unclaimed").path(true, "anna"));
        assertEquals("/api/care?open=false&owner=anna&symbol=BRK%2FB&session=CLIENT1&locked=true",
                filter("--mine", "--of-symbol", "BRK/B", "--of-client", "CLIENT1", "--locked").path(false, "anna"));
        assertNull(filter("--owner", "bob").mistake());
        assertEquals("only one of --owner, --mine and --unclaimed can be given", filter("--mine", "--unclaimed").mistake());
    }

    @Test
    void whatIsMissingOrTooMuchIsSaidBeforeTheHubIsAsked() {
        for (String line : new String[]{"claim --reason why", "--reason why", "claim O1 --mine --reason why", "claim O1", "list O1", "cancel --reason why",
            "cancel O1",
            "new --client C --symbol S --side lend --quantity 1 --reason why", "change O1 --quantity 2", "new --client C"}) {
            CommandLine command = new CommandLine(new CareCommand()).setErr(new PrintWriter(new StringWriter()));
            assertEquals(2, command.execute(line.split(" ")), line);
        }
        assertNotEquals("", new CommandLine(new CareCommand()).getSubcommands().get("new").getUsageMessage());
    }

    @Test
    void oneOrderIsShownWhole() {
        JsonObject order = new JsonObject(
                """
                        {"orderId": "O1", "side": "BUY", "orderQty": "500", "symbol": "AAPL", "price": "231.5", "timeInForce": "DAY", "status": "PARTIALLY_FILLED", "cumQty": "100",
                         "avgPx": "231.4", "leavesQty": "400", "session": "CLIENT1", "clOrdId": "", "firstClOrdId": "", "reference": "T-1", "account": "ACME", "received": 0,
                         "care": {"owner": "anna", "locked": true, "holdsFills": true, "heldExecIds": ["E2"], "atVenues": "50"},
                         "childOrders": [{"venueClOrdId": "C1", "venue": "LIT1", "orderQty": "50", "price": "231.5", "status": "NEW", "cumQty": "0", "leavesQty": "50",
                           "unconfirmed": true, "text": ""}],
                         "fills": [{"latestExecId": "E2", "lastQty": "60", "lastPx": "231.4", "venue": "GSCO", "venueExecId": "T-9", "state": "STANDS"},
                           {"latestExecId": "E1", "lastQty": "40", "lastPx": "231.4", "venue": "GSCO", "venueExecId": "T-8", "state": "BUSTED"}],
                         "history": [{"time": 1000, "text": "Claimed by anna: mine"}]}""");
        assertEquals("""
                O1  BUY 500 AAPL at 231.5, DAY
                  PARTIALLY_FILLED, 100 executed at 231.4, 50 at venues, 400 open, the client is not told of E2
                  client    CLIENT1, given by telephone, reference T-1, account ACME
                  received  1970-01-01 00:00:00.000
                  care      anna has it, locked, executions are held back
                  parts
                    C1  LIT1  50 at 231.5  NEW, 0 executed, 50 open, the venue owes an answer
                  executions
                    E2  60 at 231.4  GSCO T-9, the client is not told yet
                    E1  40 at 231.4  GSCO T-8  busted
                  history, the newest first
                    1970-01-01 00:00:01.000  Claimed by anna: mine
                """, CareShowCommand.text(order));
    }
}
