package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What people may read of messages with secrets in them. */
@ResourceLock("secrets")
class SecretsTest {

    private static final List<String> PARTS = List.of("\u0001", "|", "=", ")=", "554", "554=", "\u0001554=", "\u000154=", "925)=", "7=", "77=", "20096=", "1",
            "x", "<", "=<", "a=b",
            "\u000155=IBM", "\u0001108=30", "\u00e9", "1402=secret", "04=", "1404=");

    @AfterEach
    void onlyTheUsualOnes() {
        Secrets.alsoMask(List.of());
    }

    private static String soh(String text) {
        return text.replace('^', '\u0001');
    }

    @Test
    void passwordsAreMaskedWhereverTheyStand() {
        assertEquals("35=A|553=acme|554=***|925=***|108=30|", Secrets.readable(soh("35=A^553=acme^554=open|sesame^925=new^108=30^")));
        assertEquals("554=***|1554=kept|55=X|", Secrets.readable("554=secret|1554=kept|55=X|"));
        assertEquals("Password(554)=***", Secrets.readable("Password(554)=secret is wrong"));
        assertEquals("nothing to hide in 35=D|", Secrets.readable(soh("nothing to hide in 35=D^")));
    }

    @Test
    void dataWithDelimitersInItIsMaskedAsLongAsItIs() {
        Secrets.alsoMask(List.of(96));

        assertEquals("95=11|96=***|108=30|", Secrets.readable(soh("95=11^96=open^sesame^108=30^")));
        assertEquals("95=999|96=***", Secrets.readable(soh("95=999^96=open^sesame")));
        assertEquals("95=x|96=***|98=0|", Secrets.readable(soh("95=x^96=open^98=0^")));
    }

    @Test
    void rawDataIsShownUnlessTheInstallationNamesIt() {
        assertEquals("95=4|96=text|", Secrets.readable(soh("95=4^96=text^")));
    }

    @Test
    void bytesOfAMessageAreMaskedAsItsTextIsWhereverASecretStands() {
        Secrets.alsoMask(List.of(7, 20_096));
        var random = new Random(2207);
        for (int i = 0; i < 20_000; i++) {
            String message = random.ints(random.nextInt(12), 0, PARTS.size()).mapToObj(PARTS::get).collect(Collectors.joining());
            byte[] bytes = ("554=" + message + "=").getBytes(StandardCharsets.ISO_8859_1);
            byte[] masked = Secrets.masked(bytes, 4, bytes.length - 1);
            String expected = Secrets.masked(message);
            assertEquals(expected, masked == null ? message : new String(masked, StandardCharsets.ISO_8859_1), message);
            assertEquals(expected.equals(message), masked == null, message);
        }
    }
}
