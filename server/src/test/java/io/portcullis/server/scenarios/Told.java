package io.portcullis.server.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message about an order, without what the session adds.
 *
 * @param fields by their tags
 * @param orders of a list: NoOrders(73)
 */
record Told(String msgType, TreeMap<Integer, String> fields, List<Told> orders) {

    Told(String msgType, TreeMap<Integer, String> fields) {
        this(msgType, fields, new ArrayList<>());
    }

    static Told of(String msgType) {
        return new Told(msgType, new TreeMap<>());
    }

    Told with(int tag, @Nullable Object value) {
        if (value != null) {
            fields.put(tag, value.toString());
        }
        return this;
    }

    /** Unless it has the field. */
    Told withDefault(int tag, @Nullable Object value) {
        return fields.containsKey(tag) ? this : with(tag, value);
    }

    @Nullable
    String get(int tag) {
        return fields.get(tag);
    }

    String getOr(int tag, String otherwise) {
        return fields.getOrDefault(tag, otherwise);
    }

    @Override
    public String toString() {
        return msgType + fields.entrySet().stream().map(Told::shown).collect(Collectors.joining(" ", " ", ""))
                + orders.stream().map(order -> "\n    +" + order).collect(Collectors.joining());
    }

    private static String shown(Map.Entry<Integer, String> field) {
        return Words.name(field.getKey()) + "=" + Words.shown(field.getKey(), field.getValue());
    }
}
