package io.portcullis.server.settings;

/** The installation can't be started as it is set: the message names the file, the key, the value and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SettingsException(String message) {
        super(message);
    }
}
