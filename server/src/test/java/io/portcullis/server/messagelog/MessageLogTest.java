package io.portcullis.server.messagelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.portcullis.fix.sessions.wire.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLogTest {

    @TempDir
    Path directory;

    private Messages messages;

    @BeforeEach
    void at() {
        messages = new Messages(directory.resolve("messages"));
    }

    @AfterEach
    void noMoreSecrets() {
        Secrets.alsoMask(List.of());
    }

    @Test
    void whatWasSentAndReceivedIsFoundAsItWas() throws IOException {
        try (MessageLog log = messages.open()) {
            receive(log, "CLIENT1", PooledByteBufAllocator.DEFAULT.directBuffer(), "35=D|11=A|");
            receive(log, "CLIENT1", Unpooled.buffer(), "35=D|11=B|");
            Messages.send(log, "LIT1", "35=D|11=C1|");
            ByteBuf garbled = Unpooled.copiedBuffer("nonsense", StandardCharsets.ISO_8859_1);
            log.of("LIT1").unreadable(garbled, 3, 5);
            Messages.receive(log, "-", "35=A|49=NOBODY|");
        }

        assertEquals(List.of("CLIENT1 < 35=D|11=A|", "CLIENT1 < 35=D|11=B|", "LIT1 > 35=D|11=C1|", "LIT1 ? sense", "- < 35=A|49=NOBODY|"), messages.all());
    }

    private static void receive(MessageLog log, String session, ByteBuf buffer, String fields) {
        byte[] message = Messages.wire(fields);
        buffer.writeZero(7).writeBytes(message).writeZero(3);
        log.of(session).received(buffer, 7, message.length);
        buffer.release();
    }

    @Test
    void whatIsWrittenIsFoundWhileTheLogIsOpen() throws Exception {
        try (MessageLog log = messages.open()) {
            Messages.send(log, "CLIENT1", "35=8|11=A|");
            Messages.awaitKept(log, 1);
            for (int i = 0; i < 500 && messages.all().isEmpty(); i++) {
                Thread.sleep(2);
            }
            assertEquals(List.of("CLIENT1 > 35=8|11=A|"), messages.all());
        }
    }

    @Test
    void secretsNeverReachTheDisk() throws IOException {
        Secrets.alsoMask(List.of(96));
        try (MessageLog log = messages.open()) {
            Messages.receive(log, "CLIENT1", "35=A|553=anna|554=hunter2|925=hunter3|95=9|96=hun|ter45|98=0|");
            log.of("CLIENT1").unreadable(Unpooled.copiedBuffer("8=FIX|554=hunter6", StandardCharsets.ISO_8859_1), 0, 17);
        }

        assertEquals("CLIENT1 < 35=A|553=anna|554=***|925=***|95=9|96=***|98=0|", messages.all().getFirst());
        for (Segment segment : Segment.in(messages.directory)) {
            String bytes = Files.readString(segment.entries(), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("hunter") || bytes.contains("ter45"), bytes);
        }
    }

    @Test
    void aGapStandsForWhatDidNotFitAndNobodyWaits() throws IOException {
        MessageLog log = messages.unstarted(Messages.SETTINGS, 1 << 20, 0);
        String filler = "58=" + "x".repeat(1000) + "|";
        for (int i = 0; i < 2_000; i++) {
            Messages.send(log, "CLIENT1", "34=" + i + "|" + filler);
        }
        log.start().close();

        List<LoggedMessage> found = messages.find(MessageQuery.ALL.oldestFirst().most(10_000)).messages();
        long kept = found.stream().filter(message -> message.kind() == Kind.OUT).count();
        assertTrue(kept > 500 && kept < 1_100, "kept " + kept);
        assertEquals(List.of("CLIENT1 gap: " + (2_000 - kept) + " messages that were sent or received before this are missing: more came than could be kept"),
                found.stream().filter(message -> message.kind() == Kind.GAP).map(Messages::text).toList());
        assertEquals(List.of("the message log could not keep " + (2_000 - kept) + " messages: more came than could be kept"), messages.alerts);
    }

    @Test
    void aMessageThatIsLongerThanTheBufferTakesIsAGap() throws IOException {
        try (MessageLog log = messages.open()) {
            Messages.send(log, "CLIENT1", "58=" + "x".repeat(1 << 20) + "|");
        }

        assertEquals(List.of("CLIENT1 gap: 1 message that was sent or received before this is missing: more came than could be kept"), messages.all());
    }

    @Test
    void withoutRoomOnTheDiskMessagesAreCountedAndAlerted() throws Exception {
        try (MessageLog log = messages.unstarted(Messages.SETTINGS, 1 << 20, Long.MAX_VALUE).start()) {
            Messages.send(log, "CLIENT1", "35=8|11=A|");
            for (int i = 0; i < 5_000 && messages.alerts.isEmpty(); i++) {
                Thread.sleep(2);
            }
            assertTrue(messages.alerts.getFirst().contains("messages can't be kept in " + messages.directory + ", orders go on: the disk has less than"),
                    messages.alerts::toString);
            assertEquals(0, log.kept());
        }
        assertEquals(List.of(), messages.all());
    }

    @Test
    void halfAMessageAtTheEndIsCutAtTheNextStart() throws IOException {
        try (MessageLog log = messages.open()) {
            Messages.send(log, "CLIENT1", "35=8|11=A|");
            Messages.send(log, "CLIENT1", "35=8|11=B|");
        }
        Segment segment = Segment.in(messages.directory).getFirst();
        byte[] bytes = Files.readAllBytes(segment.entries());
        Files.write(segment.entries(), java.util.Arrays.copyOf(bytes, bytes.length - 3));
        Files.delete(segment.index());
        assertEquals(List.of("CLIENT1 > 35=8|11=A|"), messages.all());

        messages.open().close();
        try (MessageLog log = messages.open()) {
            Messages.send(log, "CLIENT1", "35=8|11=C|");
        }

        int torn = bytes.length / 2 - 3;
        assertEquals(List.of("CLIENT1 > 35=8|11=A|",
                "- gap: the last " + torn + " bytes of " + segment.entries().getFileName() + " were no whole message and are cut",
                "CLIENT1 > 35=8|11=C|"), messages.all());
        assertEquals(bytes.length / 2, Files.size(segment.entries()));
    }

    @Test
    void aStartAfterAKillSaysThatSomethingMayBeMissing() throws IOException {
        Files.createDirectories(messages.directory);
        Files.createFile(messages.directory.resolve("open"));
        messages.open().close();
        messages.open().close();

        assertEquals(List.of("- gap: the hub has ended without closing this log: messages of its last moments may be missing"), messages.all());
    }

    @Test
    void damageInTheMiddleCostsOnlyWhatStoodThere() throws IOException {
        try (MessageLog log = messages.open()) {
            for (int i = 0; i < 2_000; i++) {
                Messages.send(log, "CLIENT1", "35=8|11=A" + i + "|58=" + "x".repeat(50) + "|");
                if (i % 500 == 0) {
                    awaitWritten(log, i + 1);
                }
            }
        }
        Segment segment = Segment.in(messages.directory).getFirst();
        byte[] bytes = Files.readAllBytes(segment.entries());
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment.entries(), bytes, StandardOpenOption.WRITE);

        Found found = messages.find(MessageQuery.ALL.most(10_000));
        assertEquals(1, found.damage().size());
        assertTrue(found.messages().size() > 1_000 && found.messages().size() < 2_000, "found " + found.messages().size());
        assertEquals("CLIENT1 > 35=8|11=A1999|58=" + "x".repeat(50) + "|", Messages.text(found.messages().getFirst()));
    }

    private static void awaitWritten(MessageLog log, int count) {
        try {
            Messages.awaitKept(log, count);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void marketDataIsLeftOutWhereItIsNotWanted() throws IOException {
        try (MessageLog log = messages.unstarted(new MessageLogSettings(true, false, Duration.ofDays(7), 1L << 40, 1 << 20), 1 << 20, 0).start()) {
            for (String type : List.of("W", "X", "V", "8", "W2")) {
                Messages.receive(log, "LIT1", "35=" + type + "|55=IBM|");
            }
            Messages.receive(log, "LIT1", "35=W|");
        }

        assertEquals(List.of("LIT1 < 35=V|55=IBM|", "LIT1 < 35=8|55=IBM|", "LIT1 < 35=W2|55=IBM|"), messages.all());
    }

    @Test
    void messagesAreReleasedWhenTheyAreOldAndTheOldestFirstWhenThereAreTooMany() throws IOException {
        for (String order : List.of("A", "B", "C")) {
            try (MessageLog log = messages.open()) {
                Messages.send(log, "CLIENT1", "35=8|11=" + order + "|58=" + "x".repeat(1000) + "|");
            }
            messages.pass(Duration.ofDays(3));
        }
        assertEquals(3, Segment.in(messages.directory).size());

        messages.open().close();
        assertEquals(List.of("B", "C"), orders());

        long both = 0;
        for (Segment segment : Segment.in(messages.directory)) {
            both += segment.bytes();
        }
        messages.unstarted(new MessageLogSettings(true, true, Duration.ofDays(1_000), both - 1, 1 << 20), 1 << 20, 0).start().close();
        assertEquals(List.of("C"), orders());
    }

    private List<String> orders() throws IOException {
        return messages.find(MessageQuery.ALL.oldestFirst()).messages().stream().map(message -> message.value(11)).toList();
    }
}
