package io.portcullis.oms.limit;

/** By which a limit is known: there is one on each measure of a scope. */
public record LimitKey(Scope scope, Measure measure) {

    @Override
    public String toString() {
        return scope + " " + measure.text();
    }
}
