package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.dialect.Untranslatable.Kind;
import io.portcullis.oms.instrument.Instrument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that a rule does. Where the fields that it needs are absent, it does nothing. */
sealed interface Action {

    int SYMBOL = 55;

    /** @throws Untranslatable if the fields are there, but not what was agreed; the scope is then as it was */
    void act(Scope scope) throws Untranslatable;

    /** Gives the field that value, whether it is there or not. */
    record Put(int tag, Template value) implements Action {
        @Override
        public void act(Scope scope) {
            String text = value.of(scope);
            if (text != null && !text.isEmpty()) {
                scope.set(tag, text);
            }
        }
    }

    /** Gives the field that value where it is absent. */
    record Default(int tag, Template value) implements Action {
        @Override
        public void act(Scope scope) {
            if (scope.find(tag) < 0) {
                new Put(tag, value).act(scope);
            }
        }
    }

    record Copy(int tag, int source) implements Action {
        @Override
        public void act(Scope scope) {
            String value = scope.here(source);
            if (value != null) {
                scope.set(tag, value);
            }
        }
    }

    record Drop(int tag) implements Action {
        @Override
        public void act(Scope scope) {
            scope.drop(tag);
        }
    }

    /** What becomes of a value that isn't in a table. */
    enum Otherwise {
        REJECT, KEEP, DROP
    }

    /** Another value by a table. */
    record Translate(int tag, Map<String, String> table, Otherwise otherwise) implements Action {
        @Override
        public void act(Scope scope) throws Untranslatable {
            String value = scope.value(tag);
            if (value == null) {
                return;
            }
            String translated = table.get(value);
            if (translated != null) {
                scope.set(tag, translated);
                return;
            }
            switch (otherwise) {
                case REJECT -> throw new Untranslatable(Kind.VALUE, tag,
                        scope.dictionary().name(tag) + "=" + Violation.shown(value) + " is not agreed, allowed are " + String.join(" ", table.keySet()));
                case KEEP -> {
                    // as it is
                }
                case DROP -> scope.drop(tag);
            }
        }
    }

    /**
     * A code of an instrument for another.
     *
     * @param source the field with the code
     * @param market the field with the MIC that tells listings apart; 0 for none
     * @param keepsUnknown a code of no instrument stays as it is
     */
    record Convert(int tag, int source, String from, String to, int market, boolean keepsUnknown, InstrumentCodes codes) implements Action {
        @Override
        public void act(Scope scope) throws Untranslatable {
            String value = scope.here(source);
            if (value != null && !(keepsUnknown && codes.find(from, value).isEmpty())) {
                scope.set(tag, codeOf(instrument(scope, source, from, value, market == 0 ? null : scope.here(market), codes), to, source, scope));
            }
        }
    }

    /** Gives fields what the reference data say of the instrument in Symbol(55). */
    record Enrich(int tag, String column, InstrumentCodes codes) implements Action {
        @Override
        public void act(Scope scope) throws Untranslatable {
            String symbol = scope.here(SYMBOL);
            if (symbol != null) {
                scope.set(tag, codeOf(instrument(scope, SYMBOL, "symbol", symbol, null, codes), column, SYMBOL, scope));
            }
        }
    }

    /** Adds an entry to a group, and the group where there is none. A field whose value is not to be had is left out; without the first there is no entry. */
    record AddEntry(int countTag, Map<Integer, Template> fields) implements Action {
        @Override
        public void act(Scope scope) {
            int countField = scope.find(countTag);
            int end = countField < 0 ? scope.startOfTrailer() : scope.endOfGroup(countField);
            int at = countField < 0 ? end + 1 : end;
            boolean isFirst = true;
            for (Map.Entry<Integer, Template> field : fields.entrySet()) {
                String value = field.getValue().of(scope);
                if (isFirst && (value == null || value.isEmpty())) {
                    return;
                }
                if (isFirst && countField < 0) {
                    scope.insert(end, countTag, "1");
                }
                isFirst = false;
                if (value != null && !value.isEmpty()) {
                    scope.insert(at++, field.getKey(), value);
                }
            }
            if (countField >= 0) {
                scope.count(countField, Groups.entries(scope, countField).size());
            }
        }
    }

    /** Takes those entries of a group away for which the condition holds. */
    record DropEntries(int countTag, Condition where) implements Action {
        @Override
        public void act(Scope scope) {
            int countField = scope.find(countTag);
            if (countField < 0) {
                return;
            }
            List<Scope> entries = Groups.entries(scope, countField);
            int left = entries.size();
            for (Scope entry : entries.reversed()) { // those before keep their places
                if (where.holds(entry)) {
                    entry.dropEntry();
                    left--;
                }
            }
            scope.count(countField, left);
        }
    }

    private static Instrument instrument(Scope scope, int source, String column, String code, @Nullable String mic, InstrumentCodes codes)
            throws Untranslatable {
        List<Instrument> found = codes.find(column, code);
        if (mic != null) {
            found = found.stream().filter(instrument -> instrument.mic().equals(mic)).toList();
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        String said = scope.dictionary().name(source) + "=" + Violation.shown(code);
        String where = mic == null ? "" : " on market " + Violation.shown(mic);
        throw new Untranslatable(Kind.INSTRUMENT, source, found.isEmpty() ? said + " is the " + column + " of no instrument" + where
                : said + " is the " + column + " of " + found.size() + " instruments" + where + ": "
                        + found.stream().map(instrument -> instrument.symbol() + " on " + instrument.mic()).collect(Collectors.joining(", ")));
    }

    private static String codeOf(Instrument instrument, String column, int source, Scope scope) throws Untranslatable {
        String code = InstrumentCodes.codeOf(instrument, column);
        if (code == null) {
            throw new Untranslatable(Kind.INSTRUMENT, source,
                    scope.dictionary().name(source) + ": instrument " + instrument.symbol() + " has no " + column);
        }
        return code;
    }
}
