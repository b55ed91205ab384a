package io.portcullis.server.crash;

import io.portcullis.fix.dictionaries.FixVersion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** A client whose orders nobody trades against: they rest at their venue until somebody cancels them. */
final class RestingClient extends FixPeer {

    /** Of each report ClOrdID(11), ExecType(150) and Text(58), if it has one, with blanks between. */
    private final List<String> reports = new CopyOnWriteArrayList<>();

    RestingClient(int port) throws ConfigError {
        super(FixVersion.FIX44, "CLIENT1", "HUB", port, true);
    }

    List<String> reports() {
        return reports;
    }

    /** @param begin of a report */
    boolean wasTold(String begin) {
        return reports.stream().anyMatch(report -> report.equals(begin) || report.startsWith(begin + " "));
    }

    @Override
    void received(Message message, String msgType) throws FieldNotFound {
        reports.add((text(message, 11) + " " + text(message, 150) + " " + text(message, 58)).strip());
    }

    void order(String clOrdId) {
        Message order = request("D", clOrdId);
        order.setString(21, "1");
        order.setString(40, "2");
        order.setString(44, "1.00");
        send(order);
    }

    void cancel(String clOrdId, String origClOrdId) {
        Message cancel = request("F", clOrdId);
        cancel.setString(41, origClOrdId);
        send(cancel);
    }

    private static Message request(String msgType, String clOrdId) {
        Message request = message(msgType);
        request.setString(11, clOrdId);
        request.setString(38, "100");
        request.setString(54, "1");
        request.setString(55, "IBM");
        request.setString(60, "20260101-00:00:00.000");
        return request;
    }
}
