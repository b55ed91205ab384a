package io.portcullis.fix.dictionaries;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;

/** The body of one type of message, or the header or trailer: which tags may and must be there. */
final class MessageRules {

    private final ValueRules values;
    private final boolean[] allowed;
    private final boolean[] isGroup;
    private final int[] required;
    private final Map<Integer, GroupRules> groups = new HashMap<>();

    /** @param section a MsgType(35), {@link DataDictionary#HEADER_ID} or {@link DataDictionary#TRAILER_ID} */
    MessageRules(DataDictionary dictionary, String section, ValueRules values) {
        this.values = values;
        int size = values.size();
        allowed = new boolean[size];
        isGroup = new boolean[size];
        int[] needed = new int[size];
        int count = 0;
        for (int tag = 0; tag < size; tag++) {
            allowed[tag] = dictionary.isMsgField(section, tag);
            if (dictionary.isRequiredField(section, tag)) {
                needed[count++] = tag;
            }
            if (dictionary.isGroup(section, tag)) {
                isGroup[tag] = true;
                groups.put(tag, new GroupRules(section, dictionary.getGroup(section, tag)));
            }
        }
        required = java.util.Arrays.copyOf(needed, count);
    }

    /** Of the dictionary that the message is in. */
    ValueRules values() {
        return values;
    }

    boolean allows(int tag) {
        return tag >= 0 && tag < allowed.length && allowed[tag];
    }

    int[] required() {
        return required;
    }

    @Nullable
    GroupRules group(int tag) {
        return allows(tag) && isGroup[tag] ? groups.get(tag) : null;
    }
}
