package io.portcullis.oms.types;

/** How a session is meant to be by our own people, whatever its connection does. */
public enum SessionIntent {
    /** It may be logged on when its schedule says so. */
    STARTED,
    /** It is to stay logged out until somebody starts it. */
    STOPPED,
    /** It is out of service until somebody enables it. */
    DISABLED
}
