package io.portcullis.server.orderlog;

import io.portcullis.server.orderlog.OrderLogSettings.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes lines of named values in either format. What a counterparty has written can't end a line or a value. */
final class Line {

    private final Format format;
    private final StringBuilder out;
    private char separator;

    Line(Format format, StringBuilder out) {
        this.format = format;
        this.out = out;
    }

    Line begin() {
        separator = format == Format.JSON ? '{' : 0;
        return this;
    }

    void end() {
        out.append(format == Format.JSON ? "}\n" : "\n");
    }

    /** A value that says itself what it is: in text its name is left out. */
    Line plain(String name, String value) {
        if (format == Format.JSON) {
            return put(name, value);
        }
        separate();
        out.append(value);
        return this;
    }

    Line put(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            text(value);
        }
        return this;
    }

    Line put(String name, List<String> values) {
        if (!values.isEmpty()) {
            name(name);
            for (int i = 0; i < values.size(); i++) {
                out.append(i > 0 ? "," : format == Format.JSON ? "[" : "");
                text(values.get(i));
            }
            out.append(format == Format.JSON ? "]" : "");
        }
        return this;
    }

    /** A number, or a JSON object. */
    Line putJson(String name, @Nullable Object value) {
        if (value != null) {
            name(name);
            out.append(value);
        }
        return this;
    }

    private void name(String name) {
        separate();
        if (format == Format.JSON) {
            out.append('"').append(name).append("\":");
        } else {
            out.append(name).append('=');
        }
    }

    private void separate() {
        if (separator != 0) {
            out.append(separator);
        }
        separator = format == Format.JSON ? ',' : ' ';
    }

    private void text(String value) {
        if (format == Format.TEXT && isPlain(value)) {
            out.append(value);
            return;
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ',' && c != '=');
    }
}
