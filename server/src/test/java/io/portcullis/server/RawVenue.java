package io.portcullis.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A venue without an engine: FIX 4.4 as bytes over a socket, so that it can say things in whatever number and as often as no engine would. */
final class RawVenue implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int PATIENCE_SECONDS = 20;

    private final String compId;
    private final ServerSocket server;
    private final List<String> said = new ArrayList<>();
    private final BlockingQueue<Map<Integer, String>> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> logons = new LinkedBlockingQueue<>();
    private volatile Socket connection;

    RawVenue() throws IOException {
        this("RAW1");
    }

    RawVenue(String compId) throws IOException {
        this.compId = compId;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("raw-venue").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                connection = accepted;
                InputStream in = accepted.getInputStream();
                for (Map<Integer, String> message = read(in); message != null; message = read(in)) {
                    received(message);
                }
            } catch (IOException e) {
                // the connection is cut, by whom ever: the next one may come
            }
        }
    }

    private static Map<Integer, String> read(InputStream in) throws IOException {
        Map<Integer, String> fields = new HashMap<>();
        StringBuilder field = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != 1) {
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
        return null;
    }

    private void received(Map<Integer, String> message) throws IOException {
        switch (message.get(35)) {
            case "A" -> {
                say("A", "98=0|108=30|");
                logons.add("logon");
            }
            case "1" -> say("0", "112=" + message.get(112) + "|");
            case "2" -> sayAgain(Integer.parseInt(message.get(7)));
            case "0" -> {
                if (message.containsKey(112)) {
                    logons.add(message.get(112));
                }
            }
            case "5" -> cut();
            default -> heard.add(message);
        }
    }

    void awaitLogon() throws InterruptedException {
        if (!"logon".equals(logons.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
            throw new AssertionError("the hub does not log on");
        }
    }

    /** Nobody has logged on since the last one was waited for. */
    boolean wasLeftAlone() {
        return logons.isEmpty();
    }

    /** The next message about orders. */
    Map<Integer, String> hears() throws InterruptedException {
        Map<Integer, String> message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the hub says nothing");
        }
        return message;
    }

    /** A report, with its own words: {@code "37=V1|17=e1|150=F|..."}. */
    synchronized void reports(String fields) throws IOException {
        say("8", fields);
    }

    /** Any other message. */
    synchronized void says(String msgType, String fields) throws IOException {
        say(msgType, fields);
    }

    /** All of it, unasked, as what it is: told before. */
    synchronized void saysAllAgain() throws IOException {
        sayAgain(1);
    }

    /** It is stored and numbered, and never arrives. */
    synchronized void loses(String fields) {
        said.add("8~" + fields);
    }

    /** Until the hub has dealt with all that was said. */
    void catchUp() throws Exception {
        String test = "T" + System.nanoTime();
        say("1", "112=" + test + "|");
        String answer = logons.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (answer != null && !answer.equals(test)) {
            answer = logons.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (answer == null) {
            throw new AssertionError("the hub does not answer");
        }
    }

    private synchronized void say(String msgType, String fields) throws IOException {
        said.add(msgType + "~" + fields);
        write(said.size(), msgType, "", fields);
    }

    /** As a venue does after a gap: reports once more with PossDupFlag(43)=Y, a gap instead of what belongs to the session. */
    private synchronized void sayAgain(int from) throws IOException {
        for (int number = from; number <= said.size(); number++) {
            String[] message = said.get(number - 1).split("~", 2);
            String possDup = "43=Y|122=" + now() + "|";
            if (message[0].equals("8")) {
                write(number, "8", possDup, message[1]);
            } else {
                write(number, "4", possDup, "123=Y|36=" + (number + 1) + "|");
            }
        }
    }

    private void write(int number, String msgType, String possDup, String fields) throws IOException {
        String body = ("35=" + msgType + "|34=" + number + "|49=" + compId + "|56=PORTCULLIS|52=" + now() + "|" + possDup + fields).replace('|', '\u0001');
        String message = "8=FIX.4.4\u00019=" + body.length() + "\u0001" + body;
        int sum = message.chars().sum() % 256;
        Socket to = connection;
        to.getOutputStream().write((message + "10=" + "%03d".formatted(sum) + "\u0001").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String now() {
        return LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    }

    /** Cuts the connection; the hub comes back. */
    void cut() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Socket open = connection;
        if (open != null) {
            open.close();
        }
    }
}
