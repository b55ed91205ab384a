package io.portcullis.server.scenarios;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.Contingency;
import java.math.BigDecimal;
import java.util.TreeMap;

/**
 * What the files say in FIX 4.4's words, in those of another version. All that differs between FIX 4.2, 4.4 and 5.0 SP2 in these messages stands here and, for people, in the
 * README of the scenarios.
 */
final class VersionWords {

    private static final int DISPLAY_QTY = 1138;
    private static final String TRIGGERED = "L";
    private static final String RESTATED = "D";
    private static final int LAST_REJ_REASON_OF_FIX42 = 8;
    private static final int LAST_CXL_REASON_OF_FIX42 = 3;
    private static final int LAST_CXL_REASON_OF_FIX44 = 6;

    private final boolean isBefore43;
    private final boolean isBefore50;

    VersionWords(FixVersion version) {
        isBefore50 = version.isBefore(FixVersion.FIX50);
        isBefore43 = version.isBefore(FixVersion.FIX43);
    }

    /** A counterparty's message. */
    Told said(Told told) {
        if (told.msgType().equals("E") && !isBefore50) {
            return contingency(told);
        }
        if (!isBefore43) {
            return told;
        }
        Told said = new Told(told.msgType(), new TreeMap<>(told.fields()), told.orders().stream().map(this::said).toList());
        switch (told.msgType()) {
            case "D", "G" -> said.withDefault(Words.HANDL_INST, "1");
            case "8" -> execution(said).withDefault(Words.LAST_QTY, "0").withDefault(Words.LAST_PX, "0");
            default -> {
                // the same
            }
        }
        return said;
    }

    /** FIX 5.0 SP2 has ContingencyType(1385), which has no bracket. */
    private static Told contingency(Told told) {
        Told said = new Told(told.msgType(), new TreeMap<>(told.fields()), told.orders());
        Contingency contingency = Contingency.ofWord(told.getOr(Words.LIST_EXEC_INST, ""));
        if (contingency != null && contingency != Contingency.BRACKET) {
            said.fields().remove(Words.LIST_EXEC_INST);
            said.with(Words.CONTINGENCY_TYPE, contingency.code());
        }
        return said;
    }

    /** The hub's message, as far as a file has it. */
    Told expected(Told told) {
        if (!isBefore50) {
            return displayed(told);
        }
        Told expected = new Told(told.msgType(), new TreeMap<>(told.fields()), told.orders().stream().map(this::expected).toList());
        if (told.getOr(Words.EXEC_RESTATEMENT_REASON, "").equals("99")) {
            expected.with(Words.EXEC_RESTATEMENT_REASON, isBefore43 ? "4" : "99");
        }
        expected.fields().remove(Words.CONTINGENCY_TYPE);
        if (isBefore43) {
            expected.fields().remove(Words.CL_ORD_LINK_ID);
        }
        if (told.getOr(Words.EXEC_TYPE, "").equals(TRIGGERED)) {
            expected.with(Words.EXEC_TYPE, RESTATED).with(Words.EXEC_RESTATEMENT_REASON, isBefore43 ? "4" : "99");
        }
        if (isBefore43) {
            expected.fields().remove(Words.WORKING_INDICATOR);
        }
        if (!isBefore43) {
            reason(expected, Words.CXL_REJ_REASON, LAST_CXL_REASON_OF_FIX44, "99");
            return expected;
        }
        if (told.msgType().equals("8") && told.get(Words.EXEC_TYPE) != null) {
            execution(expected);
        }
        reason(expected, Words.ORD_REJ_REASON, LAST_REJ_REASON_OF_FIX42, "0");
        reason(expected, Words.CXL_REJ_REASON, LAST_CXL_REASON_OF_FIX42, "2");
        return expected;
    }

    /** FIX 5.0 SP2 has DisplayQty(1138). */
    private static Told displayed(Told told) {
        String maxFloor = told.get(Words.MAX_FLOOR);
        if (maxFloor == null) {
            return told;
        }
        Told displayed = new Told(told.msgType(), new TreeMap<>(told.fields()));
        displayed.fields().remove(Words.MAX_FLOOR);
        return displayed.with(DISPLAY_QTY, maxFloor);
    }

    /** ExecTransType(20) tells what it is; a fill is partial or full, everything else repeats the order's status. */
    private static Told execution(Told told) {
        String status = told.getOr(Words.ORD_STATUS, "0");
        switch (told.getOr(Words.EXEC_TYPE, "")) {
            case "F" -> told.with(Words.EXEC_TRANS_TYPE, "0").with(Words.EXEC_TYPE, isFull(told) ? "2" : "1");
            case "H" -> told.with(Words.EXEC_TRANS_TYPE, "1").with(Words.EXEC_TYPE, status);
            case "G" -> told.with(Words.EXEC_TRANS_TYPE, "2").with(Words.EXEC_TYPE, status);
            case "I" -> told.with(Words.EXEC_TRANS_TYPE, "3").with(Words.EXEC_TYPE, status);
            case "5" -> told.with(Words.EXEC_TRANS_TYPE, "0").with(Words.ORD_STATUS, status.equals("0") ? "5" : status);
            default -> told.with(Words.EXEC_TRANS_TYPE, "0");
        }
        return told;
    }

    private static boolean isFull(Told told) {
        BigDecimal orderQty = new BigDecimal(told.getOr(Words.ORDER_QTY, "0"));
        return new BigDecimal(told.getOr(Words.LEAVES_QTY, "0")).signum() == 0 && new BigDecimal(told.getOr(Words.CUM_QTY, "0")).compareTo(orderQty) >= 0;
    }

    private static void reason(Told told, int tag, int last, String otherwise) {
        String reason = told.get(tag);
        if (reason != null && reason.matches("\\d+") && Integer.parseInt(reason) > last) {
            told.with(tag, otherwise);
        }
    }
}
