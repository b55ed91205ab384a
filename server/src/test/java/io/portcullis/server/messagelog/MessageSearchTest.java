package io.portcullis.server.messagelog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageSearchTest {

    private static final int MESSAGES = 20_000;
    private static final List<String> SESSIONS = List.of("CLIENT1", "CLIENT2", "LIT1");
    private static final List<String> TYPES = List.of("0", "W", "X", "8", "8", "8", "8", "8", "8", "8");
    private static final List<String> SYMBOLS = List.of("IBM", "KO", "MSFT", "AAPL");

    @TempDir
    Path directory;

    private Messages messages;

    /** What was written, the oldest first. */
    private final List<LoggedMessage> written = new ArrayList<>();

    @BeforeEach
    void at() {
        messages = new Messages(directory);
    }

    private void write(Random random, int count) throws Exception {
        try (MessageLog log = messages.unstarted(Messages.SETTINGS, 256 << 10, 0).start()) {
            for (int i = 0; i < count; i++) {
                messages.pass(Duration.ofMillis(random.nextInt(20)));
                String session = SESSIONS.get(random.nextInt(3));
                String text = "35=" + TYPES.get(random.nextInt(10)) + "|34=" + i + "|11=C" + random.nextInt(500) + "|37=O" + i + "|55="
                        + SYMBOLS.get(random.nextInt(4))
                        + "|1=A-" + session + "|";
                boolean isIn = random.nextBoolean();
                if (isIn) {
                    Messages.receive(log, session, text);
                } else {
                    Messages.send(log, session, text);
                }
                written.add(new LoggedMessage(new Place(0, 0), messages.time.get(), isIn ? Kind.IN : Kind.OUT, session,
                        new String(Messages.wire(text), java.nio.charset.StandardCharsets.ISO_8859_1)));
                if (i % 1_000 == 999) {
                    Messages.awaitKept(log, i + 1);
                }
            }
        }
    }

    @Test
    void aSearchFindsWhatReadingAllWouldFind() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        write(random, MESSAGES);
        assertTrue(Segment.in(directory).size() > 3, "several segments");
        if (random.nextBoolean()) {
            Files.delete(Segment.in(directory).get(2).index());
        }

        for (int i = 0; i < 200; i++) {
            MessageQuery query = random(random).most(MESSAGES);
            List<String> expected = expected(query);
            assertEquals(expected, Messages.texts(messages.find(query)), () -> "seed " + seed + ", " + query);
        }
    }

    private MessageQuery random(Random random) {
        List<List<Term>> terms = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            terms.add(List.of(new Term(11, "C" + random.nextInt(500)), new Term(random.nextBoolean() ? "LIT1" : null, 37, "O" + random.nextInt(MESSAGES))));
        }
        if (random.nextInt(3) == 0) {
            terms.add(List.of(new Term(55, SYMBOLS.get(random.nextInt(4)))));
        }
        if (random.nextInt(5) == 0) {
            terms.add(List.of(new Term(8, "FIX.4.4")));
        }
        MessageQuery query = MessageQuery.ALL.with(terms);
        if (random.nextBoolean()) {
            query = query.ofSessions(Set.copyOf(List.of(SESSIONS.get(random.nextInt(3)), "LIT1")));
        }
        if (random.nextBoolean()) {
            query = query.without(List.of(Set.of(Routine.PRICES), Set.of(Routine.HEARTBEATS), EnumSet.allOf(Routine.class)).get(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            query = query.only(EnumSet.of(Kind.IN));
        }
        if (random.nextBoolean()) {
            long from = written.get(random.nextInt(MESSAGES)).time();
            query = query.between(from, from + random.nextLong(60_000_000_000L));
        }
        return random.nextBoolean() ? query : query.oldestFirst();
    }

    private List<String> expected(MessageQuery query) {
        Predicate<LoggedMessage> hasTerms = message -> query.terms().stream().allMatch(list -> list.stream()
                .anyMatch(term -> (term.session() == null || term.session().equals(message.session())) && term.value().equals(message.value(term.tag()))));
        Predicate<LoggedMessage> isLeftOut = message -> query.leftOut().contains(Routine.PRICES) && List.of("W", "X").contains(message.msgType())
                || query.leftOut().contains(Routine.HEARTBEATS) && message.msgType().equals("0");
        List<String> found = written.stream().filter(isLeftOut.negate()).filter(message -> message.time() >= query.from() && message.time() < query.to())
                .filter(message -> query.kinds().contains(message.kind()))
                .filter(message -> query.sessions().isEmpty() || query.sessions().contains(message.session())).filter(hasTerms).map(Messages::text).toList();
        return query.newestFirst() ? found.reversed() : found;
    }

    @Test
    void aSearchGoesOnWhereItHasStopped() throws Exception {
        write(new Random(1), 3_000);
        for (MessageQuery query : List.of(MessageQuery.ALL, MessageQuery.ALL.oldestFirst(), MessageQuery.ALL.with(List.of(List.of(new Term(55, "KO")))))) {
            List<String> all = new ArrayList<>();
            Found found = messages.find(query.most(77));
            all.addAll(Messages.texts(found));
            while (!found.isAll()) {
                found = messages.find(query.most(77).goOn(Place.of(found.next().toString())));
                all.addAll(Messages.texts(found));
            }
            assertEquals(expected(query), all);
        }
    }

    @Test
    void whoFollowsGetsWhatComesLaterOnce() throws Exception {
        Found found = messages.find(MessageQuery.ALL.oldestFirst());
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            write(new Random(i), 100);
            found = messages.find(MessageQuery.ALL.oldestFirst().most(1_000).goOn(found.next()));
            all.addAll(Messages.texts(found));
        }
        assertEquals(expected(MessageQuery.ALL.oldestFirst()), all);
    }

    @Test
    void anImpatientSearchSaysHowFarItIs() throws Exception {
        write(new Random(2), 3_000);
        Found found = messages.find(MessageQuery.ALL.within(Duration.ofNanos(-1)));
        assertEquals(List.of(), found.messages());
        assertTrue(!found.isAll(), "not all");

        Found rest = messages.find(MessageQuery.ALL.most(5_000).goOn(found.next()));
        assertEquals(3_000, rest.messages().size());
        assertEquals(rest.messages().getLast().time(), rest.reached());
    }

    @Test
    void aSelectiveSearchReadsLittle() throws Exception {
        write(new Random(3), MESSAGES);
        Found found = messages.find(MessageQuery.ALL.with(List.of(List.of(new Term(37, "O777")))));
        assertEquals(1, found.messages().size());
        assertTrue(found.bytesRead() < 5 * Block.BYTES, "read " + found.bytesRead());
    }

    @Test
    void whatEveryBlockHasButNeverInThatSessionIsNotReadFor() throws Exception {
        write(new Random(4), MESSAGES);
        MessageQuery ofClient1 = MessageQuery.ALL.ofSessions(Set.of("CLIENT1"));
        assertEquals(100, messages.find(ofClient1.with(List.of(List.of(new Term(1, "A-CLIENT1"))))).messages().size());

        Found found = messages.find(ofClient1.with(List.of(List.of(new Term(1, "A-CLIENT2")))));
        assertEquals(0, found.messages().size());
        assertTrue(found.bytesRead() < 2 * Block.BYTES, "read " + found.bytesRead());
    }

    @Test
    void longStretchesOfPricesAndHeartbeatsAreNotReadForWhatIsBetweenThem() throws Exception {
        try (MessageLog log = messages.unstarted(Messages.SETTINGS, 256 << 10, 0).start()) {
            for (int i = 0; i < MESSAGES; i++) {
                Messages.receive(log, "LIT1", i % 5 == 0 ? "35=0|34=" + i + "|" : "35=W|34=" + i + "|262=M|55=IBM|268=1|269=0|270=" + i + "|271=100|");
                if (i % 5_000 == 77) {
                    Messages.receive(log, "CLIENT1", "35=D|34=" + i + "|11=A" + i + "|");
                    Messages.receive(log, "LIT1", "35=8|34=" + i + "|11=B" + i + "|");
                }
                if (i % 1_000 == 999) {
                    Messages.awaitKept(log, i + 1);
                }
            }
        }
        MessageQuery others = MessageQuery.ALL.without(EnumSet.allOf(Routine.class));
        Found found = messages.find(others);
        assertEquals(8, found.messages().size());
        assertTrue(found.bytesRead() < 6 * Block.BYTES, "read " + found.bytesRead());
        assertEquals(List.of("LIT1 < 35=8|34=15077|11=B15077|"), Messages.texts(messages.find(others.ofSessions(Set.of("LIT1")).most(1))));
        assertEquals(MESSAGES + 8, messages.find(MessageQuery.ALL.most(2 * MESSAGES)).messages().size());
        assertEquals(MESSAGES / 5 + 8, messages.find(MessageQuery.ALL.without(Set.of(Routine.PRICES)).most(2 * MESSAGES)).messages().size());
    }

    @Test
    void whatCouldNotBeReadIsNotLeftOut() throws Exception {
        try (MessageLog log = messages.open()) {
            ByteBuf garbled = Unpooled.wrappedBuffer(Messages.wire("35=W|55=IBM|"));
            log.of("LIT1").unreadable(garbled, 0, garbled.readableBytes());
        }
        assertEquals(List.of("LIT1 ? 35=W|55=IBM|"), Messages.texts(messages.find(MessageQuery.ALL.without(EnumSet.allOf(Routine.class)))));
    }

    @Test
    void whatWasAskedForAndIsMissingIsSaid() throws IOException {
        MessageLog log = messages.unstarted(Messages.SETTINGS, 1 << 20, 0);
        log.of("CLIENT1").missed();
        log.start().close();

        assertEquals(1, messages.find(MessageQuery.ALL.ofSessions(Set.of("CLIENT1")).with(List.of(List.of(new Term(11, "A"))))).messages().size());
        assertEquals(0, messages.find(MessageQuery.ALL.ofSessions(Set.of("CLIENT2"))).messages().size());
    }

    @Test
    void aGapOfAllSessionsIsFoundWithEachAndTakesNoMessagesPlace() throws IOException {
        try (MessageLog log = messages.open()) {
            Messages.send(log, "CLIENT1", "35=8|11=A|");
        }
        Files.createFile(directory.resolve("open"));
        messages.open().close();

        MessageQuery ofA = MessageQuery.ALL.ofSessions(Set.of("CLIENT1")).with(List.of(List.of(new Term(11, "A")))).most(1);
        String gap = "- gap: the hub has ended without closing this log: messages of its last moments may be missing";
        assertEquals(List.of(gap, "CLIENT1 > 35=8|11=A|"), Messages.texts(messages.find(ofA)));
        assertEquals(List.of(gap), Messages.texts(messages.find(MessageQuery.ALL.ofSessions(Set.of("CLIENT2")))));
    }

    @Test
    void whereThereIsNoLogNothingIsFound() throws IOException {
        assertEquals(List.of(), new MessageSearch(directory.resolve("none")).find(MessageQuery.ALL).messages());
    }
}
