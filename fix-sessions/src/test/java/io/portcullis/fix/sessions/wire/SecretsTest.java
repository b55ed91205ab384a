package io.portcullis.fix.sessions.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What people may read of messages with secrets in them. */
@ResourceLock("secrets")
class SecretsTest {

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
        assertTrue(Secrets.isSecret(96) && Secrets.isSecret(554));
    }

    @Test
    void rawDataIsShownUnlessTheInstallationNamesIt() {
        assertEquals("95=4|96=text|", Secrets.readable(soh("95=4^96=text^")));
    }
}
