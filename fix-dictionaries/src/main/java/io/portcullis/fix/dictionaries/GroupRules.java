package io.portcullis.fix.dictionaries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** The entries of a repeating group: their first field, their fields in order, and the groups within. */
final class GroupRules {

    private final int delimiter;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, GroupRules> groups = new HashMap<>();
    private final int[] required;

    GroupRules(String msgType, DataDictionary.GroupInfo info) {
        DataDictionary dictionary = info.getDataDictionary();
        delimiter = info.getDelimiterField();
        List<Integer> missing = new ArrayList<>();
        int[] ordered = dictionary.getOrderedFields();
        for (int place = 0; place < ordered.length; place++) {
            int tag = ordered[place];
            places.putIfAbsent(tag, place);
            if (dictionary.isRequiredField(msgType, tag)) {
                missing.add(tag);
            }
            if (dictionary.isGroup(msgType, tag)) {
                groups.put(tag, new GroupRules(msgType, dictionary.getGroup(msgType, tag)));
            }
        }
        required = missing.stream().mapToInt(Integer::intValue).toArray();
    }

    int delimiter() {
        return delimiter;
    }

    boolean has(int tag) {
        return places.containsKey(tag);
    }

    /** Whether the tag belongs to an entry, be it to a group in it. */
    boolean hasWithin(int tag) {
        return has(tag) || groups.values().stream().anyMatch(inner -> inner.hasWithin(tag));
    }

    int placeOf(int tag) {
        return places.getOrDefault(tag, -1);
    }

    @Nullable
    GroupRules group(int tag) {
        return groups.isEmpty() ? null : groups.get(tag);
    }

    int[] required() {
        return required;
    }
}
