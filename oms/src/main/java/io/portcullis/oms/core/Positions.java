package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.event.PositionFact.Entry;
import io.portcullis.oms.event.PositionFact.Mark;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what positions are taken to have been when the day began, and what they were worth. */
final class Positions {

    /** In one command, and in one fact: a record of the log has to hold it. */
    private static final int MOST = 2_000;
    private static final Price ONE = Price.of("1");

    private final ShardState state;
    private final Market market;
    private final Turn turn;

    Positions(ShardState state, Market market, Turn turn) {
        this.state = state;
        this.market = market;
        this.turn = turn;
    }

    void enter(Command.EnterPositions c) {
        String objection = objectionTo(c.positions());
        if (objection != null) {
            turn.answer(objection);
            return;
        }
        List<Entry> entries = new ArrayList<>();
        for (Command.EnterPositions.Position asked : c.positions()) {
            Ledger.Start now = state.ledger().start(asked.account(), asked.symbol());
            Money quantity = Money.of(asked.quantity(), ONE);
            Price price = asked.price() == null ? lastClose(asked.symbol()) : asked.price();
            if (!now.quantity().equals(quantity) || !quantity.isZero() && !Objects.equals(now.price(), price)) {
                entries.add(new Entry(asked.account(), asked.symbol(), now.quantity(), quantity, price));
            }
        }
        if (entries.isEmpty()) {
            turn.answer("all of these positions are so already");
        } else {
            turn.emit(new Event.PositionsTold(new PositionFact.Entered(entries, c.user(), c.reason())));
        }
    }

    private @Nullable String objectionTo(List<Command.EnterPositions.Position> positions) {
        if (positions.isEmpty() || positions.size() > MOST) {
            return "1 to " + MOST + " positions can be entered at once, were " + positions.size();
        }
        Set<Ledger.Held> named = new HashSet<>();
        for (Command.EnterPositions.Position position : positions) {
            if (market.instruments().bySymbol(position.symbol()) == null) {
                return "symbol " + position.symbol() + " is not known";
            }
            if (!named.add(new Ledger.Held(position.account(), position.symbol()))) {
                return "the position of account " + position.account() + " in " + position.symbol() + " is named twice";
            }
            if (position.price() != null && !position.price().isPositive()) {
                return "the price of " + position.symbol() + " must be more than zero, was " + position.price();
            }
        }
        return null;
    }

    /** A day has begun: what is held counts with the last close. */
    void mark() {
        List<Mark> marks = new ArrayList<>();
        for (String symbol : state.ledger().symbolsHeld()) {
            Price price = lastClose(symbol);
            if (price != null) {
                marks.add(new Mark(symbol, price));
            }
        }
        for (int from = 0; from < marks.size(); from += MOST) {
            turn.emit(new Event.PositionsTold(new PositionFact.Marked(marks.subList(from, Math.min(marks.size(), from + MOST)))));
        }
    }

    private @Nullable Price lastClose(String symbol) {
        Instrument instrument = market.instruments().bySymbol(symbol);
        Price close = instrument == null ? null : instrument.referencePrice();
        return close == null ? market.reference(symbol) : close;
    }
}
