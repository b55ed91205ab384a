package io.portcullis.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The launcher gives each kind of command flags of its own, behind those of conf/jvm.options: the Java machine has to take them together. */
class LauncherTest {

    private static final Pattern FLAGS = Pattern.compile("flags=\\(([^)]+)\\)");

    @Test
    void theJavaMachineTakesTheFlagsOfEveryCommand() throws Exception {
        List<String> kinds = FLAGS.matcher(House.text(Path.of("portcullis"))).results().map(found -> found.group(1)).toList();
        assertTrue(kinds.size() >= 2, () -> "of " + kinds);
        for (String flags : kinds) {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@conf/jvm.options"));
            command.addAll(List.of(flags.split(" ")));
            command.add("-version");
            Process java = new ProcessBuilder(command).directory(House.directory().toFile()).redirectErrorStream(true).start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, java.waitFor(), () -> String.join(" ", command) + ": " + said);
        }
    }
}
