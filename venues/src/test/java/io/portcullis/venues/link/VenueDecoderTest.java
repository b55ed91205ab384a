package io.portcullis.venues.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class VenueDecoderTest {

    private static final VenueId VENUE = new VenueId("LIT1");
    private static final Origin ORIGIN = new Origin(new SessionKey("LIT1"), 1, 2);
    private static final int REF_REQUEST = 7;

    private final Ids ids = new Ids("TEST00");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/link/venue-reports.txt", delimiter = '|')
    void aMessageOfAVenueGivesTheCommandThatTheTableSays(FixVersion version, String message, String expected) {
        Command.FromVenue command = new VenueDecoder(VENUE, version, ids).decode(read(message), ORIGIN, REF_REQUEST);

        assertEquals(ORIGIN, command.origin());
        assertEquals(VENUE, command.venue());
        assertEquals(expected, text(command));
    }

    /** MsgType(35) and fields; C1 and the like are our ClOrdIDs. A space ends a field only where a tag follows. */
    private FixMessage read(String text) {
        String fields = text.replaceAll(" (?=\\d+=)", "\u0001");
        Matcher ours = Pattern.compile("=C(\\d+)(?=\u0001|$)").matcher(fields);
        return FixMessage.of("35=" + ours.replaceAll(m -> "=" + ids.venueClOrdId(Long.parseLong(m.group(1)))) + "\u0001");
    }

    private static String text(Command.FromVenue command) {
        return switch (command) {
            case Command.VenueReport c -> c.execType() + " " + c.requestId() + (c.origRequestId() == 0 ? "" : "<" + c.origRequestId()) + " " + c.ordStatus()
                    + " exec " + c.execId() + (c.execRefId() == null ? "" : " of " + c.execRefId()) + " order " + c.venueOrderId() + " qty "
                    + dash(c.orderQty())
                    + " px " + dash(c.price()) + " last " + c.lastQty() + "@" + dash(c.lastPx()) + " leaves " + dash(c.leavesQty()) + " cum " + dash(c.cumQty())
                    + (c.tradeDate() == null ? "" : " day " + c.tradeDate()) + (c.ordRejReason() < 0 ? "" : " reason " + c.ordRejReason())
                    + (c.text() == null ? "" : " text " + c.text());
            case Command.LegReport c -> "LEG " + c.refId() + " " + c.symbol() + " " + c.side() + ": " + text(c.report());
            case Command.VenueCancelReject c -> "CANCEL_REJECT " + c.requestId() + "<" + c.origRequestId() + " " + c.ordStatus() + " reason " + c.cxlRejReason()
                    + (c.text() == null ? "" : " text " + c.text());
            case Command.VenueMessageReject c -> "MESSAGE_REJECT " + c.requestId() + " of " + c.refMsgType() + ": " + c.reason();
            case Command.SecurityStatus c -> "STATUS " + c.symbol() + " " + c.trading() + " low " + dash(c.low()) + " high " + dash(c.high())
                    + (c.text().isEmpty() ? "" : ": " + c.text());
            case Command.VenueNotice c -> "NOTICE " + c.msgType() + (c.problem() == null ? "" : ": " + c.problem().replaceAll(" in 35=.*", ""));
        };
    }

    private static String dash(Object value) {
        return value == null ? "-" : value.toString();
    }
}
