package io.portcullis.server.scenarios;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** FIX's names of fields and codes, as the scenario files use them. */
final class Words {

    static final int ACCOUNT = 1;
    static final int AVG_PX = 6;
    static final int CL_ORD_ID = 11;
    static final int CUM_QTY = 14;
    static final int EXEC_ID = 17;
    static final int EXEC_REF_ID = 19;
    static final int EXEC_TRANS_TYPE = 20;
    static final int HANDL_INST = 21;
    static final int LAST_MKT = 30;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int ORDER_ID = 37;
    static final int ORDER_QTY = 38;
    static final int ORD_STATUS = 39;
    static final int ORD_TYPE = 40;
    static final int ORIG_CL_ORD_ID = 41;
    static final int PRICE = 44;
    static final int SENDER_SUB_ID = 50;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TEXT = 58;
    static final int TIME_IN_FORCE = 59;
    static final int LIST_ID = 66;
    static final int LIST_SEQ_NO = 67;
    static final int TOT_NO_ORDERS = 68;
    static final int LIST_EXEC_INST = 69;
    static final int NO_ORDERS = 73;
    static final int CXL_QTY = 84;
    static final int BID_TYPE = 394;
    static final int LIST_STATUS_TYPE = 429;
    static final int LIST_ORDER_STATUS = 431;
    static final int LIST_EXEC_INST_TYPE = 433;
    static final int LIST_STATUS_TEXT = 444;
    static final int CROSS_ID = 548;
    static final int CROSS_TYPE = 549;
    static final int CROSS_PRIORITIZATION = 550;
    static final int ORIG_CROSS_ID = 551;
    static final int NO_SIDES = 552;
    static final int CL_ORD_LINK_ID = 583;
    static final int CONTINGENCY_TYPE = 1385;
    static final int POSS_RESEND = 97;
    static final int STOP_PX = 99;
    static final int EX_DESTINATION = 100;
    static final int TARGET_STRATEGY = 847;
    static final int EXEC_INST = 18;
    static final int MIN_QTY = 110;
    static final int LOCATE_REQD = 114;
    static final int MAX_FLOOR = 111;
    static final int PEG_OFFSET_VALUE = 211;
    static final int PEG_OFFSET_TYPE = 836;
    static final int CXL_REJ_REASON = 102;
    static final int ORD_REJ_REASON = 103;
    static final int EXEC_TYPE = 150;
    static final int EFFECTIVE_TIME = 168;
    static final int TRIGGER_PRICE = 1102;
    static final int TRIGGER_SYMBOL = 1103;
    static final int TRIGGER_PRICE_TYPE = 1107;
    static final int TRIGGER_PRICE_DIRECTION = 1109;
    static final int DISCRETION_INST = 388;
    static final int DISCRETION_OFFSET_VALUE = 389;
    static final int DISCRETION_OFFSET_TYPE = 842;
    static final int LEAVES_QTY = 151;
    static final int PARTY_ID_SOURCE = 447;
    static final int PARTY_ID = 448;
    static final int PARTY_ROLE = 452;
    static final int NO_PARTY_IDS = 453;
    static final int PARTY_ROLE_QUALIFIER = 2376;
    static final int SECURITY_TRADING_STATUS = 326;
    static final int HIGH_PX = 332;
    static final int LOW_PX = 333;
    static final int EXEC_RESTATEMENT_REASON = 378;
    static final int CXL_REJ_RESPONSE_TO = 434;
    static final int WORKING_INDICATOR = 636;
    static final int MULTI_LEG_REPORTING_TYPE = 442;
    static final int MULTI_LEG_RPT_TYPE_REQ = 563;
    static final int NO_LEGS = 555;
    static final int LEG_PRICE = 566;
    static final int LEG_SYMBOL = 600;
    static final int LEG_RATIO_QTY = 623;
    static final int LEG_SIDE = 624;
    static final int LEG_REF_ID = 654;

    /** Symbol(55) of a multi-leg order. */
    static final String STRATEGY = "PAIR";

    /** Their values stand in the files as names of somebody's choice, each for one value throughout a case. */
    static final Set<Integer> IDS = Set.of(CL_ORD_ID, EXEC_ID, EXEC_REF_ID, ORDER_ID, ORIG_CL_ORD_ID, LIST_ID, CROSS_ID, ORIG_CROSS_ID);

    /** Messages about crosses: their orders are the sides. */
    static final Set<String> CROSS_MESSAGES = Set.of("s", "t", "u");

    private static final DataDictionary FIX44 = FixDictionary.of(FixVersion.FIX44).application();
    private static final Map<String, String> EXEC_TYPES = Stream.of(ExecType.values())
            .collect(Collectors.toMap(type -> camel(type.name()), type -> String.valueOf(type.code())));
    private static final Map<String, String> ORD_STATUSES = Stream.of(OrdStatus.values())
            .collect(Collectors.toMap(status -> camel(status.name()), status -> String.valueOf(status.code())));

    private Words() {
    }

    static Told leg(String refId, String side, String symbol, String ratio) {
        return Told.of("leg").with(LEG_REF_ID, refId).with(LEG_SIDE, side).with(LEG_SYMBOL, symbol).with(LEG_RATIO_QTY, ratio);
    }

    /** A field by its number or its name in FIX 4.4. */
    static int tag(String name) {
        if (name.matches("\\d+")) {
            return Integer.parseInt(name);
        }
        if (name.equals("PossResend")) {
            return POSS_RESEND;
        }
        int tag = FIX44.getFieldTag(name);
        if (tag <= 0) {
            throw new IllegalArgumentException("no field of FIX 4.4 has the name " + name);
        }
        return tag;
    }

    /** A value as it is on the wire: ExecType(150) and OrdStatus(39) may stand in the files by their names. */
    static String code(int tag, String word) {
        return switch (tag) {
            case EXEC_TYPE -> known(EXEC_TYPES, word, "ExecType(150)");
            case ORD_STATUS -> known(ORD_STATUSES, word, "OrdStatus(39)");
            default -> word;
        };
    }

    /** What a time such as {@code +10s} is. Null if there is none. */
    static @Nullable Instant at(@Nullable String time, Instant now) {
        return time == null ? null : now.plusSeconds(Long.parseLong(time.substring(0, time.length() - 1)));
    }

    private static String known(Map<String, String> codes, String word, String field) {
        String code = codes.getOrDefault(word, codes.containsValue(word) ? word : null);
        if (code == null) {
            throw new IllegalArgumentException(field + " has no value " + word + ", but " + codes.keySet().stream().sorted().toList());
        }
        return code;
    }

    /** A value as the files have it. */
    static String shown(int tag, String value) {
        Map<String, String> codes = tag == EXEC_TYPE ? EXEC_TYPES : tag == ORD_STATUS ? ORD_STATUSES : Map.of();
        return codes.entrySet().stream().filter(entry -> entry.getValue().equals(value)).map(Map.Entry::getKey).findAny().orElse(value);
    }

    static String name(int tag) {
        return FixDictionary.nameOf(tag);
    }

    private static String camel(String name) {
        return Stream.of(name.split("_")).map(word -> word.charAt(0) + word.substring(1).toLowerCase()).collect(Collectors.joining());
    }
}
