package io.portcullis.server.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Servers of FIX sessions whose application answers each order with its fill; they can be compared. */
enum Answerer {
    /** What the load generator and the wire allow: it checks and keeps nothing. */
    BARE("bare answers") {
        @Override
        HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException {
            var jvm = ChildJvm.talking(options, FarSide.class, List.of("ANSWERS"), directory.resolve("output.log"));
            return new HubUnderTest(jvm, Integer.parseInt(jvm.readLine("listen ").substring("listen ANSWERS ".length())), null, List::of);
        }
    },
    /** What everything is compared with: file store, file log, one thread for the messages of all sessions. */
    QUICKFIX("QuickFIX/J, SocketAcceptor") {
        @Override
        HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException {
            return quickFix(options, directory, AnsweringQuickFix.Threads.ONE, crowd);
        }
    },
    /** The same with a thread for each session. */
    THREADED("QuickFIX/J, ThreadedSocketAcceptor") {
        @Override
        HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException {
            return quickFix(options, directory, AnsweringQuickFix.Threads.EACH, crowd);
        }
    },
    /** The session layer of ours, without the order core. */
    PORTCULLIS("Portcullis' sessions") {
        @Override
        HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException {
            return EnginePorts.start(options, directory, 0, crowd).plain();
        }
    },
    /** The same with classes of an earlier build, whose directory the system property {@code portcullis.bench.earlier} names: what a change of ours has brought. */
    EARLIER("Portcullis' sessions, earlier build") {
        @Override
        HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException {
            var classes = System.getProperty(EARLIER_CLASSES);
            if (classes == null)
                throw new IOException("for EARLIER name the directory of an earlier build's classes in the system property " + EARLIER_CLASSES);
            return EnginePorts.start(options, classes + File.pathSeparator + ChildJvm.classPath(), directory, 0, crowd).plain();
        }
    };

    private static final String EARLIER_CLASSES = "portcullis.bench.earlier";

    private final String title;

    Answerer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * Starts it in a process of its own with these options of the Java machine.
     *
     * @param directory its own, and thrown away afterwards
     * @param crowd how many sessions there are beside the one of {@link WireClient#COMP_IDS}
     */
    abstract HubUnderTest start(List<String> options, Path directory, int crowd) throws IOException;

    private static HubUnderTest quickFix(List<String> options, Path directory, AnsweringQuickFix.Threads threads, int crowd) throws IOException {
        var port = Hub.freePort();
        var arguments = List.of(Integer.toString(port), directory.toString(), threads.name(), Integer.toString(crowd));
        return new HubUnderTest(ChildJvm.silent(options, AnsweringQuickFix.class, arguments, directory.resolve("output.log")), port, null, List::of);
    }
}
