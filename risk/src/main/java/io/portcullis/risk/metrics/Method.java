package io.portcullis.risk.metrics;

/** By which a value at risk is reckoned. */
public enum Method {

    /** What is held now, on the days that were: each is one scenario. */
    HISTORICAL("historical"),
    /** Gains and losses are normally distributed around zero, with the covariances that were. */
    PARAMETRIC("parametric"),
    /** Simulated prices that move log-normally, with the covariances that were. */
    MONTE_CARLO("monte-carlo");

    private final String text;

    Method(String text) {
        this.text = text;
    }

    /** As it is written in files and answers. */
    public String text() {
        return text;
    }
}
