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

    private final VenueId venue;
    private final boolean isBefore43;
    private final Ids ids;

    VenueDecoder(VenueId venue, FixVersion version, Ids ids) {
        this.venue = venue;
        this.isBefore43 = version.compareTo(FixVersion.FIX43) < 0;
        this.ids = ids;
    }

    /** @param refRequestId which request of ours the message refers to by RefSeqNum(45); 0 if none */
    Command.FromVenue decode(FixMessage m, Origin origin, long refRequestId) {
        try {
            return switch (m.msgType()) {
                case "8" -> executionReport(m, origin);
                case "9" -> cancelReject(m, origin);
                case "3", "j" -> messageReject(m, origin, refRequestId);
                default -> new Command.VenueNotice(origin, venue, m.msgType(), null);
            };
        } catch (MalformedField e) {
            return new Command.VenueNotice(origin, venue, m.msgType(), e.getMessage() + " in " + m);
        }
    }

    private Command.FromVenue executionReport(FixMessage m, Origin origin) throws MalformedField {
        ExecType execType = execType(m);
        OrdStatus ordStatus = ordStatus(m);
        if (execType == null || ordStatus == null) {
            return new Command.VenueNotice(origin, venue, m.msgType(), "ExecType(150) or OrdStatus(39) is not known in " + m);
        }
        return new Command.VenueReport(origin, venue, request(m, 11), request(m, 41), textOf(m, 11), textOf(m, 37), textOf(m, 17), m.stringOrNull(19), execType,
                ordStatus,
                textOf(m, 55), side(m), quantity(m, 38), price(m, 44), new Quantity(m.decimal(32, 0)), price(m, 31), quantity(m, 151), quantity(m, 14),
                m.stringOrNull(75), m.integer(103, -1), m.stringOrNull(58));
    }

    private Command.FromVenue cancelReject(FixMessage m, Origin origin) throws MalformedField {
        OrdStatus ordStatus = ordStatus(m);
        return new Command.VenueCancelReject(origin, venue, request(m, 11), request(m, 41), ordStatus == null ? OrdStatus.REJECTED : ordStatus,
                m.integer(102, -1),
                m.stringOrNull(58));
    }

    private Command.FromVenue messageReject(FixMessage m, Origin origin, long refRequestId) {
        long byId = request(m, 379);
        String text = m.stringOrNull(58);
        return new Command.VenueMessageReject(origin, venue, byId == 0 ? refRequestId : byId, textOf(m, 372), text == null ? "no reason given" : text);
    }

    /**
     * ExecType(150); before FIX 4.3 with ExecTransType(20) for busts, corrections and status. Partial fill and fill are trades in any version: there are venues that
     * keep the old codes.
     */
    private @Nullable ExecType execType(FixMessage m) throws MalformedField {
        if (isBefore43) {
            switch (m.character(20, '0')) {
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
        char code = m.character(150, m.character(39, '0'));
        return code == '1' || code == '2' ? ExecType.TRADE : ExecType.of(code);
    }

    private static @Nullable OrdStatus ordStatus(FixMessage m) throws MalformedField {
        char code = m.character(39);
        return code == REPLACED_BEFORE_43 ? OrdStatus.NEW : OrdStatus.of(code);
    }

    private long request(FixMessage m, int tag) {
        String text = m.stringOrNull(tag);
        return text == null ? 0 : ids.parse(text);
    }

    private static String textOf(FixMessage m, int tag) {
        String text = m.stringOrNull(tag);
        return text == null ? "" : text;
    }

    private static @Nullable Side side(FixMessage m) throws MalformedField {
        return m.has(54) ? Side.of(m.character(54)) : null;
    }

    private static @Nullable Quantity quantity(FixMessage m, int tag) throws MalformedField {
        return m.has(tag) ? new Quantity(m.decimal(tag)) : null;
    }

    private static @Nullable Price price(FixMessage m, int tag) throws MalformedField {
        return m.has(tag) ? new Price(m.decimal(tag)) : null;
    }
}
