package io.portcullis.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WireBenchmarkTest {
    @Test
    void everyOrderThroughTheRelayIsFilledOnce() throws IOException, InterruptedException {
        try (var farSide = new FarSide();
                var relay = new TcpRelay(farSide.listen("VENUE"));
                var client = new WireClient(relay.port())) {
            var pingPong = client.run(new Load.Window(1, Duration.ofMillis(200)));
            var paced = client.run(new Load.FixedRate(1_000, Duration.ofMillis(300)));
            var saturated = client.run(new Load.Window(100, Duration.ofMillis(200)));

            assertSound(pingPong);
            assertSound(paced);
            assertSound(saturated);
            assertEquals(300, paced.sent());
            assertEquals(300, paced.latencies().getTotalCount());
            assertEquals(new FarSide.Count(client.sent(), 0, 0), farSide.count("VENUE"));
            assertEquals(0, client.session().gaps());
        }
    }

    private static void assertSound(Outcome outcome) {
        assertTrue(outcome.sent() > 0, outcome::toString);
        assertTrue(outcome.isSound(), outcome::toString);
    }
}
