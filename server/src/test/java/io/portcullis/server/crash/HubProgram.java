package io.portcullis.server.crash;

import io.portcullis.server.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The command line of the hub. Once it was trained it starts in half the time, from an ahead-of-time cache of its classes, which the Java machine makes of jars only. */
final class HubProgram {

    private final String classPath;
    private final Path cache;

    /** @param directory gets the jars and the cache */
    HubProgram(Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                entries.add(pack(Path.of(entry), directory.resolve("classes" + entries.size() + ".jar")).toString());
            } else if (Files.exists(Path.of(entry))) {
                entries.add(entry);
            }
        }
        classPath = String.join(File.pathSeparator, entries);
        cache = directory.resolve("hub.aot");
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    List<String> start(Path conf) {
        return command("-XX:AOTCache=" + cache, conf);
    }

    /** A start whose classes become the cache when it ends. */
    List<String> train(Path conf) {
        return command("-XX:AOTCacheOutput=" + cache, conf);
    }

    private List<String> command(String option, Path conf) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", option,
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp", classPath, Main.class.getName(), "start", "--conf", conf.toString());
    }
}
