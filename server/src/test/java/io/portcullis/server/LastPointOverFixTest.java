package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.VenueId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router with a fault that the order core does not see: what it sends too much reaches no venue. Over FIX, with a venue that says and hears exactly what the test says. */
class LastPointOverFixTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isFaulty = new AtomicBoolean();
    private OwnInstallation installation;
    private RawVenue venue;
    private Main hub;
    private VersionedClient client;

    /** Its routes are right while the core adds them up, and twice as many when it creates the orders. */
    private static final class Doubled extends AbstractList<Router.Route> {

        private final List<Router.Route> routes;

        Doubled(List<Router.Route> routes) {
            this.routes = routes;
        }

        @Override
        public Router.Route get(int index) {
            return routes.get(index % routes.size());
        }

        @Override
        public int size() {
            boolean areCreated = StackWalker.getInstance().walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("create")));
            return areCreated ? 2 * routes.size() : routes.size();
        }
    }

    private final class Faulty implements Router {

        private final Router right;

        Faulty(Router right) {
            this.right = right;
        }

        @Override
        public boolean isTakenBy(VenueId at, Conditions conditions) {
            return right.isTakenBy(at, conditions);
        }

        @Override
        public boolean isChangedBy(VenueId at, Conditions from, Conditions to) {
            return right.isChangedBy(at, from, to);
        }

        @Override
        public List<Route> route(Request request, Market market) {
            List<Route> routes = right.route(request, market);
            return isFaulty.get() ? new Doubled(routes) : routes;
        }
    }

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "");
        venue = new RawVenue();
        Files.writeString(directory.resolve("conf/venues.ini"),
                "[RAW1]\nversion = FIX.4.4\nmarket-data = no\nreconcile = no\nreconnect = 100ms\nport = " + venue.port() + "\n");
        run();
    }

    private void run() throws Exception {
        hub = installation.start(failures::add, Faulty::new);
        venue.awaitLogon();
        client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        venue.close();
        assertEquals(List.of(), failures);
    }

    private void told(String start) throws Exception {
        String told = client.next();
        assertTrue(told.startsWith(start), told);
    }

    private Map<Integer, String> heard(String msgType, String orderQty) throws Exception {
        Map<Integer, String> heard = venue.hears();
        assertEquals(msgType + " " + orderQty, heard.get(35) + " " + heard.get(38));
        return heard;
    }

    private String venues() {
        return installation.run("venue", "list").text();
    }

    @Test
    void theFirstShareTooManyIsStoppedAndTheVenueGetsNothingNewUntilItIsResumed() throws Exception {
        isFaulty.set(true);
        client.placed("X", 100, "200.00");
        told("8 150=0 39=0 11=X");
        String first = heard("D", "100").get(11);
        Patience.await("the venue is drained", () -> venues().contains("drained") && venues().contains("stopped before RAW1"));

        isFaulty.set(false);
        client.placed("Y", 10, "200.00");
        told("8 150=8 39=8 11=Y");
        venue.reports("37=V1|17=e1|11=" + first + "|150=F|39=2|38=100|32=100|31=200|14=100|151=0|6=200|55=IBM|54=1|");
        told("8 150=F 39=2 11=X");

        assertEquals(0, installation.run("venue", "resume", "RAW1", "--user", "anna", "--reason", "the router is right again").exitCode());
        client.placed("Z", 10, "200.00");
        told("8 150=0 39=0 11=Z");
        heard("D", "10");
        assertEquals(1, orderLog("too much|stopped before RAW1.*order O.* is for 100, 0 of it executed and 100 open at venues, and this would be 100 more",
                "LastPointStopped"));
    }

    @Test
    void itIsStoppedOverARestartAsWell() throws Exception {
        client.placed("X", 100, "200.00");
        told("8 150=0 39=0 11=X");
        heard("D", "100");
        client.close();
        hub.close();
        run();
        isFaulty.set(true);
        client.placed("Y", 10, "200.00");
        told("8 150=0 39=0 11=X"); // once more, to a client that has forgotten it
        told("8 150=0 39=0 11=Y");
        heard("H", null);
        heard("D", "10");
        Patience.await("the venue is drained", () -> venues().contains("drained"));
        client.cancelled("C", "X");
        heard("F", "100");
    }

    private long orderLog(String text, String kind) throws Exception {
        Path log = directory.resolve("data/logs/orders.log");
        Patience.await("it is in the order log", () -> Files.readString(log).contains(kind));
        return Files.readAllLines(log).stream().filter(line -> line.contains(kind) && line.matches(".*(" + text + ").*")).count();
    }
}
