package io.portcullis.venues.link;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a venue says, whatever version it speaks and whatever its habits are, into commands in FIX 4.4's meanings. Every message gives one command: one that can't be
 * read is recorded as such.
 */
final class VenueDecoder {

    private static final char REPLACED_BEFORE_43 = '5';
    /** With one of these in OrdStatus(39), a report of FIX 4.0 that has an execution tells of that. */
    private static final String EXECUTED_WHILE = "0123679AE";
    private static final char NEW_TRANSACTION = '0';
    private static final int NO_REASON = -1;
    private static final int MULTI_LEG_REPORTING_TYPE = 442;
    private static final String OF_LEG = "2";

    private final VenueId venue;
    private final boolean isBefore41;
    private final boolean isBefore43;
    private final Ids ids;

    VenueDecoder(VenueId venue, FixVersion version, Ids ids) {
        this.venue = venue;
        this.isBefore41 = version.isBefore(FixVersion.FIX41);
        this.isBefore43 = version.isBefore(FixVersion.FIX43);
        this.ids = ids;
    }

    /** @param refRequestId which request of ours the message refers to by RefSeqNum(45); 0 if none */
    Command.FromVenue decode(FixMessage m, Origin origin, long refRequestId) {
        try {
            return switch (m.msgType()) {
                case "8" -> executionReport(m, origin);
                case "9" -> cancelReject(m, origin);
                case "3", "j" -> messageReject(m, origin, refRequestId);
                case "f" -> SecurityStatusReader.read(m, venue, origin);
                case "Q" -> new Command.VenueNotice(origin, venue, m.msgType(), "a venue denies an execution, and is reported none by us in " + m);
                default -> new Command.VenueNotice(origin, venue, m.msgType(), null);
            };
        } catch (MalformedField e) {
            return new Command.VenueNotice(origin, venue, m.msgType(), e.getMessage() + " in " + m);
        }
    }

    private Command.FromVenue executionReport(FixMessage m, Origin origin) throws MalformedField {
        Quantity lastQty = new Quantity(m.decimal(32, 0));
        ExecType execType = execType(m, lastQty);
        OrdStatus ordStatus = execType == null ? null : ordStatus(m, execType);
        if (execType == null || ordStatus == null) {
            return new Command.VenueNotice(origin, venue, m.msgType(), "ExecType(150) or OrdStatus(39) is not known in " + m);
        }
        Command.VenueReport report = new Command.VenueReport(origin, venue, request(m, 11), request(m, 41), textOf(m, 11), textOf(m, 37), textOf(m, 17),
                m.stringOrNull(19),
                execType, ordStatus, textOf(m, 55), side(m, 54), quantityOrNull(m, 38), priceOrNull(m, 44), lastQty, price(m, 31), quantityOrNull(m, 151),
                quantityOrNull(m, 14), m.stringOrNull(75), reason(m, 103), m.stringOrNull(58), priceOrNull(m, 99));
        return m.is(MULTI_LEG_REPORTING_TYPE, OF_LEG) ? new Command.LegReport(report, textOf(m, 654), textOf(m, 600), side(m, 624)) : report;
    }

    private Command.FromVenue cancelReject(FixMessage m, Origin origin) {
        String status = textOf(m, 39);
        OrdStatus ordStatus = status.length() == 1 ? OrdStatus.of(status.charAt(0)) : null;
        return new Command.VenueCancelReject(origin, venue, request(m, 11), request(m, 41), ordStatus == null ? OrdStatus.REJECTED : ordStatus, reason(m, 102),
                m.stringOrNull(58));
    }

    private Command.FromVenue messageReject(FixMessage m, Origin origin, long refRequestId) {
        long byId = request(m, 379);
        String text = m.stringOrNull(58);
        return new Command.VenueMessageReject(origin, venue, byId == 0 ? refRequestId : byId, textOf(m, 372), text == null ? "no reason given" : text);
    }

    /**
     * ExecType(150), in FIX 4.0 OrdStatus(39); before FIX 4.3 with ExecTransType(20) for busts, corrections and status. Partial fill and fill are trades in any version: there are venues that
     * keep the old codes. Where the code does not decide it, LastQty(32) does: what is executed counts, whatever else the venue says of it.
     */
    private @Nullable ExecType execType(FixMessage m, Quantity lastQty) throws MalformedField {
        if (isBefore43) {
            switch (m.character(20, NEW_TRANSACTION)) {
                case '1' -> {
                    return ExecType.TRADE_CANCEL;
                }
                case '2' -> {
                    return ExecType.TRADE_CORRECT;
                }
                case '3' -> {
                    return ExecType.ORDER_STATUS;
                }
                default -> {
                    // new: what it is stands in ExecType
                }
            }
        }
        char code = m.character(150, m.character(39, NEW_TRANSACTION));
        if (isBefore41 && lastQty.isPositive() && EXECUTED_WHILE.indexOf(code) >= 0) {
            return ExecType.TRADE;
        }
        return switch (code) {
            case '1', '2' -> lastQty.isPositive() ? ExecType.TRADE : ExecType.ORDER_STATUS;
            case '0' -> isBefore43 && lastQty.isPositive() ? ExecType.TRADE : ExecType.NEW;
            default -> ExecType.of(code);
        };
    }

    /** Null if it is not known where it matters. An answer to a status request says nothing else; what happened to an order is said by ExecType(150). */
    private static @Nullable OrdStatus ordStatus(FixMessage m, ExecType execType) throws MalformedField {
        OrdStatus told = null;
        if (m.has(39)) {
            char code = m.character(39);
            told = code == REPLACED_BEFORE_43 ? OrdStatus.NEW : OrdStatus.of(code);
        }
        return told == null && execType != ExecType.ORDER_STATUS ? OrdStatus.NEW : told;
    }

    private long request(FixMessage m, int tag) {
        String text = m.stringOrNull(tag);
        return text == null ? 0 : ids.parse(text);
    }

    private static String textOf(FixMessage m, int tag) {
        String text = m.stringOrNull(tag);
        return text == null ? "" : text;
    }

    private static @Nullable Price price(FixMessage m, int tag) throws MalformedField {
        return m.has(tag) ? new Price(m.decimal(tag)) : null;
    }

    // What a report can do without: an execution must not be lost because something beside it can't be read

    private static @Nullable Side side(FixMessage m, int tag) {
        String text = textOf(m, tag);
        return text.length() == 1 ? Side.of(text.charAt(0)) : null;
    }

    private static @Nullable Quantity quantityOrNull(FixMessage m, int tag) {
        try {
            return m.has(tag) ? new Quantity(m.decimal(tag)) : null;
        } catch (MalformedField e) {
            return null; // as if it was not told
        }
    }

    private static @Nullable Price priceOrNull(FixMessage m, int tag) {
        try {
            return price(m, tag);
        } catch (MalformedField e) {
            return null; // as if it was not told
        }
    }

    private static int reason(FixMessage m, int tag) {
        try {
            return m.integer(tag, NO_REASON);
        } catch (MalformedField e) {
            return NO_REASON; // as if it was not told
        }
    }
}
