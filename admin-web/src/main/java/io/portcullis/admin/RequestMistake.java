package io.portcullis.admin;

import io.vertx.core.json.JsonObject;

/** A request that cannot be answered as it is: the caller's mistake, told with the field and the value. */
final class RequestMistake extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int SHOWN_VALUE = 200;

    private final int status;
    private final String field;
    private final String value;

    /**
     * @param status of HTTP: 4xx
     * @param field the parameter, header or body field that is wrong
     * @param value as received
     * @param text what is wrong with it and what is allowed
     */
    RequestMistake(int status, String field, String value, String text) {
        super(text, null, false, false);
        this.status = status;
        this.field = field;
        this.value = value.length() <= SHOWN_VALUE ? value : value.substring(0, SHOWN_VALUE) + "…";
    }

    int status() {
        return status;
    }

    JsonObject toJson() {
        return new JsonObject().put("error", new JsonObject().put("field", field).put("value", value).put("text", getMessage()));
    }
}
