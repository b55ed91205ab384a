package io.portcullis.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

    private static final String ORDER = "11=A|55=KO.N|54=1|60=20260131-09:30:00.000|38=1|40=1|";

    @TempDir
    Path conf;

    @BeforeEach
    void installation() throws IOException {
        Files.createDirectories(conf.resolve("dialects"));
        Files.copy(Path.of("../conf/instruments.csv"), conf.resolve("instruments.csv"));
        Files.writeString(conf.resolve("dialects/acme.yaml"), "dialect: acme\nversion: FIX.4.4\nin:\n  - convert: {55: {from: ric, to: symbol}}\n");
    }

    @Test
    void examplesThatComeOutAsExpectedAreCounted() throws IOException {
        Files.writeString(conf.resolve("dialects/acme.examples.txt"), "in 35=D|" + ORDER + "\n-> 35=D|" + ORDER.replace("KO.N", "KO") + "\n");

        assertEquals("0 acme: 1 of 1 examples came out as expected\n", run("test", "--conf", conf.toString()));
    }

    @Test
    void anExampleThatComesOutOtherwiseIsShownWithBoth() throws IOException {
        Files.writeString(conf.resolve("dialects/acme.examples.txt"), "\nin 35=D|" + ORDER + "\n-> 35=D|" + ORDER + "\n");

        assertEquals("1 " + conf.resolve("dialects/acme.examples.txt") + ":2: in  35=D|" + ORDER + "\n    expected  35=D|" + ORDER + "\n    came      35=D|"
                + ORDER.replace("KO.N", "KO") + "\n\nacme: 0 of 1 examples came out as expected\n", run("test", "--conf", conf.toString(), "acme"));
    }

    @Test
    void aChangedFileIsComparedOnTheMessagesOfALog() throws IOException {
        Path changed = Files.writeString(conf.resolve("new.yaml"), "dialect: acme\nversion: FIX.4.4\nin:\n  - convert: {55: {from: ric, to: isin}}\n");
        Path log = Files.writeString(conf.resolve("messages.log"), """
                10:00:00 [shard] CLIENT1 < 8=FIX.4.4|9=5|35=A|34=1|98=0|108=30|10=000|
                10:00:01 [shard] CLIENT1 < 8=FIX.4.4|9=5|35=D|34=2|49=X|56=Y|52=20260131-09:30:00.000|%s10=000|
                10:00:01 [shard] CLIENT1 > 8=FIX.4.4|9=5|35=8|34=2|49=Y|56=X|55=KO|10=000|
                """.formatted(ORDER));

        assertEquals("0 in  8=FIX.4.4|9=5|35=D|34=2|49=X|56=Y|52=20260131-09:30:00.000|" + ORDER + "10=000|\n"
                + "    Symbol(55)                   came KO.N                 before KO                   after US1912161007\n"
                + "2 messages, 1 comes out otherwise\n",
                run("diff", conf.resolve("dialects/acme.yaml").toString(), changed.toString(), "--conf", conf.toString(), "--messages", log.toString()));
    }

    @Test
    void whatIsNoMessageIsSaidAndTheOthersAreCompared() throws IOException {
        Path changed = Files.writeString(conf.resolve("new.yaml"), "dialect: acme\nversion: FIX.4.4\nin:\n  - convert: {55: {from: ric, to: isin}}\n");
        Path log = Files.writeString(conf.resolve("messages.log"), """
                < 8=FIX.4.4|9=5|34=2|49=X|56=Y|11=A|10=000|
                > 8=FIX.4.4|9=5|35=8|34=2|49=Y|56=X|x=1|10=000|
                < 8=FIX.4.4|9=5|35=D|34=2|49=X|56=Y|52=20260131-09:30:00.000|%s10=000|
                """.formatted(ORDER));

        String said = run("diff", conf.resolve("dialects/acme.yaml").toString(), changed.toString(), "--conf", conf.toString(), "--messages", log.toString());

        assertTrue(said.startsWith("0 in  8=FIX.4.4|9=5|34=2|49=X|56=Y|11=A|10=000|\n    can't be read: MsgType(35) is missing in "), said);
        assertTrue(said.contains("|x=1|10=000|\n    can't be read: "), said);
        assertTrue(said.endsWith("3 messages, 1 comes out otherwise, 2 can't be read\n"), said);
    }

    @Test
    void dataWithADelimiterInItIsComparedLikeTheRest() throws IOException {
        Path changed = Files.writeString(conf.resolve("new.yaml"), "dialect: acme\nversion: FIX.4.4\nin:\n  - convert: {55: {from: ric, to: isin}}\n");
        Path log = Files.writeString(conf.resolve("messages.bin"), ("< 8=FIX.4.4|9=5|35=D|34=2|49=X|56=Y|52=20260131-09:30:00.000|" + ORDER
                + "354=5|355=a|b=c|10=000|").replace('|', '\u0001'));

        String said = run("diff", conf.resolve("dialects/acme.yaml").toString(), changed.toString(), "--conf", conf.toString(), "--messages", log.toString());

        assertTrue(said.endsWith("1 message, 1 comes out otherwise\n"), said);
    }

    /** The exit code and what is printed. */
    private static String run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int exit = new CommandLine(new RulesCommand()).execute(arguments);
            return exit + " " + printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        } finally {
            System.setOut(before);
        }
    }
}
