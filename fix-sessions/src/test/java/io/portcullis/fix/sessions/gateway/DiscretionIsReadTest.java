package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.SessionKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far beyond their limit clients' orders may be executed, and what is answered where they say what we don't do. */
class DiscretionIsReadTest {

    private static Command decoded(String fields) {
        String text = "8=FIX.4.4|9=1|35=D|11=A|55=XYZ|54=2|38=100|40=2|44=10|" + fields + "|10=000|";
        return new RequestDecoder("ACC", id -> 0).decode(FixMessage.of(text.replace('|', '\u0001')), new Origin(new SessionKey("CLIENT1"), 1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"59=0; null", "388=0|389=0.05; 0.05", "388=0|389=-0.05|842=0; -0.05",
        "388=0|389=25|842=1|841=0|843=0; 25 basis points",
        "388=0|389=3|842=2; 3 ticks", "388=0; 0"})
    void howFar(String fields, String expected) {
        assertEquals(expected, String.valueOf(((Command.NewOrderSingle) decoded(fields)).conditions().instructions().discretion()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"388=1|389=0.05; DiscretionInst(388) must be 0, was 1", "388=x|389=0.05; DiscretionInst(388) must be 0, was x",
        "388=0|389=1|842=3; DiscretionOffsetType(842) must be 0, 1 or 2, was 3", "388=0|389=1|841=1; DiscretionMoveType(841) must be 0, was 1",
        "388=0|389=1|843=2; DiscretionLimitType(843) must be 0, was 2", "388=0|389=1|844=1; DiscretionRoundDirection(844) is not supported, was 1",
        "388=0|389=1|846=2; DiscretionScope(846) is not supported, was 2", "389=1; DiscretionOffsetValue(389) goes with DiscretionInst(388) only, was 1",
        "388=0|389=x; DiscretionOffsetValue(389)"})
    void whatWeDoNotDoIsNamed(String fields, String text) {
        String answer = ((Command.UnreadableRequest) decoded(fields)).objection().text();
        assertEquals(text, answer.substring(0, Math.min(text.length(), answer.length())), answer);
    }
}
