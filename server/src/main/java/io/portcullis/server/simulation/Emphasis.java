package io.portcullis.server.simulation;

/** What there may be more of than usual on the days of a seed: what takes several rare things to meet comes about where there are many of each. */
enum Emphasis {
    /** Nearly each night has one or two, orders outlive the day, and executions of before are taken back. */
    CORPORATE_ACTIONS,
    /** Many crosses, changed and canceled, while venues are closed or slow. */
    CROSSES,
    /** Orders that begin to work at a time or a price. */
    LATER_ORDERS,
    /** Multi-leg orders, of which executions of legs are taken back. */
    LEGS,
    /** Orders that people work, and executions that they book for several of them. */
    CARE,
    /** Replaces one behind the other, at venues that take their time. */
    REPLACES,
    /** Orders that act on each other. */
    LISTS,
    /** Venues take back what they have executed, also of days before. */
    BUSTS
}
