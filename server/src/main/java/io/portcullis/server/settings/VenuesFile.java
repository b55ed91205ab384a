package io.portcullis.server.settings;

import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code venues.ini}, and what a copy of it in the data directory says of venues that it does not name any more: orders may still be open there, and whoever starts the hub
 * again has to reach them.
 *
 * @param venues in the order in which the router prefers them
 * @param left venues that only the copy names
 * @param texts their sections as they were written
 */
public record VenuesFile(List<VenueEntry> venues, List<VenueEntry> left, Map<VenueId, String> texts) {

    private static final String COPY = "venues-in-force.ini";
    private static final String HEAD = "# The venues that the hub knows, as they were in conf/venues.ini when they were taken on. Written by the hub.\n";

    /**
     * As the files are now.
     *
     * @param data where the copy is, if there is one
     * @throws SettingsException if anything of it is missing, wrong or unknown
     */
    static VenuesFile read(Path conf, Path data, Overrides overrides, String hubCompId) {
        Path file = conf.resolve("venues.ini");
        Map<VenueId, String> texts = texts(file);
        SettingsFile settings = new SettingsFile(file, "venues", overrides);
        List<String> named = venues(settings);
        List<VenueEntry> venues = entries(settings, named, conf, texts, hubCompId);
        settings.checkAllKnown();
        Path copy = data.resolve(COPY);
        List<VenueEntry> left = new ArrayList<>();
        if (Files.exists(copy)) {
            SettingsFile before = SettingsFile.copyOf(copy, conf, "venues", overrides);
            Map<VenueId, String> textsBefore = texts(copy);
            left.addAll(entries(before, venues(before).stream().filter(name -> !named.contains(name)).toList(), conf, textsBefore, hubCompId));
            textsBefore.forEach(texts::putIfAbsent);
        }
        return new VenuesFile(venues, List.copyOf(left), Map.copyOf(texts));
    }

    Stream<VenueEntry> all() {
        return Stream.concat(venues.stream(), left.stream());
    }

    private static List<VenueEntry> entries(SettingsFile file, List<String> venues, Path conf, Map<VenueId, String> texts, String hubCompId) {
        return venues.stream().map(name -> entry(file, name, conf, texts, hubCompId)).toList();
    }

    /** @param texts where the text of a venue with a profile becomes whole */
    private static VenueEntry entry(SettingsFile file, String venue, Path conf, Map<VenueId, String> texts, String hubCompId) {
        Section alone = file.section(venue);
        VenueProfile profile = VenueProfile.of(alone, conf);
        Section own = profile == null ? alone : file.section(venue, profile.section());
        List<Section> further = file.sections().stream().filter(name -> venue.equals(venueOf(name, file.sections()))).map(name -> file.section(name, own))
                .toList();
        VenueEntry entry = VenueEntry.read(own, further, hubCompId);
        if (profile != null) {
            profile.checkAllKnown();
            texts.computeIfPresent(entry.id(), (_, text) -> VenueProfile.whole(text, profile.section().values(), alone.values()));
        }
        return entry;
    }

    /** The sections that are no further sessions of others. */
    private static List<String> venues(SettingsFile file) {
        for (String name : file.sections()) {
            if (name.contains(VenueId.FURTHER) && venueOf(name, file.sections()) == null) {
                throw new SettingsException(file.name() + ": [" + name + "] would be a further session of venue "
                        + name.substring(0, name.indexOf(VenueId.FURTHER)) + ", which has no section");
            }
        }
        return file.sections().stream().filter(name -> venueOf(name, file.sections()) == null).toList();
    }

    /** {@code [LIT1.B]} is a session of {@code [LIT1]}, if there is one. */
    private static @Nullable String venueOf(String section, Collection<String> sections) {
        int end = section.indexOf(VenueId.FURTHER);
        String venue = end < 0 ? "" : section.substring(0, end);
        return sections.contains(venue) ? venue : null;
    }

    /** Of each venue, with those of its sessions behind it. */
    private static Map<VenueId, String> texts(Path file) {
        Map<VenueId, String> sections = SectionTexts.of(SettingsText.of(file));
        List<String> names = sections.keySet().stream().map(VenueId::value).toList();
        Map<VenueId, String> texts = new LinkedHashMap<>();
        sections.forEach((name, text) -> {
            String venue = venueOf(name.value(), names);
            texts.merge(venue == null ? name : new VenueId(venue), text, (one, other) -> venue == null ? other + one : one + other);
        });
        return texts;
    }

    /** The section of a venue as it was written, with those of its further sessions. */
    public String text(VenueId venue) {
        return Objects.requireNonNull(texts.get(venue), () -> "venue " + venue + " has no section");
    }

    /** Writes the copy if it says something else, and returns when the disk has it: a start with a full disk that changes nothing must not fail for it. @param sections of the venues that may have orders from now on */
    public static void keep(Path data, Iterable<String> sections) throws IOException {
        byte[] text = (HEAD + String.join("", sections)).getBytes(StandardCharsets.UTF_8);
        if (Files.exists(data.resolve(COPY)) && Arrays.equals(Files.readAllBytes(data.resolve(COPY)), text)) {
            return;
        }
        Path written = data.resolve(COPY + ".new");
        try (FileChannel out = FileChannel.open(written, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(written, data.resolve(COPY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
