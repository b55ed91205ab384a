package io.portcullis.server.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The versions of Portcullis and of the Java that it runs on. */
public final class BuildVersion implements IVersionProvider {

    /** Of this build. */
    public static String number() {
        return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }

    @Override
    public String[] getVersion() {
        return new String[]{"portcullis " + number() + ", Java " + Runtime.version()};
    }
}
