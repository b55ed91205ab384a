package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.MessageCheck;
import io.portcullis.fix.dictionaries.Strictness;
import io.portcullis.fix.sessions.wire.FixFramer;
import io.portcullis.fix.sessions.wire.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Framer, field index and dictionary check are given anything, in one piece and in two: they may not throw, what is found may not depend on where the bytes were cut, and
 * what is called a message has the length and the checksum that stand in it.
 */
public final class WireFuzz {

    private static final int MAX_MESSAGE = 4096;
    private static final Map<FixVersion, MessageCheck> CHECKS = checks();

    private WireFuzz() {
    }

    private static Map<FixVersion, MessageCheck> checks() {
        Map<FixVersion, MessageCheck> checks = new EnumMap<>(FixVersion.class);
        for (FixVersion version : List.of(FixVersion.FIX42, FixVersion.FIX44, FixVersion.FIX50SP2)) {
            checks.put(version, FixDictionary.of(version).check(new Strictness(false, false, true)));
        }
        return checks;
    }

    /** For Jazzer: the first byte says where the bytes are cut. */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] wire = new String(input, StandardCharsets.ISO_8859_1).replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = frames(wire, wire.length);
        List<String> cut = frames(wire, input.length == 0 ? 0 : (input[0] & 0xFF) % (wire.length + 1));
        if (!whole.equals(cut)) {
            throw new IllegalStateException("in one piece " + whole + ", in two " + cut);
        }
        for (String frame : whole) {
            check(frame);
        }
        read(wire);
    }

    private static List<String> frames(byte[] wire, int cutAt) {
        FixFramer framer = new FixFramer(MAX_MESSAGE);
        List<String> frames = new ArrayList<>();
        ByteBuf in = Unpooled.buffer();
        in.writeBytes(wire, 0, cutAt);
        if (take(framer, in, frames)) {
            in.writeBytes(wire, cutAt, wire.length - cutAt);
            take(framer, in, frames);
        }
        return frames;
    }

    /** @return whether the connection would stay open */
    private static boolean take(FixFramer framer, ByteBuf in, List<String> frames) {
        while (true) {
            switch (framer.next(in)) {
                case FRAME -> frames.add(in.readCharSequence(framer.frameLength(), StandardCharsets.ISO_8859_1).toString());
                case INCOMPLETE -> {
                    return true;
                }
                case TOO_LONG -> {
                    return false;
                }
            }
        }
    }

    private static void check(String frame) {
        int body = frame.indexOf('\u0001', frame.indexOf('\u0001') + 1) + 1;
        int trailer = frame.length() - 7;
        int sum = frame.substring(0, trailer).chars().sum() & 0xFF;
        if (!frame.startsWith("8=FIX") || !frame.contains("\u00019=" + (trailer - body) + "\u0001") && !frame.matches("(?s)[^\u0001]*\u00019=0*"
                + (trailer - body) + "\u0001.*") || !frame.substring(trailer).equals("10=%03d\u0001".formatted(sum))) {
            throw new IllegalStateException("no message: " + frame);
        }
        read(frame.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As a message, whatever it is. */
    private static void read(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        for (MessageCheck check : CHECKS.values()) {
            InboundMessage message = new InboundMessage();
            if (message.read(in, bytes.length, check) == null) {
                message.isFrequent();
                message.view().toString();
                if (!message.view().raw().equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
                    throw new IllegalStateException("changed by being read: " + message.view().raw());
                }
            }
        }
    }
}
