package io.portcullis.fix.dictionaries;

/** The dictionary of a version's session messages. That of FIXT.1.1 lists the types of messages of its time; FIX Latest has more. */
final class SessionXml {

    private static final int MSG_TYPE = 35;

    private SessionXml() {
    }

    static DictionaryXml of(FixVersion version) {
        DictionaryXml session = new DictionaryXml(version.sessionResource());
        if (version == FixVersion.FIXLATEST) {
            new DictionaryXml(version.applicationResource()).messageNames().forEach((type, name) -> {
                if (!session.hasValue(MSG_TYPE, type)) {
                    session.addValue(MSG_TYPE, type, name);
                }
            });
        }
        return session;
    }
}
