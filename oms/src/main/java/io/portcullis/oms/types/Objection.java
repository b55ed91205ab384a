package io.portcullis.oms.types;

/**
 * One thing that speaks against a request.
 *
 * @param text for the counterparty: names the tag, the value and what is allowed
 * @param limit the number of the limit that it is of; 0 if it is of none, or comes from the event log, which has the text alone
 */
public record Objection(Refusal refusal, String text, int limit) {

    /** One that is of no limit. */
    public Objection(Refusal refusal, String text) {
        this(refusal, text, 0);
    }
}
