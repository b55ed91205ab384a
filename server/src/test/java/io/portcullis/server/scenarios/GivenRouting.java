package io.portcullis.server.scenarios;

import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.RoutingFiles;
import io.portcullis.venues.routing.RoutingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a case says of routing: {@code takes hub routes=table:venue=75:venue2=25}, {@code takes venue fee-taken=0.0030}, as the hub's files have it. */
final class GivenRouting {

    private static final String ROUTES = "routes=";
    private static final String FEE = "fee-";

    private GivenRouting() {
    }

    /** What is left of what the hub takes. */
    static String without(String takes) {
        return Stream.of(takes.split(", ")).filter(each -> !each.startsWith(ROUTES)).collect(Collectors.joining(", "));
    }

    /** {@code routing.csv}. @param names of the venues for the hub */
    static String rules(Map<String, String> takes, Map<String, String> names) {
        StringBuilder rules = new StringBuilder("session,account,symbol,side,ord-type,from-quantity,to-quantity,strategy,parameters,target-strategy\n");
        Stream.of(takes.getOrDefault("hub", "").split(", ")).filter(each -> each.startsWith(ROUTES)).forEach(each -> {
            String[] rule = each.substring(ROUTES.length()).split("@");
            String[] words = rule[0].split(":");
            String parameters = Stream.of(words).skip(1)
                    .map(word -> Stream.of(word.split("=")).map(name -> names.getOrDefault(name, name)).collect(Collectors.joining("=")))
                    .collect(Collectors.joining(" "));
            rules.append(",,,,,,,").append(words[0]).append(',').append(parameters).append(',').append(rule.length == 1 ? "" : rule[1])
                    .append('\n');
        });
        return rules.toString();
    }

    /** {@code fees.csv}. */
    static String fees(Map<String, String> takes, Map<String, String> names) {
        StringBuilder fees = new StringBuilder("venue,liquidity,per-share,basis-points,minimum\n");
        takes.forEach((venue, codes) -> Stream.of(codes.split(", ")).filter(code -> code.startsWith(FEE)).map(code -> code.substring(FEE.length()).split("="))
                .forEach(fee -> fees.append(names.getOrDefault(venue, venue)).append(',').append(fee[0]).append(',').append(fee[1]).append(",,\n")));
        return fees.toString();
    }

    /** The same as the hub reads them. */
    static RoutingRules of(Map<String, String> takes, List<VenueId> venues) {
        Map<String, String> names = venues.stream().map(VenueId::value).collect(Collectors.toMap(Function.identity(), Function.identity()));
        try {
            Path directory = Files.createTempDirectory("routing");
            Files.writeString(directory.resolve(RoutingFiles.RULES), rules(takes, names));
            Files.writeString(directory.resolve(RoutingFiles.FEES), fees(takes, names));
            RoutingRules rules = RoutingFiles.read(directory, venues);
            Files.delete(directory.resolve(RoutingFiles.RULES));
            Files.delete(directory.resolve(RoutingFiles.FEES));
            Files.delete(directory);
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
