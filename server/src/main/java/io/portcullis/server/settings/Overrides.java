package io.portcullis.server.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment and the system properties say instead of the files. The key {@code [fix] port} of {@code portcullis.ini} is {@code PORTCULLIS_FIX_PORT} and
 * {@code -Dportcullis.fix.port}; the property wins. Those that no file's key took up are errors: they were meant for something.
 */
public final class Overrides {

    private static final String PROPERTY_PREFIX = "portcullis.";
    private static final String VARIABLE_PREFIX = "PORTCULLIS_";

    /** Read by the launcher and not settings. */
    private static final Set<String> FOREIGN = Set.of("PORTCULLIS_JAVA_HOME", "PORTCULLIS_JAVA_OPTS", "portcullis.home");

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    public Overrides(Map<String, String> environment, Map<?, ?> systemProperties) {
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE_PREFIX) && !FOREIGN.contains(name)) {
                variables.put(name, value);
            }
        });
        systemProperties.forEach((name, value) -> {
            if (name.toString().startsWith(PROPERTY_PREFIX) && !FOREIGN.contains(name.toString())) {
                properties.put(name.toString(), value.toString());
            }
        });
    }

    public static Overrides ofThisProcess() {
        return new Overrides(System.getenv(), System.getProperties());
    }

    /** A value and where it was given. */
    record Override(String value, String where) {
    }

    static String variableOf(String path) {
        return VARIABLE_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Nullable
    Override of(String path) {
        String property = PROPERTY_PREFIX + path;
        String variable = variableOf(path);
        used.add(property);
        used.add(variable);
        if (properties.containsKey(property)) {
            return new Override(properties.get(property), "system property " + property);
        }
        return variables.containsKey(variable) ? new Override(variables.get(variable), "environment variable " + variable) : null;
    }

    /** To be called when all files are read. @throws SettingsException if one belongs to no key */
    public void checkAllUsed() {
        check(properties, "system property ");
        check(variables, "environment variable ");
    }

    private void check(Map<String, String> given, String what) {
        for (String name : given.keySet()) {
            if (!used.contains(name)) {
                throw new SettingsException(
                        what + name + " is no setting" + Nearest.hint(name, used.stream().filter(u -> u.startsWith(name.substring(0, 11))).toList()));
            }
        }
    }
}
