package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.Ids;
import java.util.EnumMap;
import java.util.Map;

/** One encoder of reports for each version of FIX, shared by those who tell clients and those who copy what clients are told. Belongs to the shard's thread. */
public final class ReportEncoders {

    private final Map<FixVersion, ReportEncoder> byVersion = new EnumMap<>(FixVersion.class);
    private final Ids ids;

    public ReportEncoders(Ids ids) {
        this.ids = ids;
    }

    /** Of the log that the reports come from. */
    Ids ids() {
        return ids;
    }

    ReportEncoder of(FixVersion version) {
        return byVersion.computeIfAbsent(version, of -> new ReportEncoder(of, ids));
    }
}
