package io.portcullis.fix.sessions.gateway;

/** The FIX tags that the gateway reads and writes. */
final class Tags {

    static final int ACCOUNT = 1;
    static final int AVG_PX = 6;
    static final int CL_ORD_ID = 11;
    static final int CUM_QTY = 14;
    static final int CURRENCY = 15;
    static final int EXEC_ID = 17;
    static final int EXEC_INST = 18;
    static final int EXEC_REF_ID = 19;
    static final int EXEC_TRANS_TYPE = 20;
    static final int LAST_MKT = 30;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int ORDER_ID = 37;
    static final int ORDER_QTY = 38;
    static final int ORD_STATUS = 39;
    static final int ORD_TYPE = 40;
    static final int ORIG_CL_ORD_ID = 41;
    static final int PRICE = 44;
    static final int REF_SEQ_NUM = 45;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TEXT = 58;
    static final int TIME_IN_FORCE = 59;
    static final int TRANSACT_TIME = 60;
    static final int POSS_RESEND = 97;
    static final int STOP_PX = 99;
    static final int CXL_REJ_REASON = 102;
    static final int ORD_REJ_REASON = 103;
    static final int CLIENT_ID = 109;
    static final int CXL_TYPE = 125;
    static final int EXPIRE_TIME = 126;
    static final int DK_REASON = 127;
    static final int MIN_QTY = 110;
    static final int MAX_FLOOR = 111;
    static final int EXEC_TYPE = 150;
    static final int LEAVES_QTY = 151;
    static final int REF_TAG_ID = 371;
    static final int REF_MSG_TYPE = 372;
    static final int SESSION_REJECT_REASON = 373;
    static final int EXEC_RESTATEMENT_REASON = 378;
    static final int BUSINESS_REJECT_REF_ID = 379;
    static final int BUSINESS_REJECT_REASON = 380;
    static final int EXPIRE_DATE = 432;
    static final int CXL_REJ_RESPONSE_TO = 434;
    static final int PARTY_ID_SOURCE = 447;
    static final int PARTY_ID = 448;
    static final int PARTY_ROLE = 452;
    static final int NO_PARTY_IDS = 453;
    static final int WORKING_INDICATOR = 636;
    static final int MASS_CANCEL_REQUEST_TYPE = 530;
    static final int MASS_CANCEL_RESPONSE = 531;
    static final int MASS_CANCEL_REJECT_REASON = 532;
    static final int TOTAL_AFFECTED_ORDERS = 533;
    static final int MASS_STATUS_REQ_ID = 584;
    static final int MASS_STATUS_REQ_TYPE = 585;
    static final int ORD_STATUS_REQ_ID = 790;
    static final int COPY_MSG_INDICATOR = 797;
    static final int TOT_NUM_REPORTS = 911;
    static final int LAST_RPT_REQUESTED = 912;
    static final int PEG_OFFSET_VALUE = 211;
    static final int PEG_MOVE_TYPE = 835;
    static final int PEG_OFFSET_TYPE = 836;
    static final int PEG_LIMIT_TYPE = 837;
    static final int PEG_ROUND_DIRECTION = 838;
    static final int PEG_SCOPE = 840;
    static final int PEG_PRICE_TYPE = 1094;
    static final int PEG_SECURITY_ID_SOURCE = 1096;
    static final int PEG_SECURITY_ID = 1097;
    static final int PEG_SYMBOL = 1098;
    static final int DISPLAY_METHOD = 1084;
    static final int DISPLAY_LOW_QTY = 1085;
    static final int DISPLAY_HIGH_QTY = 1086;
    static final int DISPLAY_QTY = 1138;
    static final int MASS_ACTION_REPORT_ID = 1369;
    static final int MASS_ACTION_TYPE = 1373;
    static final int MASS_ACTION_SCOPE = 1374;
    static final int MASS_ACTION_RESPONSE = 1375;
    static final int MASS_ACTION_REJECT_REASON = 1376;

    private Tags() {
    }
}
