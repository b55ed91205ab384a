package io.portcullis.server.eventlog;

import io.portcullis.server.eventlog.SegmentFiles.Numbered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a log ends, before it is written to, and makes it ready to go on there: a clean end as it is, the traces of a crash cleared. Damage is
 * an error that names the place; an operator can then cut the log at exactly that position. What is cut is kept beside the log.
 */
final class Recovery {

    private final Path directory;
    private final OptionalLong truncateAt;
    private final List<Full> unsealed = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable LogIdentity identity;
    private @Nullable Current current;
    private long lastOrdinal;
    private long nextPosition = 1;
    private long knownDurable;
    private int segmentsVerified;
    private long bytesCut;

    /** A segment that is full, and of which it isn't known that the disk has it all. */
    record Full(Path file, long lastPosition) {
    }

    /** The segment in which the log goes on, behind that many bytes. */
    record Current(Path file, long ordinal, int end) {
    }

    /**
     * @param identity null if there is no log yet
     * @param current null if the next record begins a segment
     * @param lastOrdinal of the segments that hold something; 0 if none does
     * @param prepared the segments behind it
     */
    record Found(@Nullable LogIdentity identity, @Nullable Current current, List<Full> unsealed, long lastOrdinal, Collection<Path> prepared,
            RecoveryReport report) {
    }

    private Recovery(Path directory, OptionalLong truncateAt) {
        this.directory = directory;
        this.truncateAt = truncateAt;
    }

    /**
     * @param truncateAt the position from which on an operator gives everything up
     * @throws LogDamagedException if the log doesn't end as a crash explains, or not where the operator wants to cut; nothing was changed then
     */
    static Found recover(Path directory, OptionalLong truncateAt) throws IOException {
        return new Recovery(directory, truncateAt).recover();
    }

    private Found recover() throws IOException {
        List<Numbered> files = SegmentFiles.list(directory);
        requireNoneMissing(files);
        List<Path> behind = new ArrayList<>();
        int read = 0;
        boolean isEnded = true;
        while (isEnded && read < files.size()) {
            Numbered segment = files.get(read++);
            behind = new ArrayList<>(files.subList(read, files.size()).stream().map(Numbered::file).toList());
            isEnded = readSegment(segment, behind);
        }
        if (isEnded) {
            requireNothingToCut();
        }
        RecoveryReport report = new RecoveryReport(nextPosition - 1, segmentsVerified, bytesCut, List.copyOf(notes));
        return new Found(identity, current, unsealed, lastOrdinal, behind, report);
    }

    /**
     * Reads a segment.
     *
     * @param behind the segments behind it; if the log ends here, those that are prepared are left of them, and this one if it is
     * @return whether the log goes on behind it
     */
    private boolean readSegment(Numbered segment, List<Path> behind) throws IOException {
        Path file = segment.file();
        SegmentHeader header = SegmentHeader.read(file).orElse(null);
        if (header == null) {
            endHere(file, new SegmentScan(SegmentHeader.LENGTH, nextPosition, false, knownDurable), false, behind);
            bytesCut += SegmentRepair.clear(file, 0);
            behind.addFirst(file);
            return false;
        }
        requireFits(segment, header);
        identity = header.identity();
        lastOrdinal = segment.ordinal();
        SegmentScan scan = header.isSealed() ? SegmentScan.ofSealed(header) : verify(file, header);
        nextPosition = scan.nextPosition();
        knownDurable = Math.max(knownDurable, scan.knownDurable());
        if (!scan.isEnded()) {
            endInside(file, header, scan, behind);
            current = new Current(file, segment.ordinal(), scan.offset());
        } else if (!header.isSealed()) {
            unsealed.add(new Full(file, nextPosition - 1));
        }
        return scan.isEnded();
    }

    private void endInside(Path file, SegmentHeader header, SegmentScan scan, List<Path> behind) throws IOException {
        boolean isShort = Files.size(file) < header.segmentBytes();
        endHere(file, scan, isShort, behind);
        if (isShort) {
            notes.add(file + " is shorter than it was made; if it is a copy, records behind position " + (nextPosition - 1) + " may be missing");
            SegmentRepair.extend(file, header.segmentBytes());
        }
        bytesCut += SegmentRepair.clear(file, scan.offset());
    }

    private SegmentScan verify(Path file, SegmentHeader header) throws IOException {
        segmentsVerified++;
        try (Mapping mapping = Mapping.toRead(file)) {
            return SegmentScan.of(mapping, header);
        }
    }

    /** The records stop in this file: decides what that means, and makes the files behind it what prepared segments are. */
    private void endHere(Path file, SegmentScan scan, boolean isShort, List<Path> behind) throws IOException {
        LogIdentity known = identity;
        if (known == null) {
            requireEmpty(file);
            requireNothingToCut();
        } else {
            SegmentScan stop = new SegmentScan(scan.offset(), nextPosition, false, knownDurable);
            decide(LogEnd.of(known, file, stop, isShort, behind), file, stop, behind);
        }
        for (Path each : behind) {
            if (known == null) {
                requireEmpty(each);
            }
            bytesCut += SegmentRepair.clear(each, 0);
        }
    }

    private void decide(LogEnd end, Path file, SegmentScan scan, List<Path> behind) throws IOException {
        switch (end.ending()) {
            case CLEAN -> requireNothingToCut();
            case UNFINISHED -> note(file, scan, "cleared a record that was never finished");
            case UNTOLD -> {
                note(file, scan, "the machine failed while the disk was writing: cut up to position " + end.lastPosition() + ", of which nobody was told");
                keepBeside(file, behind);
            }
            case DAMAGED -> {
                requireOperatorsWill(end, file, scan);
                note(file, scan, "cut by the operator");
                keepBeside(file, behind);
            }
        }
    }

    private void note(Path file, SegmentScan scan, String what) {
        notes.add(file + " at offset " + scan.offset() + ", position " + nextPosition + ": " + what);
    }

    /** A copy of the segment, and those behind it as they are, under names that aren't a segment's. */
    private void keepBeside(Path file, List<Path> behind) throws IOException {
        String suffix = ".cut-at-" + nextPosition;
        SegmentRepair.copyBeside(file, suffix);
        for (Path each : behind) {
            SegmentRepair.moveBeside(each, suffix);
        }
        behind.clear();
        SegmentFiles.force(directory);
    }

    private void requireOperatorsWill(LogEnd end, Path file, SegmentScan scan) throws LogDamagedException {
        if (truncateAt.isPresent() && truncateAt.getAsLong() == nextPosition) {
            return;
        }
        String what = end.lastPosition() == 0
                ? "the record does not fit its checksum, and no whole record follows. "
                : "records are missing or damaged, but whole ones follow up to position " + end.lastPosition() + ". "
                        + "A failure of the machine at durability `local` leaves this, or a file that was damaged later. ";
        throw new LogDamagedException(file, scan.offset(), nextPosition, what + "Clients and venues may have been told of position " + nextPosition
                + " and those behind it. Bring the file back from a copy, or give them up with --truncate-at " + nextPosition
                + " and settle with the counterparties; what is cut stays beside the log");
    }

    private void requireNothingToCut() throws LogDamagedException {
        if (truncateAt.isPresent()) {
            throw new LogDamagedException("the log in " + directory + " is whole up to position " + (nextPosition - 1)
                    + ": there is nothing to cut, start without --truncate-at");
        }
    }

    private static void requireNoneMissing(List<Numbered> files) throws LogDamagedException {
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).ordinal() != files.get(i - 1).ordinal() + 1) {
                throw new LogDamagedException("a segment is missing before " + files.get(i).file() + "; bring it back from a copy");
            }
        }
    }

    private void requireFits(Numbered segment, SegmentHeader header) throws LogDamagedException {
        Path file = segment.file();
        LogIdentity known = identity;
        if (known != null && !known.equals(header.identity())) {
            throw new LogDamagedException(file + " belongs to log " + header.identity() + ", those before it to log " + known);
        }
        if (header.ordinal() != segment.ordinal()) {
            throw new LogDamagedException(file + " was made as segment " + header.ordinal() + ": it has been renamed");
        }
        if (known != null && header.firstPosition() != nextPosition) {
            throw new LogDamagedException(file, 0, nextPosition, "the segment begins with position " + header.firstPosition());
        }
    }

    /** Without a header it can't be told which log a segment belongs to. */
    private static void requireEmpty(Path file) throws IOException {
        try (Mapping mapping = Mapping.toRead(file)) {
            if (!LogEnd.isZero(mapping.buffer(), 0, mapping.length())) {
                throw new LogDamagedException(file + " holds something but has no header; bring it back from a copy, or move it away");
            }
        }
    }
}
