package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.portcullis.fix.sessions.wire.FixFramer.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FixFramerTest {

    private static final String FIRST = framed("35=0|34=1|49=A|56=B|52=20260131-09:30:00.000|");
    private static final String SECOND = framed("35=1|34=2|49=A|56=B|52=20260131-09:30:00.000|112=58=8=FIX|");

    private final FixFramer framer = new FixFramer(500);
    private final List<String> frames = new ArrayList<>();

    @Test
    void messagesAreFoundHoweverTheyAreCutIntoReads() {
        String both = FIRST + SECOND;
        for (int cut = 0; cut <= both.length(); cut++) {
            frames.clear();
            ByteBuf in = Unpooled.buffer();
            read(in, both.substring(0, cut));
            read(in, both.substring(cut));
            assertEquals(List.of(FIRST, SECOND), frames, "cut at " + cut);
        }
        assertEquals(0, framer.garbledCount());
    }

    @Test
    void messagesAreFoundByteByByteInDirectMemory() {
        ByteBuf in = Unpooled.directBuffer();
        for (char c : (FIRST + SECOND).toCharArray()) {
            read(in, String.valueOf(c));
        }
        in.release();

        assertEquals(List.of(FIRST, SECOND), frames);
    }

    @Test
    void aWrongCheckSumIsSkippedAndTheNextMessageFound() {
        read(Unpooled.buffer(), FIRST.replace("49=A", "49=C") + SECOND);

        assertEquals(List.of(SECOND), frames);
    }

    @Test
    void aWrongBodyLengthIsSkippedAndTheNextMessageFound() {
        for (int error : new int[]{-9, -3, -1}) {
            frames.clear();
            int length = Integer.parseInt(FIRST.substring(FIRST.indexOf("\u00019=") + 3, FIRST.indexOf("\u000135=")));
            read(Unpooled.buffer(), FIRST.replace("\u00019=" + length, "\u00019=" + (length + error)) + SECOND);
            assertEquals(List.of(SECOND), frames, "body length wrong by " + error);
        }
    }

    @Test
    void aBodyLengthThatReachesIntoTheNextMessageCostsBothAndOneBeyondItOnlyItsOwn() {
        read(Unpooled.buffer(), FIRST.replace("\u00019=", "\u00019=1") + SECOND + FIRST + SECOND + FIRST);
        assertEquals(List.of(SECOND, FIRST, SECOND, FIRST), frames);

        int length = FIRST.length() - FIRST.indexOf("\u000135=") - 8;
        for (int error : new int[]{1, 2, 6, 7, 8, 20}) {
            frames.clear();
            read(Unpooled.buffer(), FIRST.replaceFirst("\u00019=\\d+", "\u00019=" + (length + error)) + SECOND + FIRST);
            assertEquals(List.of(FIRST), frames, "body length wrong by " + error);
        }
    }

    @Test
    void everySingleWrongByteCostsAtMostTheMessageItIsIn() {
        for (int i = 0; i < FIRST.length(); i++) {
            frames.clear();
            ByteBuf in = Unpooled.buffer();
            read(in, FIRST.substring(0, i) + (char) (FIRST.charAt(i) ^ 0x15) + FIRST.substring(i + 1) + SECOND + FIRST);
            // a length that has become larger swallows what follows until enough has come: what it swallowed is found then
            for (int more = 0; more < 40 && frames.size() < 2; more++) {
                read(in, FIRST);
            }
            assertEquals(SECOND, frames.stream().filter(SECOND::equals).findFirst().orElse("none"), "wrong byte at " + i);
        }
    }

    @Test
    void rubbishBetweenMessagesIsSkipped() {
        read(Unpooled.buffer(), "rubbish8=FI8=FIX 8=FIX.4.4\u000110=000\u0001" + FIRST + "\r\n" + SECOND);

        assertEquals(List.of(FIRST, SECOND), frames);
    }

    @Test
    void aMessageBeyondTheLimitIsReportedFromItsLength() {
        assertEquals(Result.TOO_LONG, framer.next(Unpooled.copiedBuffer("8=FIX.4.4\u00019=501\u0001", StandardCharsets.US_ASCII)));
    }

    @Test
    void endlessInputWithoutAMessageIsReported() {
        assertEquals(Result.TOO_LONG, framer.next(Unpooled.copiedBuffer("x".repeat(600), StandardCharsets.US_ASCII)));
        assertEquals(Result.TOO_LONG, new FixFramer(500).next(Unpooled.copiedBuffer("8=FIX ".repeat(200), StandardCharsets.US_ASCII)));
    }

    @Test
    void randomBytesNeverBreakTheFramer() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                text.append("8=FIX.49\u000110=35".charAt(random.nextInt(14)));
            }
            frames.clear();
            read(Unpooled.buffer(), text + "\u0001" + FIRST);
            if (!frames.contains(FIRST)) {
                read(Unpooled.buffer(), FIRST);
            }
            assertEquals(true, frames.contains(FIRST), "seed " + seed);
        }
    }

    private void read(ByteBuf in, String text) {
        in.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        while (framer.next(in) == Result.FRAME) {
            frames.add(in.readCharSequence(framer.frameLength(), StandardCharsets.ISO_8859_1).toString());
        }
    }

    static String framed(String content) {
        byte[] bytes = new byte[content.length() + 64];
        String start = ("8=FIX.4.4|9=" + content.length() + "|" + content).replace('|', '\u0001');
        int end = WireText.checkSum(bytes, 0, WireText.write(bytes, 0, start));
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
