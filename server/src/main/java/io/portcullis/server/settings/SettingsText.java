package io.portcullis.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file that an operator has written, in UTF-8. */
final class SettingsText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SettingsText() {
    }

    /** @throws SettingsException if the file is missing, may not be read, or is in another encoding: with the line in which that shows */
    static String of(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return withoutMark(decoded(file, bytes));
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + " is missing");
        } catch (AccessDeniedException e) {
            throw new SettingsException(file + " can't be read: user " + System.getProperty("user.name") + " may not");
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read: " + e.getMessage());
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + ": line " + lineAt(bytes, in.position()) + " is not UTF-8: save the file in that encoding");
        }
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** Some editors begin every file with it. */
    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }
}
