package io.portcullis.fix.sessions.dialect;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to messages for which a condition holds.
 *
 * @param name for logs and complaints
 * @param group the tag of a group's count: it is done in each entry for which {@code where} holds; 0: in the message outside of groups
 */
record Rule(String name, Condition when, int group, Condition where, List<Action> actions) {

    private static final int MSG_TYPE = 35;

    /** The only types of messages that it concerns; null if it may concern any. */
    @Nullable
    Set<String> msgTypes() {
        for (Condition.Test test : when.tests()) {
            if (test instanceof Condition.OneOf oneOf && oneOf.tag() == MSG_TYPE) {
                return oneOf.values();
            }
        }
        return null;
    }

    /**
     * @param tolerated told of what can't be done: the rest of the rule is then left; null: that is an error
     * @throws Untranslatable naming what can't be done
     */
    void apply(Scope message, @Nullable Consumer<String> tolerated) throws Untranslatable {
        if (!when.holds(message)) {
            return;
        }
        if (group == 0) {
            act(message, tolerated);
            return;
        }
        int countField = message.find(group);
        if (countField >= 0) {
            for (Scope entry : Groups.entries(message, countField).reversed()) {
                if (where.holds(entry)) {
                    act(entry, tolerated);
                }
            }
        }
    }

    private void act(Scope scope, @Nullable Consumer<String> tolerated) throws Untranslatable {
        for (Action action : actions) {
            try {
                action.act(scope);
            } catch (Untranslatable e) {
                if (tolerated == null) {
                    throw e;
                }
                tolerated.accept("rule " + name + ": " + e.text());
                return; // what follows may build on it
            }
        }
    }
}
