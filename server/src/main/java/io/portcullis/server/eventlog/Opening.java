package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** The way from what recovery found to a log that takes records. */
record Opening(LogIdentity identity, RecoveryReport report, SegmentSupply supply, Segment current) {

    static Opening of(Recovery.Found found, EventLogSettings settings, InstantSource clock, Disk disk, EventLogListener listener) throws IOException {
        LogIdentity known = found.identity();
        LogIdentity identity = known != null ? known : new LogIdentity(clock.instant().getEpochSecond());
        sealFull(found.unsealed(), disk);
        List<Path> prepared = usable(found.prepared(), settings);
        SegmentSupply supply = new SegmentSupply(settings, identity, disk, listener, found.lastOrdinal() + 1);
        try {
            for (Path file : prepared) {
                supply.add(file);
            }
            Segment current = current(found, identity, settings, supply);
            disk.force(current.mapping(), 0, current.committed());
            if (supply.isEmpty()) {
                supply.tryToPrepare();
            }
            return new Opening(identity, found.report(), supply, current);
        } catch (IOException | RuntimeException e) {
            supply.close();
            throw e;
        }
    }

    /** What the last run had no time for. From here on only the current segment isn't sealed. */
    private static void sealFull(List<Recovery.Full> unsealed, Disk disk) throws IOException {
        for (Recovery.Full full : unsealed) {
            try (Mapping mapping = Mapping.toWrite(full.file())) {
                disk.force(mapping, 0, mapping.length());
                SegmentHeader.seal(mapping.buffer(), full.lastPosition());
                disk.force(mapping, 0, SegmentHeader.LENGTH);
            }
        }
    }

    /** Segments that were prepared under other settings are made anew. */
    private static List<Path> usable(Collection<Path> prepared, EventLogSettings settings) throws IOException {
        boolean fit = true;
        for (Path file : prepared) {
            fit &= Files.size(file) == settings.segmentBytes();
        }
        if (fit) {
            return List.copyOf(prepared);
        }
        for (Path file : prepared) {
            Files.delete(file);
        }
        return List.of();
    }

    private static Segment current(Recovery.Found found, LogIdentity identity, EventLogSettings settings, SegmentSupply supply) throws IOException {
        Recovery.Current unfinished = found.current();
        if (unfinished != null) {
            Segment segment = Segment.map(unfinished.file(), unfinished.ordinal(), identity, settings.durability());
            segment.resume(unfinished.end());
            return segment;
        }
        if (supply.isEmpty() && !supply.tryToPrepare()) {
            throw new IOException("there is no room for an event log in " + settings.directory(), supply.lastFailure());
        }
        Segment segment = supply.take();
        long last = found.report().lastPosition();
        segment.begin(last + 1, last);
        return segment;
    }
}
