package io.portcullis.fix.sessions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may log on, by address and certificate, and what is told of the others. */
class AccessRulesTest {

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource({"10.1.0.0/16,10.1.255.3,true", "10.1.0.0/16,10.2.0.1,false", "10.1.2.128/25,10.1.2.127,false", "10.1.2.128/25,10.1.2.200,true",
        "0.0.0.0/0,203.0.113.9,true", "192.0.2.7,192.0.2.7,true", "192.0.2.7,192.0.2.8,false", "2001:db8::/32,2001:db8:1::5,true",
        "2001:db8::/32,2001:db9::5,false", "::1,::1,true", "0.0.0.0/0,::1,false", "10.0.0.0/8,::ffff:10.9.9.9,true"})
    void anAddressIsInARangeIfItBeginsWithTheSameBits(String range, String address, boolean isIn) throws Exception {
        assertEquals(isIn, AddressRange.of(range).contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "2001:db8::/129", "host.example", "10.0.0.0/x"})
    void whatIsNoRangeIsSaidSo(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressRange.of(text));
    }

    private static final PeerCertificate ACME = new PeerCertificate(new X500Principal("CN=acme, O=ACME Ltd"), "cGlu");
    private static final AccessRules WITH_SUBJECT = new AccessRules(List.of(), false, new X500Principal("cn=ACME,o=acme ltd"), Set.of(), null);
    private static final AccessRules WITH_PIN = new AccessRules(List.of(), false, null, Set.of("cGlu", "bmV3"), null);

    @Test
    void aSubjectIsTheSameHoweverItIsSpaced() {
        assertNull(WITH_SUBJECT.objectionTo(ACME));
        assertEquals("the certificate is of CN=other with the pin cGlu, allowed is CN=ACME,O=acme ltd",
                text(WITH_SUBJECT.objectionTo(new PeerCertificate(new X500Principal("CN=other"), "cGlu"))));
    }

    @Test
    void oneOfThePinsIsEnough() {
        assertNull(WITH_PIN.objectionTo(ACME));
        assertNotNull(WITH_PIN.objectionTo(new PeerCertificate(ACME.subject(), "b2xk")));
        assertEquals("no certificate was shown", text(WITH_PIN.objectionTo((PeerCertificate) null)));
    }

    @Test
    void rulesOnACertificateMeanTls() throws Exception {
        Denial denial = WITH_SUBJECT.objectionTo(Peer.plain(InetAddress.getByName("192.0.2.1")));

        assertEquals(Denial.Reason.NOT_ENCRYPTED, denial.reason());
    }

    @Test
    void aFloodIsToldOnceAndCountedThen() {
        List<String> told = new ArrayList<>();
        AccessAlerts alerts = new AccessAlerts(alert -> told.add(alert.toString()));
        Denial denial = new Denial(Denial.Reason.UNKNOWN_SESSION, "there is no session X");
        for (int i = 0; i < 1000; i++) {
            alerts.denied(denial, "X", "192.0.2.1");
        }
        assertEquals(List.of("not let in as X from 192.0.2.1: there is no session X"), told);

        alerts.minuteIsOver();
        assertEquals("not let in as X from 192.0.2.1: there is no session X (and 999 times more)", told.getLast());

        for (int i = 0; i < 1000; i++) {
            alerts.denied(denial, "X" + i, "192.0.2.1");
        }
        assertTrue(told.size() <= 2 + 100, () -> "" + told.size());
        assertTrue(alerts.status().startsWith("2000 turned away since the start"), alerts.status());
    }

    private static String text(Denial denial) {
        return denial.text();
    }
}
