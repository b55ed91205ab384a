package io.portcullis.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A file of comma-separated values with a line of column names, in which whatever is wrong is named with its line. */
final class CsvTable {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').setTrim(true)
            .setIgnoreEmptyLines(true).get();

    private final String name;

    /** @param name by which it is called where something in it is wrong */
    CsvTable(String name) {
        this.name = name;
    }

    CsvTable(Path file) {
        this(file.toString());
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    <T> List<T> read(String text, Function<CSVRecord, T> reader) {
        List<T> rows = new ArrayList<>();
        try (CSVParser lines = FORMAT.parse(new StringReader(text))) {
            for (CSVRecord line : lines) {
                rows.add(reader.apply(line));
            }
            return rows;
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(name + ": " + e.getMessage());
        }
    }

    <T> T read(CSVRecord line, String column, Function<String, T> reader) {
        String text = text(line, column);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(line, column + " = " + text + ": " + e.getMessage());
        }
    }

    String text(CSVRecord line, String column) {
        String text = textOrNull(line, column);
        if (text == null) {
            throw wrong(line, column + " is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull(CSVRecord line, String column) {
        if (!line.isMapped(column)) {
            throw wrong(line, "there is no column " + column);
        }
        if (!line.isSet(column)) {
            throw wrong(line, "has " + line.size() + " values, too few");
        }
        String text = line.get(column);
        return text.isEmpty() ? null : text;
    }

    /** Of a column that may be missing, from the head or at the end of a line; null if it is, or is empty. */
    @Nullable
    String optional(CSVRecord line, String column) {
        return line.isMapped(column) && line.isSet(column) ? textOrNull(line, column) : null;
    }

    /** @throws SettingsException if the head has a column that is none of these */
    void knowsOnly(CSVRecord line, List<String> columns) {
        for (String column : line.getParser().getHeaderNames()) {
            if (!columns.contains(column)) {
                throw new SettingsException(name + ": there is no column " + column + ", but " + String.join(", ", columns));
            }
        }
    }

    SettingsException wrong(CSVRecord line, String what) {
        return new SettingsException(name + ": line " + line.getParser().getCurrentLineNumber() + ": " + what);
    }
}
