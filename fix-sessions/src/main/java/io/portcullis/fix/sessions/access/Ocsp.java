package io.portcullis.fix.sessions.access;

/** Whether the authority of a counterparty's certificate is asked whether it was revoked (OCSP, RFC 6960), at the address that the certificate says. */
public enum Ocsp {
    /** Nobody is asked. */
    OFF,
    /** Whoever the authority says is revoked is refused; where it gives no answer, the counterparty may come in, and people are told. */
    SOFT,
    /** Only those for whom the authority answers that they are good may come in. */
    HARD
}
