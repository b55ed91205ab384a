package io.portcullis.server.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders the running hub to do something with one FIX session; the hub writes it down with the user and the reason. Exits with 3 if it wants a confirmation. */
@Command(name = "session", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "Steer a FIX session of the running hub.", footer = {
    "", "Actions:", "  stop, start         log it out and keep it so, also over a restart of the hub; let it log on again. The counterparty is told the reason",
    "  disable, enable     the same, and start does not help until it is enabled", "  logout              log it out once; it may log on again at once",
    "  set-numbers         set MsgSeqNum(34) that is sent next, expected next, or both: --out, --in", "  reset               both numbers back to 1",
    "  gap-fill            tell the counterparty that it will not get messages again: --from, --to",
    "  test-request        ask the counterparty for a sign of life, and wait for it", "", "Examples:",
    "  session CLIENT1 stop --reason 'runaway algorithm, agreed by telephone'", "  session LIT1 set-numbers --in 4711 --reason 'venue has restarted'"})
public final class SessionCommand implements Callable<Integer> {

    private static final int UNCONFIRMED = 3;

    @Parameters(index = "0", paramLabel = "SESSION", description = "Its name in client-sessions.ini or venues.ini.")
    private String session = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Option(names = "--out", description = "Number of the next message that we send.")
    private @Nullable Integer out;

    @Option(names = "--in", description = "Number of the next message that we expect.")
    private @Nullable Integer in;

    @Option(names = "--from", description = "First message of a gap.")
    private @Nullable Integer from;

    @Option(names = "--to", description = "Last message of a gap.")
    private @Nullable Integer to;

    @Option(names = "--confirm", paramLabel = "SESSION", description = "The session's name once more, where the order may do harm.")
    private @Nullable String confirm;

    @Mixin
    private HubOrder hubOrder = new HubOrder();

    @Override
    public Integer call() throws IOException {
        return hubOrder.talk(hubOrder.missingReason(action), hub -> say(hub.post("/api/sessions/" + session + "/" + action,
                hubOrder.body().put("confirm", confirm).put("nextSender", out).put("nextTarget", in).put("from", from).put("to", to))));
    }

    private int say(RunningHub.Answer answer) {
        String confirmation = answer.confirmation();
        if (answer.isDone()) {
            String text = answer.body().getString("text");
            System.out.println(session + ": " + action + " done" + (text == null ? "" : ": " + text));
            return 0;
        }
        System.err.println("portcullis: " + answer.error());
        if (confirmation == null) {
            return 1;
        }
        System.err.println("Nothing is done yet. If that is what you want, add --confirm " + confirmation);
        return UNCONFIRMED;
    }
}
