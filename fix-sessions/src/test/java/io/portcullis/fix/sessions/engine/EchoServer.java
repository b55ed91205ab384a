package io.portcullis.fix.sessions.engine;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Resets;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Validation;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import io.portcullis.oms.types.SessionKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import quickfix.DataDictionary;
import quickfix.Field;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.ValidationSettings;
import quickfix.field.ClOrdID;
import quickfix.field.OrigSendingTime;
import quickfix.field.PossDupFlag;

/**
 * Our sessions behind a port, with an application that sends orders back: what the public acceptance definitions of other engines are played against. Its arguments are the
 * directory of its stores, emptied first, the port, and its sessions, such as {@code Q44=FIX44:ISLD:TW:reset-on-disconnect}. A line {@code Q44 sender 2000} or
 * {@code Q44 target 2000} on standard input sets a session's number; at its end the server stops.
 */
public final class EchoServer implements FixApplication {

    private static final Set<String> ECHOED = Set.of("D", "d", "C");

    private final Map<SessionKey, Set<String>> seen = new HashMap<>();

    private EchoServer() {
    }

    /** @param args as the class says */
    public static void main(String[] args) throws IOException {
        Path stores = Files.createDirectories(Path.of(args[0]));
        EventLoopGroup group = FixTransport.newLoop("echo");
        FixEngine engine = new FixEngine(FixEngineSettings.in(Files.createTempDirectory(stores, "run")).withSegmentBytes(1 << 18), group.next(),
                Throwable::printStackTrace);
        EchoServer application = new EchoServer();
        for (String session : Arrays.asList(args).subList(2, args.length)) {
            engine.open(settings(session), application);
        }
        engine.start();
        System.out.println(
                "echo on " + new FixAcceptor(engine, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]))).localAddress());
        obey(engine);
        engine.stop().join();
        group.shutdownGracefully();
    }

    private static FixSessionSettings settings(String session) {
        String[] keyAndRest = session.split("=", 2);
        List<String> parts = List.of(keyAndRest[1].split(":"));
        FixSessionSettings settings = FixSessionSettings
                .acceptor(new SessionKey(keyAndRest[0]), FixVersion.valueOf(parts.get(0)), parts.get(1), parts.get(2)).toBuilder()
                .validation(new Validation(false, false, true, true, true)).build();
        for (String option : parts.subList(3, parts.size())) {
            FixSessionSettings.Builder with = settings.toBuilder();
            Conventions before = settings.conventions();
            settings = switch (option) {
                case "reset-on-logon" -> with.resets(new Resets(true, false, false)).build();
                case "reset-on-disconnect" -> with.resets(new Resets(false, false, true)).build();
                case "next-expected" -> with.numbering(nextExpected(settings.numbering())).build();
                case "resend-chunk" -> with.resendChunk(5).build();
                case "last-processed" -> with.conventions(new Conventions(before.sendingTime(), true, true, before.garbled(), before.rejects())).build();
                case "nanos" -> with.conventions(new Conventions(Conventions.Precision.NANOS, false, true, before.garbled(), before.rejects())).build();
                case "any-check-sum" -> with.conventions(new Conventions(before.sendingTime(), false, false, before.garbled(), before.rejects())).build();
                case "reject-garbled" -> with
                        .conventions(new Conventions(before.sendingTime(), false, true, Conventions.Garbled.REJECTED, Conventions.Rejects.BRIEF)).build();
                case "brief", "quickfix" -> with.conventions(
                        new Conventions(before.sendingTime(), false, true, before.garbled(), Conventions.Rejects.valueOf(option.toUpperCase(Locale.ROOT))))
                        .build();
                default -> throw new IllegalArgumentException("no such option: " + option + " in " + session);
            };
        }
        return settings;
    }

    private static Numbering nextExpected(Numbering numbering) {
        return new Numbering(numbering.requests(), numbering.midSession(), true, numbering.recovery());
    }

    private static void obey(FixEngine engine) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            FixSession session = engine.session(new SessionKey(words[0]));
            int next = Integer.parseInt(words[2]);
            engine.loop().submit(() -> setNumber(session, words[1], next)).syncUninterruptibly();
            System.out.println("done " + line);
        }
    }

    private static void setNumber(FixSession session, String which, int next) {
        try {
            if (which.equals("sender")) {
                session.numbers().setNextSenderMsgSeqNum(next);
            } else {
                session.numbers().setNextTargetMsgSeqNum(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onLogon(FixSession session) {
        // nothing to say
    }

    @Override
    public void onLogout(FixSession session, String reason) {
        seen.remove(session.key());
    }

    @Override
    public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
        try {
            if (!ECHOED.contains(message.msgType())) {
                session.send(unsupported(session, message, msgSeqNum), 0);
            } else if (isNew(session, message)) {
                session.send(echo(session.settings(), message), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedField e) {
            throw new IllegalStateException("the session has let it pass: " + message, e);
        }
    }

    private boolean isNew(FixSession session, FixMessage message) throws MalformedField {
        String clOrdId = message.stringOrNull(ClOrdID.FIELD);
        boolean isFirst = clOrdId == null || seen.computeIfAbsent(session.key(), key -> new HashSet<>()).add(clOrdId);
        return isFirst || !message.isYes(97);
    }

    private static Message echo(FixSessionSettings settings, FixMessage message) {
        Message echo = new Message();
        FixDictionary dictionary = FixDictionary.of(settings.version());
        try {
            echo.fromString(message.raw(), dictionary.session(), dictionary.application(), new ValidationSettings(), false);
        } catch (InvalidMessage e) {
            throw new IllegalStateException("the session has let it pass: " + message, e);
        }
        if (settings.conventions().rejects() != Conventions.Rejects.QUICKFIX) { // QuickFIX for C++ sends them back
            withoutEmptyGroups(echo, message.msgType(), dictionary.application());
        }
        echo.getHeader().removeField(PossDupFlag.FIELD);
        echo.getHeader().removeField(OrigSendingTime.FIELD);
        return echo;
    }

    private static void withoutEmptyGroups(Message echo, String msgType, DataDictionary dictionary) {
        List<Integer> empty = new ArrayList<>();
        for (Field<?> field : echo) {
            if (dictionary.isGroup(msgType, field.getTag()) && field.getObject().equals("0")) {
                empty.add(field.getTag());
            }
        }
        empty.forEach(echo::removeField);
    }

    private static FixBody unsupported(FixSession session, FixMessage message, int msgSeqNum) {
        boolean isBusiness = !session.settings().version().isBefore(FixVersion.FIX42);
        FixBody reject = new FixBody().begin(isBusiness ? "j" : "3").put(45, msgSeqNum).put(58,
                isBusiness ? "Unsupported Message Type" : "Unsupported message type");
        return isBusiness ? reject.put(372, message.msgType()).put(380, 3) : reject;
    }

    @Override
    public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
        // the one who sent it knows
    }

    @Override
    public boolean mayResend(FixSession session, FixMessage stored) {
        return true;
    }
}
