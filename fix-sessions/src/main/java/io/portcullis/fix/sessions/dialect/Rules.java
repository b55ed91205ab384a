package io.portcullis.fix.sessions.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of one direction, in the order in which they are carried out, found by the type of the message. */
final class Rules {

    private final List<Rule> all;
    private final Map<String, List<Rule>> byType = new HashMap<>();
    private final List<Rule> ofOtherTypes;

    Rules(List<Rule> rules) {
        all = List.copyOf(rules);
        all.stream().map(Rule::msgTypes).filter(types -> types != null).flatMap(Set::stream).distinct().forEach(type -> byType.put(type, concerning(type)));
        ofOtherTypes = concerning("");
    }

    private List<Rule> concerning(String type) {
        return all.stream().filter(rule -> {
            Set<String> types = rule.msgTypes();
            return types == null || types.contains(type);
        }).toList();
    }

    /** Those that may concern messages of that MsgType(35). */
    List<Rule> of(String msgType) {
        return byType.getOrDefault(msgType, ofOtherTypes);
    }
}
