package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.TimeInForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CancelOnDisconnectTest {

    private static final CancelOnDisconnect AT_ONCE = new CancelOnDisconnect(Set.of(LogoffCause.LOST_CONNECTION), Duration.ZERO, false);

    @TestFactory
    List<DynamicTest> cancelOnDisconnectTxt() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (var in = CancelOnDisconnectTest.class.getResourceAsStream("/cancel-on-disconnect.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).toList()) {
                tests.add(DynamicTest.dynamicTest(line, () -> check(line.split("\\|"))));
            }
        }
        return tests;
    }

    private static void check(String[] cells) {
        Desk desk = new Desk(agreed(cells[0].strip()));
        desk.logOn().order("X", 10, "10", TimeInForce.valueOf(cells[1].strip())).ack("A", "D1").told();
        int passed = 0;
        String canceled = desk.logOff(LogoffCause.valueOf(cells[2].strip())).told().isEmpty() ? "never" : "at once";
        for (String step : cells[3].strip().split(", *")) {
            String[] words = step.split(" ");
            switch (words[0]) {
                case "" -> {
                }
                case "wait" -> {
                    passed += Integer.parseInt(words[1]);
                    desk.wait(Integer.parseInt(words[1]));
                }
                case "back" -> desk.logOn();
                case "hub" -> desk.house(new Command.HubRestarted());
                default -> desk.logOff(LogoffCause.valueOf(words[0]));
            }
            String told = desk.told();
            if (!told.isEmpty()) {
                assertEquals("A F1 D1", told);
                canceled = "after " + passed;
            }
        }
        assertEquals(cells[4].strip(), canceled);
        String live = Desk.hash(desk.state);
        for (int cut = 0; cut <= desk.log.size(); cut++) {
            assertEquals(live, desk.hashOfTheFold(cut), "snapshot after record " + cut);
        }
    }

    private static CancelOnDisconnect agreed(String text) {
        String[] words = text.split(" ");
        return new CancelOnDisconnect(Arrays.stream(words[0].split(",")).map(LogoffCause::valueOf).collect(Collectors.toSet()),
                Duration.ofSeconds(Integer.parseInt(words[1])), words[2].equals("all"));
    }

    @Test
    void theClientReadsWhyItsOrderWasCanceled() {
        Desk desk = new Desk(new CancelOnDisconnect(Set.of(LogoffCause.HEARTBEAT_TIMEOUT), Duration.ofSeconds(10), false));
        desk.logOn().order("X", 10, "10").ack("A", "D1").logOff(LogoffCause.HEARTBEAT_TIMEOUT).wait(10).told();
        desk.canceled("A", "F1", 0);
        assertEquals("8 X CANCELED CANCELED 10 0 0", desk.told());
        assertEquals("canceled on disconnect: heartbeat time-out, not back within 10s", desk.text());
    }

    @Test
    void whatTheVenueExecutesMeanwhileCounts() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").logOff(LogoffCause.LOST_CONNECTION).told();
        desk.fill("A", "D1", "e1", 4, "10", 4).canceled("A", "F1", 4);
        assertEquals("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10\n8 X CANCELED CANCELED 10 4 0 avg 10", desk.told());
    }

    @Test
    void anOrderThatTheClientIsCancelingItselfIsLeftAlone() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        assertEquals("", desk.logOff(LogoffCause.LOST_CONNECTION).told());
        assertEquals("8 Y/X CANCELED CANCELED 10 0 0", desk.canceled("A", "F1", 0).told());
    }

    @Test
    void anOrderThatIsOpenAgainBecauseAnExecutionIsTakenBackIsCanceledToo() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10).logOff(LogoffCause.LOST_CONNECTION).told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null);
        assertEquals("8 X TRADE_CANCEL NEW 10 0 10", desk.told());
        for (int cut = 0; cut <= desk.log.size(); cut++) {
            assertEquals(Desk.hash(desk.state), desk.hashOfTheFold(cut), "snapshot after record " + cut);
        }
        desk.restart();
        assertEquals("A F1 D1", desk.wait(1).told());
        assertEquals("8 X CANCELED CANCELED 10 0 0", desk.canceled("A", "F1", 0).told());
        assertEquals("canceled on disconnect: connection lost", desk.text());
    }

    @Test
    void anOrderIsLeftAloneIfItIsOpenAgainWhenTheClientIsBack() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10).logOff(LogoffCause.LOST_CONNECTION).logOn().told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null).told();
        assertEquals("", desk.wait(60).told());
    }

    @Test
    void anOrderThatTheClientWasCancelingInVainIsCanceledToo() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").cancel("Y", "X").logOff(LogoffCause.LOST_CONNECTION).told();
        desk.cancelReject("A", "F1", 99).told();
        assertEquals("A F2 D1", desk.wait(1).told());
        desk.cancelReject("A", "F2", 99).told();
        assertEquals("", desk.wait(1).told());
    }

    @Test
    void anOrderThatTheDeskWasCancelingInVainIsCanceledOnceMore() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.CancelOrder(desk.state.openOrdersByAge().iterator().next().orderId(), "ops", "by telephone"));
        desk.logOff(LogoffCause.LOST_CONNECTION).cancelReject("A", "F1", 99).told();
        assertEquals("A F2 D1", desk.wait(1).told());
        desk.cancelReject("A", "F2", 99).told();
        assertEquals("", desk.wait(1).told());
    }

    @Test
    void aSessionThatSentNothingLeavesNothingToDo() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn();
        int before = desk.log.size();
        desk.logOff(LogoffCause.LOST_CONNECTION).wait(1);
        assertEquals(before + 1, desk.log.size());
    }

    @Test
    void manyOrdersAreCanceledInPartsAndACrashBetweenLosesNone() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn();
        for (int i = 0; i < 450; i++) {
            desk.order("X" + i, 10, "10").ack("A", "D" + (i + 1));
        }
        desk.told();
        desk.logOff(LogoffCause.LOST_CONNECTION);
        assertEquals(200, desk.told().lines().count());
        assertTrue(desk.isBehind());
        desk.restart();
        desk.wait(0);
        assertEquals(200, desk.told().lines().count());
        desk.wait(0);
        assertEquals(50, desk.told().lines().count());
        assertFalse(desk.isBehind());
    }

    @Test
    void anOrderThatBecomesOneForTheDayWhenItsClientIsGoneIsCanceledAsTheOthersWere() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1");
        desk.replace("Y", "X", 10, "10").told();
        assertEquals("", desk.logOff(LogoffCause.LOST_CONNECTION).told());
        desk.canceled("A", "F1", 0).told();
        assertEquals("A F2 D2", desk.wait(1).told());
    }

    @Test
    void anOrderThatTheDeskMakesOneForTheDayWhenItsClientIsGoneIsCanceledAsTheOthersWere() {
        Desk desk = new Desk(AT_ONCE);
        desk.logOn().order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").logOff(LogoffCause.LOST_CONNECTION).told();
        assertNull(desk.act(new DeskAction.Change(desk.orderOf("X").orderId(), null, null, TimeInForce.DAY, 0, RestatedBecause.VERBAL)));
        desk.canceled("A", "F1", 0).told();
        assertEquals("A F2 D2", desk.wait(1).told());
    }
}
