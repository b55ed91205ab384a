package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.SessionKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list of orders may not say about itself, and what is answered then. */
class OrderListsAreReadTest {

    private static @Nullable Objection objectionTo(String fields) {
        String text = "8=FIX.4.4|9=1|35=E|66=L1|" + fields + "|73=1|11=A|67=1|55=XYZ|54=1|38=100|40=1|10=000|";
        return ((Command.NewOrderList) new RequestDecoder("ACC", id -> 0).decode(FixMessage.of(text.replace('|', '\u0001')),
                new Origin(new SessionKey("CLIENT1"), 1, 2))).objection();
    }

    @Test
    void aListInOneMessageIsTakenWhetherOrNotItSaysSo() {
        assertNull(objectionTo("394=3|433=1|68=1"));
        assertNull(objectionTo("394=3|433=2|68=1|893=Y"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"394=3|68=1|893=N; LastFragment(893) must be Y, because a list comes in one message, was N",
        "394=3|68=3|893=N; LastFragment(893) must be Y, because a list comes in one message, was N",
        "394=3|68=3; TotNoOrders(68) must be NoOrders(73), 1, because a list comes in one message, was 3",
        "394=1|68=1; BidType(394) must be 3, no bidding, was 1",
        "394=3|433=3|68=1; ListExecInstType(433) must be 1, at once, or 2, wait for ListExecute(35=L), was 3"})
    void whatWeDoNotDoIsNamed(String fields, String text) {
        Objection objection = objectionTo(fields);
        assertEquals(text, objection == null ? "taken" : objection.text());
    }
}
