package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The session CLIENT1 may use the accounts ACC and ACC2. */
class AccountRightsTest {

    private final Desk desk = new Desk();

    @Test
    void anOrderMayNameAnyAccountOfItsSession() {
        desk.orderFor("X", "ACC2", null);

        assertEquals("ACC2", desk.orderOf("X").terms().account());
    }

    @Test
    void anAccountOfAnotherSessionIsRefusedByNamingTheSessionsOwn() {
        desk.orderFor("X", "GLOBEX", null);

        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("Account(1) must not be GLOBEX: session CLIENT1 may use ACC or ACC2", desk.text());
    }

    @Test
    void anOrderWithoutAnAccountIsRefusedWhereTheSessionHasNoDefault() {
        desk.orderFor("X", null, null);

        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("Account(1) is missing: session CLIENT1 may use ACC or ACC2", desk.text());
    }

    @Test
    void aRefusedOrderGivesOneRecord() {
        int before = desk.log.size();

        desk.orderFor("X", "GLOBEX", null);

        assertEquals(before + 1, desk.log.size());
    }

    @Test
    void aReplaceMayNameTheAccountOfItsOrderOrNone() {
        desk.orderFor("X", "ACC2", null).ack("A", "D1").told();

        desk.replaceFor("Y", "X", "ACC2", null);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10\nA G1 D1 20@10");
    }

    @Test
    void aReplaceMovesAnOrderOfWhichNothingIsExecutedToAnotherAccountThatTheSessionMayUse() {
        desk.orderFor("X", "ACC2", null).ack("A", "D1").told();
        desk.replaceFor("Y", "X", "NOBODYS", null);
        told("9 Y/X NEW REPLACE 99");
        desk.replaceFor("Y", "X", "ACC", null);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10\nA F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Y/X REPLACED NEW 20 0 20\nA D2 20@10");
        desk.fill("A", "D2", "e1", 1, "10", 1).told();

        desk.replaceFor("Z", "Y", "ACC2", null);
        told("9 Z/Y PARTIALLY_FILLED REPLACE 2");
        assertEquals("Account(1) of the order is ACC and cannot become ACC2, because 1 of it is executed", desk.text());
    }

    @Test
    void aCurrencyThatIsNotTheInstrumentsIsRefused() {
        desk.orderFor("X", "ACC", "EUR");
        told("8 X REJECTED REJECTED 10 0 0");
        assertEquals("Currency(15) must be USD for Symbol(55) XYZ, was EUR", desk.text());

        desk.orderFor("Y", "ACC", "USD").ack("A", "D1").told();
        desk.replaceFor("Z", "Y", null, "EUR");
        told("9 Z/Y NEW REPLACE 99");
        assertEquals("Currency(15) must be USD for Symbol(55) XYZ, was EUR", desk.text());
    }

    private void told(String lines) {
        assertEquals(lines, desk.told());
    }
}
