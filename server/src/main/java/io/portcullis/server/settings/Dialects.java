package io.portcullis.server.settings;

import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.dialect.DialectException;
import io.portcullis.fix.sessions.dialect.InstrumentCodes;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.oms.instrument.Instruments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The dialects that the installation's sessions speak: each is {@code conf/dialects/<name>.yaml} or, where there is no such file, one that ships with the hub. */
public final class Dialects {

    private static final String SHIPPED = "dialects/";

    private final Path directory;
    private final InstrumentCodes codes;
    private final Map<String, Dialect> inUse = new TreeMap<>();

    /** Without any: they are read by {@link #read(String)}. @param conf the installation's files */
    public Dialects(Path conf, Instruments instruments) {
        directory = conf.resolve("dialects");
        codes = new InstrumentCodes(instruments);
    }

    /** Those of the sessions. @throws SettingsException naming what is wrong with a file, or the session whose version is another one */
    public static Dialects of(Path conf, Instruments instruments, List<FixSessionSettings> sessions) {
        Dialects dialects = new Dialects(conf, instruments);
        for (FixSessionSettings session : sessions) {
            String name = session.dialect().name();
            if (name != null) {
                dialects.checkVersion(session, dialects.inUse.computeIfAbsent(name, dialects::read));
            }
        }
        return dialects;
    }

    private void checkVersion(FixSessionSettings session, Dialect dialect) {
        if (dialect.version() != session.version()) {
            throw new SettingsException(
                    "session " + session.key() + " speaks " + session.version() + ", but its dialect = " + dialect + " is of " + dialect.version());
        }
    }

    /** As its file is now. @throws SettingsException naming file, line, key and value of what is wrong */
    public Dialect read(String name) {
        String text = text(fileOf(name), name);
        try {
            Dialect dialect = Dialect.read(fileOf(name).toString(), text, codes);
            if (!dialect.name().equals(name)) {
                throw new SettingsException(fileOf(name) + ": dialect=" + dialect.name() + " must be as the file is called, " + name);
            }
            return dialect;
        } catch (DialectException e) {
            throw new SettingsException(e.text());
        }
    }

    private static String text(Path file, String name) {
        if (Files.exists(file)) {
            return SettingsText.of(file);
        }
        String shipped = shippedOrNull(SHIPPED + name + ".yaml");
        if (shipped == null) {
            throw new SettingsException("dialect = " + name + ": there is no " + file + ", and none of that name ships with the hub");
        }
        return shipped;
    }

    private static @Nullable String shippedOrNull(String resource) {
        try (InputStream in = Dialect.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException(resource + " can't be read: " + e.getMessage());
        }
    }

    /** Where the installation's own dialect of that name is, or would be. */
    public Path fileOf(String name) {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new SettingsException("dialect = " + name + ": must be of letters, digits, - and _ as it names a file");
        }
        return directory.resolve(name + ".yaml");
    }

    /** By name, those that sessions speak as they were at the start. */
    public Map<String, Dialect> inUse() {
        return inUse;
    }

    /** What instruments are called, for all dialects. */
    public InstrumentCodes codes() {
        return codes;
    }
}
