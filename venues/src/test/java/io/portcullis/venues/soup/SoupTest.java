package io.portcullis.venues.soup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of SoupBinTCP over real sockets, and what is cut because it is none. */
class SoupTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path directory;

    private final EventLoopGroup group = FixTransport.newLoop("soup-under-test");
    private final EventLoop loop = group.next();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Listener listener = new Listener();
    private final AtomicBoolean isHeld = new AtomicBoolean();
    private volatile long holdAfter;
    private SoupStore store;
    private SoupServer server;
    private SoupClient client;

    private final class Listener implements SoupClient.Listener {

        private String session = "";
        private long next = 1;

        @Override
        public SoupClient.Position wanted() {
            return new SoupClient.Position(session, next);
        }

        @Override
        public String loggedIn(SoupClient.Position at) {
            session = at.session();
            told.add("in " + at.session() + " " + at.number());
            return null;
        }

        @Override
        public void refused(boolean isSession) {
            told.add(isSession ? "no such session" : "refused");
        }

        @Override
        public void sequenced(long number, ByteBuf payload) {
            next = number + 1;
            told.add(number + " " + payload.toString(StandardCharsets.US_ASCII));
            isHeld.set(isHeld.get() || number == holdAfter);
        }

        @Override
        public void caughtUp() {
            told.add("caught up");
        }

        @Override
        public void sessionEnded() {
            told.add("ended");
        }

        @Override
        public void down(String reason) {
            told.add("down: " + reason);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            client.stop("the test ends").get(5, TimeUnit.SECONDS);
        }
        if (server != null) {
            server.close();
            store.close();
        }
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        assertEquals(List.of(), failures);
    }

    private void serve(int port) throws IOException {
        store = SoupStore.open(directory.resolve("messages"), "SESSION1");
        server = new SoupServer(loop, new SoupServer.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "HUB", "SECRET",
                SoupClient.Settings.HEARTBEAT, SoupClient.Settings.SILENCE), store,
                payload -> requests.add(payload.toString(StandardCharsets.US_ASCII)), failures::add);
    }

    private void connect(InetSocketAddress address, String password) {
        client = new SoupClient(loop, address, new SoupClient.Settings("VENUE", "HUB", password, SoupClient.Settings.HEARTBEAT, Duration.ofSeconds(2), SHORT,
                SHORT, 1 << 20), listener, failures::add);
        client.holdWhile(isHeld::get);
        client.start();
    }

    private void say(String text) throws Exception {
        loop.submit(() -> {
            store.append(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), 7);
            server.more();
            return null;
        }).get();
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 20 s: " + what);
            }
            Thread.onSpinWait();
        }
    }

    private void await(String line) {
        try {
            await(line, () -> told.contains(line));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but " + told, e);
        }
    }

    @Test
    void nothingIsReadWhileItIsHeldAndAllOfItAfterwards() throws Exception {
        serve(0);
        holdAfter = 1;
        connect(server.localAddress(), "SECRET");
        await("caught up");
        loop.submit(() -> {
            for (String text : List.of("a", "b", "c")) {
                store.append(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII), 7);
            }
            server.more();
            return null;
        }).get();
        await("1 a");
        say("d");
        TimeUnit.MILLISECONDS.sleep(600);
        assertEquals(List.of("in SESSION1 1", "caught up", "1 a"), told);
        isHeld.set(false);
        await("4 d");
        say("e");
        await("5 e");
        assertEquals(List.of("in SESSION1 1", "caught up", "1 a", "2 b", "3 c", "4 d", "5 e"), told);
    }

    @Test
    void oneThatIsHeldForLongerThanTheServerMayBeSilentComesBackWithoutLoss() throws Exception {
        serve(0);
        holdAfter = 1;
        connect(server.localAddress(), "SECRET");
        await("caught up");
        say("a");
        await("1 a");
        say("b");
        await("down: nothing was heard for 2 s");
        assertEquals(List.of("in SESSION1 1", "caught up", "1 a", "down: nothing was heard for 2 s"), told);
        isHeld.set(false);
        await("2 b");
        assertEquals(1, told.stream().filter("1 a"::equals).count());
    }

    @Test
    void whatWasMissedIsSentAgainAndNothingTwice() throws Exception {
        serve(0);
        int port = server.localAddress().getPort();
        say("one");
        connect(server.localAddress(), "SECRET");
        await("caught up");
        say("two");
        await("2 two");
        loop.submit(() -> client.send(Unpooled.copiedBuffer("hello", StandardCharsets.US_ASCII))).get();
        await("hello", () -> requests.contains("hello"));
        server.close();
        store.close();
        await("down: the other side closed the connection");
        serve(port);
        say("three");
        await("3 three");

        assertEquals(List.of("in SESSION1 1", "1 one", "caught up", "2 two"), told.subList(0, 4));
        assertEquals(1, told.stream().filter(line -> line.equals("in SESSION1 3")).count());
        assertEquals(3, told.stream().filter(line -> line.matches("\\d .*")).count());
    }

    @Test
    void aWrongPasswordIsRefusedAndSaidSo() throws Exception {
        serve(0);
        connect(server.localAddress(), "OTHER");
        await("refused");
        await("down: login rejected: username and password are not accepted");
    }

    @Test
    void aSessionThatIsNotThereIsRefused() throws Exception {
        serve(0);
        listener.session = "YESTERDAY";
        listener.next = 12;
        connect(server.localAddress(), "SECRET");
        await("no such session");
        await("down: login rejected: session YESTERDAY from number 12 is not available");
    }

    /** What a server sends that speaks no SoupBinTCP, or not rightly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            00 00 | a packet's length must be 1 or more, was 0
            00 01 51 | a packet of type Q is none that a server sends
            00 03 53 41 42 | a packet of type S comes before the login is accepted
            00 02 41 20 | a packet of type A has 30 bytes payload, this one has 1
            00 02 48 20 | a packet of type H has 0 bytes payload, this one has 1
            """)
    void whatIsNoSoupBinTcpCutsTheConnectionWithAReason(String bytes, String reason) throws Exception {
        try (ServerSocket fake = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.getLocalPort()), "SECRET");
            try (Socket accepted = fake.accept()) {
                for (String one : bytes.strip().split(" ")) {
                    accepted.getOutputStream().write(Integer.parseInt(one, 16));
                }
                accepted.getOutputStream().flush();
                await("down: it is no SoupBinTCP: " + reason);
            }
        }
    }

    @Test
    void aJumpOfTheNumbersCutsTheConnection() throws Exception {
        try (ServerSocket fake = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.session = "DAY";
            listener.next = 5;
            connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.getLocalPort()), "SECRET");
            try (Socket accepted = fake.accept()) {
                assertEquals("L" + "HUB   " + "SECRET    " + "       DAY" + "                   5", login(accepted));
                accepted.getOutputStream().write(new byte[]{0, 31});
                accepted.getOutputStream().write(("A" + "       DAY" + "                   7").getBytes(StandardCharsets.US_ASCII));
                await("down: number 5 was asked for, the server goes on with 7 of session DAY");
            }
        }
        assertTrue(told.stream().noneMatch(line -> line.startsWith("in ")));
    }

    private static String login(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] packet = in.readNBytes(2 + 47);
        return new String(packet, 2, 47, StandardCharsets.US_ASCII);
    }

    @Test
    void aServerThatSaysNothingIsLeft() throws Exception {
        try (ServerSocket fake = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.getLocalPort()), "SECRET");
            try (Socket accepted = fake.accept()) {
                login(accepted);
                await("down: nothing was heard for 2 s");
                assertEquals('R', accepted.getInputStream().readNBytes(3)[2], "the client says that it is there");
            }
        }
    }

    @Test
    void theEndOfASessionIsToldBehindItsLastMessage() throws Exception {
        try (ServerSocket fake = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.getLocalPort()), "SECRET");
            try (Socket accepted = fake.accept()) {
                login(accepted);
                accepted.getOutputStream().write(new byte[]{0, 31});
                accepted.getOutputStream().write(("A" + "       DAY" + "                   1").getBytes(StandardCharsets.US_ASCII));
                accepted.getOutputStream().write(new byte[]{0, 4, 'S', 'e', 'n', 'd', 0, 1, 'Z'});
                await("down: the server has ended the session");
            }
        }
        assertEquals(List.of("in DAY 1", "1 end", "caught up", "ended"), told.subList(0, 4));
    }

    @Test
    void aTornLastMessageIsCut() throws Exception {
        Path file = directory.resolve("torn");
        try (SoupStore before = SoupStore.open(file, "FIRST")) {
            before.append(Unpooled.copiedBuffer("whole", StandardCharsets.US_ASCII), 3);
        }
        long whole = Files.size(file);
        Files.write(file, new byte[]{0, 0, 0, 0, 0, 0, 0, 4, 0, 9, 'x'}, StandardOpenOption.APPEND);
        try (SoupStore after = SoupStore.open(file, "SECOND")) {
            assertEquals("FIRST", after.session());
            assertEquals(1, after.count());
            assertEquals(3, after.lastMark());
            ByteBuf read = Unpooled.buffer();
            after.read(1, read);
            assertEquals("whole", read.toString(StandardCharsets.US_ASCII));
        }
        assertEquals(whole, Files.size(file));
    }

    @Test
    void whatDoesNotFitALoginIsRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new SoupClient.Settings("V", "SEVENCH", "", SHORT, SHORT, SHORT, SHORT, 1));
        assertEquals("a username for SoupBinTCP has at most 6 plain characters, this one has 7", refused.getMessage());
        assertNull(client);
    }
}
