package io.portcullis.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client without an engine: it says fields that no engine would, byte by byte, and reads all that is answered. */
final class RawClient implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final char SOH = '\u0001';

    private final String beginString;
    private final String compId;
    private final Socket connection;
    private final InputStream in;
    private int number;
    private int tests;

    /** Logs on. @param applVerId DefaultApplVerID(1137) of FIXT.1.1; empty before it */
    RawClient(String beginString, String compId, int port, String applVerId) throws IOException {
        this.beginString = beginString;
        this.compId = compId;
        connection = new Socket(InetAddress.getLoopbackAddress(), port);
        connection.setTcpNoDelay(true);
        connection.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(connection.getInputStream());
        say("A", "98=0|108=60|141=Y|" + (applVerId.isEmpty() ? "" : "1137=" + applVerId + "|"));
        Map<Integer, String> answer = read();
        if (!"A".equals(answer.get(35))) {
            throw new AssertionError("no logon: " + answer);
        }
    }

    /**
     * Says a message and reads on until the hub has answered all of it.
     *
     * @param fields {@code 11=X|38=NaN|}, each ended by |, without header and trailer
     * @return what it has answered, in its order, heartbeats left out
     */
    List<Map<Integer, String>> asks(String msgType, String fields) throws IOException {
        say(msgType, fields);
        String test = "T" + ++tests;
        say("1", "112=" + test + "|");
        List<Map<Integer, String>> answers = new ArrayList<>();
        while (true) {
            Map<Integer, String> message = read();
            String type = message.getOrDefault(35, "");
            if (type.equals("0") && test.equals(message.get(112))) {
                return answers;
            }
            if (type.equals("5")) {
                throw new AssertionError("logged out after " + msgType + " " + fields + ": " + message);
            }
            if (!type.equals("0") && !type.equals("1")) {
                answers.add(message);
            }
        }
    }

    static String now() {
        return LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    }

    private void say(String msgType, String fields) throws IOException {
        String body = ("35=" + msgType + "|34=" + ++number + "|49=" + compId + "|56=PORTCULLIS|52=" + now() + "|" + fields).replace('|', SOH);
        byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("8=" + beginString + SOH + "9=" + bodyBytes.length + SOH).getBytes(StandardCharsets.US_ASCII);
        int sum = 0;
        for (byte each : head) {
            sum += each & 0xff;
        }
        for (byte each : bodyBytes) {
            sum += each & 0xff;
        }
        connection.getOutputStream().write(head);
        connection.getOutputStream().write(bodyBytes);
        connection.getOutputStream().write("10=%03d%c".formatted(sum % 256, SOH).getBytes(StandardCharsets.US_ASCII));
    }

    private Map<Integer, String> read() throws IOException {
        Map<Integer, String> fields = new HashMap<>();
        StringBuilder field = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != SOH) {
                field.append((char) next);
                continue;
            }
            int equals = field.indexOf("=");
            int tag = Integer.parseInt(field.substring(0, equals));
            fields.put(tag, field.substring(equals + 1));
            field.setLength(0);
            if (tag == 10) {
                return fields;
            }
        }
        throw new AssertionError("the hub has cut the connection");
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
