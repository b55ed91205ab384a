package io.portcullis.oms.types;

/** What is said of a cross order as a whole, and never changes. */
public record CrossTerms(CrossType type, CrossPrioritization prioritization) {
}
