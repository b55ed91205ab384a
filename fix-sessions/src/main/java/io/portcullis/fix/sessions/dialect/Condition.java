package io.portcullis.fix.sessions.dialect;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of a message, or of an entry of a group, before a rule is carried out: all of its tests. */
record Condition(List<Test> tests) {

    static final Condition ALWAYS = new Condition(List.of());

    /** Of one field; the value is null where the field is absent. */
    sealed interface Test {
        int tag();

        boolean holds(@Nullable String value);
    }

    record OneOf(int tag, Set<String> values) implements Test {
        @Override
        public boolean holds(@Nullable String value) {
            return value != null && values.contains(value);
        }
    }

    /** Holds where the field is absent, too. */
    record NoneOf(int tag, Set<String> values) implements Test {
        @Override
        public boolean holds(@Nullable String value) {
            return value == null || !values.contains(value);
        }
    }

    record Present(int tag, boolean isPresent) implements Test {
        @Override
        public boolean holds(@Nullable String value) {
            return value != null == isPresent;
        }
    }

    record Matches(int tag, Pattern pattern) implements Test {
        @Override
        public boolean holds(@Nullable String value) {
            return value != null && pattern.matcher(value).matches();
        }
    }

    boolean holds(Scope scope) {
        for (Test test : tests) {
            if (!test.holds(scope.value(test.tag()))) {
                return false;
            }
        }
        return true;
    }
}
