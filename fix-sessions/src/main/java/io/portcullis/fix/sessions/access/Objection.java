package io.portcullis.fix.sessions.access;

/**
 * What speaks against the certificate of a counterparty that has come in with it.
 *
 * @param endsConnections whether it was taken back, or its authority is not trusted any more; else it can only not come in anew, such as when a list has run out
 * @param text for operators
 */
public record Objection(boolean endsConnections, String text) {
}
