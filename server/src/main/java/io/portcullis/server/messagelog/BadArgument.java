package io.portcullis.server.messagelog;

/** Something that was asked for can't be. */
public final class BadArgument extends Exception {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String value;

    /** @param text what is wrong and what is allowed */
    public BadArgument(String field, String value, String text) {
        super(text);
        this.field = field;
        this.value = value;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }
}
