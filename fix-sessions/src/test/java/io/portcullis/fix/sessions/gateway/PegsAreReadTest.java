package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.SessionKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients' orders follow, in the ways in which FIX says it, and what is answered where they say what we don't do. */
class PegsAreReadTest {

    private static Command decoded(String fields) {
        String text = "8=FIX.4.4|9=1|35=D|11=A|55=XYZ|54=2|38=100|" + fields + "|10=000|";
        return new RequestDecoder("ACC", id -> 0).decode(FixMessage.of(text.replace('|', '\u0001')), new Origin(new SessionKey("CLIENT1"), 1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"40=3|18=a|211=2; TRAILING_STOP 2 PRICE", "40=3|18=1 G a|211=-150|836=1; TRAILING_STOP -150 BASIS_POINTS",
        "40=4|44=9|99=10|1094=8|211=20|836=2|835=0|837=0; TRAILING_STOP 20 TICKS", "40=3|18=a|1094=8|211=2; TRAILING_STOP 2 PRICE",
        "40=P|18=R; PRIMARY 0 PRICE", "40=P|18=M 6; MIDPRICE 0 PRICE", "40=P|1094=4|211=0.01; MARKET 0.01 PRICE"})
    void whatItFollows(String fields, String expected) {
        Peg peg = ((Command.NewOrderSingle) decoded(fields)).conditions().instructions().peg();
        assertEquals(expected, peg.follows() + " " + peg.offsetText() + " " + peg.offsetType());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "40=3|18=a|1094=5|211=2; ExecInst(18) must name one of R, P, M and a, and the one that PegPriceType(1094) names, was a",
        "40=P|18=R M; ExecInst(18) must name one of R, P, M and a, and the one that PegPriceType(1094) names, was R M",
        "40=P|1094=7; PegPriceType(1094) must be 2, 4, 5 or 8, was 7", "40=3|99=9|211=2; PegOffsetValue(211) goes with ExecInst(18) R, P, M or a only, was 2",
        "40=3|18=a|211=2|836=3; PegOffsetType(836) must be 0, 1 or 2, was 3", "40=3|18=a|211=2|835=1; PegMoveType(835) must be 0, was 1",
        "40=3|18=a|211=2|837=2; PegLimitType(837) must be 0, was 2", "40=3|18=a|211=2|838=1; PegRoundDirection(838) is not supported, was 1",
        "40=3|18=a|211=2|840=2; PegScope(840) is not supported, was 2", "40=P|18=R|1098=ABC; PegSymbol(1098) is not supported, was ABC",
        "40=P|18=L; ExecInst(18) must be 1, 2, 5, 6, E, F, G, J, K, M, P, R or a, was L", "40=3|18=a|211=x; PegOffsetValue(211)"})
    void whatWeDoNotDoIsNamed(String fields, String text) {
        String answer = ((Command.UnreadableRequest) decoded(fields)).objection().text();
        assertEquals(text, answer.substring(0, Math.min(text.length(), answer.length())), answer);
    }
}
