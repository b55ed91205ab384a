package io.portcullis.oms.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of scopes that have the same dimensions, found without a look at all of them: those that say something of an order's values are at most one for each set of
 * dimensions that some of them give a value. Values are in the order of the dimensions, with {@link Scope#EACH} for each.
 */
public final class ScopeIndex<T> {

    /** Scopes that give the same dimensions a value. */
    private static final class Shape<T> {
        private final boolean[] isGiven;
        private final Map<List<String>, T> scopes = new LinkedHashMap<>();

        private Shape(List<String> values) {
            isGiven = new boolean[values.size()];
            for (int i = 0; i < isGiven.length; i++) {
                isGiven[i] = !values.get(i).equals(Scope.EACH);
            }
        }

        /** Null if these values say less. */
        private @Nullable List<String> only(List<String> values) {
            List<String> only = new ArrayList<>(isGiven.length);
            for (int i = 0; i < isGiven.length; i++) {
                if (isGiven[i] && values.get(i).equals(Scope.EACH)) {
                    return null;
                }
                only.add(isGiven[i] ? values.get(i) : Scope.EACH);
            }
            return only;
        }
    }

    /** By one scope of each, that which says most first. */
    private final TreeMap<Scope, Shape<T>> shapes = new TreeMap<>(Collections.reverseOrder(Scope.SAYING_MORE));

    /** Of a scope with the same dimensions as the others. */
    public void put(Scope scope, T what) {
        List<String> values = values(scope);
        shapes.computeIfAbsent(scope, _ -> new Shape<>(values)).scopes.put(values, what);
    }

    /** A scope's values, in the order of its dimensions. */
    static List<String> values(Scope scope) {
        return List.copyOf(scope.values().values());
    }

    /** What is said of such values: by whichever says most first. */
    public List<T> about(List<String> values) {
        List<T> about = new ArrayList<>(shapes.size());
        for (Shape<T> shape : shapes.values()) {
            List<String> only = shape.only(values);
            T said = only == null ? null : shape.scopes.get(only);
            if (said != null) {
                about.add(said);
            }
        }
        return about;
    }

    /** Cases of such values of which something more is said: what both are about. */
    List<List<String>> cases(List<String> values) {
        List<List<String>> cases = new ArrayList<>();
        for (Shape<T> shape : shapes.values()) {
            if (shape.only(values) == null) {
                shape.scopes.keySet().forEach(other -> {
                    List<String> both = both(values, other);
                    if (both != null) {
                        cases.add(both);
                    }
                });
            }
        }
        return cases;
    }

    /** Null if no order is of both. */
    private static @Nullable List<String> both(List<String> values, List<String> others) {
        List<String> both = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            boolean isEach = values.get(i).equals(Scope.EACH);
            if (!isEach && !others.get(i).equals(Scope.EACH) && !others.get(i).equals(values.get(i))) {
                return null;
            }
            both.add(isEach ? others.get(i) : values.get(i));
        }
        return both;
    }
}
