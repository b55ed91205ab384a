package io.portcullis.server.cli;

import io.portcullis.fix.sessions.wire.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A FIX message found in a file.
 *
 * @param text its fields, with a delimiter SOH or {@code |} behind each
 */
record FoundMessage(boolean isIn, String text) {

    /** A whole message, of a log, a capture or a store; or a line with fields from MsgType(35) on, of examples. A mark before it says whose it is. */
    private static final Pattern MESSAGE = Pattern
            .compile("(?:(<|>|\\bin\\b|\\bout\\b)[ \\t]*)?(8=FIX[T.0-9]+([\\x01|]).*?\\3(?<![0-9])10=[0-9]{3}\\3|35=[A-Za-z0-9]{1,2}[ \\t]*\\|[^\\r\\n\\x01]*)",
                    Pattern.DOTALL);
    /** The session's own: rules don't concern them. */
    private static final Pattern ADMIN = Pattern.compile("(?:^|[\\x01|])35=[0-5A][\\x01| ]");

    /** All messages about business in the file, whatever else is in it. @param isIn whose those without a mark are */
    static List<FoundMessage> in(Path file, boolean isIn) throws IOException {
        List<FoundMessage> found = new ArrayList<>();
        Matcher messages = MESSAGE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (messages.find()) {
            String mark = messages.group(1);
            if (!ADMIN.matcher(messages.group(2)).find()) {
                found.add(new FoundMessage(mark == null ? isIn : mark.equals("<") || mark.equals("in"), messages.group(2)));
            }
        }
        return found;
    }

    /** Fields separated by {@code |}, passwords masked. */
    String shown() {
        return Secrets.readable(text);
    }
}
