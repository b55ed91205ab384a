package io.portcullis.fix.sessions.access;

/**
 * How many may come to the doors of an engine at a time.
 *
 * @param connectionsPerAddress those that are logged on included; one more is closed at once
 * @param waitingConnections without a Logon(35=A) yet, all together; one more takes the place of the one that has waited longest
 */
public record ReceptionLimits(int connectionsPerAddress, int waitingConnections) {

    public static final ReceptionLimits DEFAULT = new ReceptionLimits(1_000, 1_000);

    public ReceptionLimits {
        if (connectionsPerAddress < 1 || waitingConnections < 1) {
            throw new IllegalArgumentException("connections-per-address and waiting-connections must be at least 1");
        }
    }
}
