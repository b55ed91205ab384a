package io.portcullis.oms.types;

/** Why a ListStatus(35=N) is sent: ListStatusType(429). */
public enum ListReport {

    ACKNOWLEDGED(1), RESPONSE(2), STARTED(4), ALL_DONE(5);

    private final int code;

    ListReport(int code) {
        this.code = code;
    }

    /** ListStatusType(429). */
    public int code() {
        return code;
    }
}
