package io.portcullis.server.cli;

import io.portcullis.server.hub.ExchangeLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Orders the simulated exchanges of a hub on this machine about, by its socket in the data directory. */
@Command(name = "exchange", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class, description = "What the simulated exchanges do: halts, auctions, busts, bad habits.", footer = {
    "", "Actions, where SYMBOL may be '*' for all instruments:", "  orders                        what is open there, by OrderID(37)",
    "  halt SYMBOL                   orders may only be canceled",
    "  call SYMBOL AUCTION           orders are collected for an opening, intraday or closing auction",
    "  resume SYMBOL                 continuous trading, after the auction if there was one",
    "  bands SYMBOL LOW HIGH         nothing is executed outside of these prices",
    "  lift-bands SYMBOL", "  bust EXECID                   a trade is taken back, by ExecID(17)", "  correct EXECID QUANTITY PRICE a trade is corrected",
    "  cancel ORDERID                an order is canceled that nobody asked to cancel",
    "  misbehave HABIT [TIMES]       the next orders are treated badly; docs/simulated-exchange.md has the habits",
    "  behave                        no more, and what was held back is told", "", "Examples:", "  exchange LIT1 halt IBM",
    "  exchange LIT1 misbehave duplicate-exec-id 3"})
public final class ExchangeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VENUE", description = "Its section in venues.ini.")
    private String venue = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "See below.")
    private String action = "";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "WHAT", description = "What the action is about.")
    private List<String> what = new ArrayList<>();

    @Mixin
    private HubOrder order = new HubOrder();

    @Override
    public Integer call() throws IOException {
        List<String> asked = new ArrayList<>(List.of(venue, action));
        asked.addAll(what);
        for (String word : asked) {
            if (word.isEmpty() || word.chars().anyMatch(Character::isISOControl)) {
                return HubOrder.mistaken("a word must not be empty or have control characters, was one of " + asked);
            }
        }
        return EmergencyCall.askAt(order.data().resolve(ExchangeLine.FILE), asked);
    }
}
