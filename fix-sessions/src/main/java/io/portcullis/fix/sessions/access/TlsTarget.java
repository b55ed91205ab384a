package io.portcullis.fix.sessions.access;

/**
 * How we connect to a counterparty over TLS.
 *
 * @param serverName which its certificate must be for
 */
public record TlsTarget(TlsContext context, String serverName) {
}
