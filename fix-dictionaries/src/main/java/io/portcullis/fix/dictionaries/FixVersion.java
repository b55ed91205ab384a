package io.portcullis.fix.dictionaries;

/** A version of FIX that a session may speak: its transport in BeginString(8) and, for FIXT.1.1, the application version in DefaultApplVerID(1137). */
public enum FixVersion {

    FIX40("FIX.4.0", "FIX40.xml", "FIX40.xml", "2"),
    FIX41("FIX.4.1", "FIX41.xml", "FIX41.xml", "3"),
    FIX42("FIX.4.2", "FIX42.xml", "FIX42.xml", "4"),
    FIX43("FIX.4.3", "FIX43.xml", "FIX43.xml", "5"),
    FIX44("FIX.4.4", "FIX44.xml", "FIX44.xml", "6"),
    FIX50("FIXT.1.1", "FIXT11.xml", "FIX50.xml", "7"),
    FIX50SP1("FIXT.1.1", "FIXT11.xml", "FIX50SP1.xml", "8"),
    FIX50SP2("FIXT.1.1", "FIXT11.xml", "FIX50SP2.xml", "9"),
    /** What the standard has become since, extension pack by extension pack: the one that QuickFIX/J's dictionary is of. */
    FIXLATEST("FIXT.1.1", "FIXT11.xml", "FIXLatest.xml", "10");

    private final String beginString;
    private final String sessionResource;
    private final String applicationResource;
    private final String applVerId;

    FixVersion(String beginString, String sessionResource, String applicationResource, String applVerId) {
        this.beginString = beginString;
        this.sessionResource = sessionResource;
        this.applicationResource = applicationResource;
        this.applVerId = applVerId;
    }

    /** BeginString(8). */
    public String beginString() {
        return beginString;
    }

    /** The code of the application version in ApplVerID(1128) and DefaultApplVerID(1137). */
    public String applVerId() {
        return applVerId;
    }

    /** As settings have it: {@code FIX.4.4}, {@code FIX.5.0SP2}, {@code FIX.Latest}. */
    public String settingName() {
        return this == FIXLATEST ? "FIX.Latest" : "FIX." + name().charAt(3) + "." + name().substring(4);
    }

    /** Whether this version is older than another one. */
    public boolean isBefore(FixVersion other) {
        return compareTo(other) < 0;
    }

    /** Whether the version has market data: MarketDataRequest(35=V) came with FIX 4.2. */
    public boolean hasMarketData() {
        return !isBefore(FIX42);
    }

    /** Whether the session layer is FIXT.1.1, with an application version of its own. */
    public boolean isFixt() {
        return beginString.startsWith("FIXT");
    }

    /** Name on the class path of the dictionary of the session's messages, header and trailer. */
    public String sessionResource() {
        return sessionResource;
    }

    /** Name on the class path of the dictionary of the application messages; the session's before FIXT. */
    public String applicationResource() {
        return applicationResource;
    }
}
