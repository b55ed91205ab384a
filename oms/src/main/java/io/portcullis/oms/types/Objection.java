package io.portcullis.oms.types;

/**
 * One thing that speaks against a request.
 *
 * @param text for the counterparty: names the tag, the value and what is allowed
 */
public record Objection(Refusal refusal, String text) {
}
