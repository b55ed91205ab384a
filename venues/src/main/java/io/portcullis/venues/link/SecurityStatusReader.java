package io.portcullis.venues.link;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.command.Command.SecurityStatus;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/** Reads SecurityStatus(35=f), since FIX 4.2. */
final class SecurityStatusReader {

    private static final int NO_STATUS = 0;

    private SecurityStatusReader() {
    }

    static SecurityStatus read(FixMessage m, VenueId venue, Origin origin) throws MalformedField {
        String symbol = m.stringOrNull(55);
        int status = m.integer(326, NO_STATUS);
        return new SecurityStatus(origin, venue, symbol == null ? "" : symbol, trading(status), price(m, 333), price(m, 332), text(m, status));
    }

    /** SecurityTradingStatus(326): its codes mean the same in all versions. */
    private static SecurityStatus.Trading trading(int status) {
        return switch (status) {
            case 1, 2, 4 -> SecurityStatus.Trading.HALTED;
            case 3, 17 -> SecurityStatus.Trading.GOES_ON;
            case 18, 19 -> SecurityStatus.Trading.NOT_HERE;
            default -> SecurityStatus.Trading.UNSAID;
        };
    }

    private static String text(FixMessage m, int status) {
        String said = switch (status) {
            case 1 -> "opening delay";
            case 2 -> "trading halt";
            case 3 -> "resume";
            case 4 -> "no open, no resume";
            case 17 -> "ready to trade";
            case 18 -> "not available for trading";
            case 19 -> "not traded on this market";
            default -> "";
        };
        String text = m.stringOrNull(58);
        return said + reason(m.stringOrNull(327)) + (text == null ? "" : (said.isEmpty() ? "" : ", ") + text);
    }

    /** HaltReason(327): a letter up to FIX 4.4, a number since. */
    private static String reason(@Nullable String code) {
        return code == null ? "" : ", " + switch (code) {
            case "0", "D" -> "news dissemination";
            case "1", "E" -> "order influx";
            case "2", "I" -> "order imbalance";
            case "3", "M" -> "additional information";
            case "4", "P" -> "news pending";
            case "5", "X" -> "equipment changeover";
            default -> "HaltReason(327) " + code;
        };
    }

    /** Where there is none, some say 0. */
    private static @Nullable Price price(FixMessage m, int tag) throws MalformedField {
        long raw = m.decimal(tag, 0);
        return raw == 0 ? null : new Price(raw);
    }
}
