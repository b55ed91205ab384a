package io.portcullis.server.settings;

import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/** Positions as a table: account, symbol, quantity, price. The price may be left empty: then it is the last close. */
public final class PositionsFile {

    /** The line with which it begins. */
    public static final String HEADER = "account,symbol,quantity,price";

    private final CsvTable table;

    /** @param name by which it is called where something in it is wrong */
    public PositionsFile(String name) {
        table = new CsvTable(name);
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public List<EnterPositions.Position> read(String text) {
        Set<Ledger.Held> named = new HashSet<>();
        return table.read(text, line -> {
            EnterPositions.Position position = position(line);
            if (!named.add(new Ledger.Held(position.account(), position.symbol()))) {
                throw table.wrong(line, "the position of account " + position.account() + " in " + position.symbol() + " stands twice");
            }
            return position;
        });
    }

    private EnterPositions.Position position(CSVRecord line) {
        return new EnterPositions.Position(table.text(line, "account"), table.text(line, "symbol"),
                table.read(line, "quantity", text -> number(text, Quantity::of)),
                table.textOrNull(line, "price") == null ? null : table.read(line, "price", text -> number(text, Price::of)));
    }

    private static <T> T number(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a decimal number with at most eight places, up to 92 thousand million", e);
        }
    }
}
