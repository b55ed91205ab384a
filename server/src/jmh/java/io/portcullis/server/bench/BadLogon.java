package io.portcullis.server.bench;

/** Connections that are not to be let in, each for another reason. */
enum BadLogon {
    /** A port of the load generator's own takes them and closes them: what they cost a machine by themselves. */
    ELSEWHERE("at another port"),
    /** A Logon(35=A) with a SenderCompID(49) that nobody has. */
    UNKNOWN("unknown CompID"),
    /** A Logon for a session that must come from elsewhere. */
    ADDRESS("wrong address"),
    /** No FIX at all. */
    GARBAGE("garbage"),
    /** Wrong passwords from one address, which is locked out soon. */
    PASSWORD("wrong password, one address"),
    /** Wrong passwords, each from an address that has not tried before. */
    PASSWORDS("wrong password, ever new addresses"),
    /** TLS whose handshake makes the server compute its part, and then breaks. */
    TLS("TLS handshake that fails"),
    /** No TLS at all on the port for TLS. */
    NO_TLS("garbage where TLS is expected");

    private final String title;

    BadLogon(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isForTls() {
        return this == TLS || this == NO_TLS;
    }
}
