package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.CorporateActionPlan;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.CorporateActionRules.AtVenue;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between two trading days an operator applies a corporate action, at times more than once, and venues do with their orders what they do. */
final class RandomCorporateActions {

    private static final List<String> RATIOS = List.of("2:1", "3:2", "5:4", "3:1", "1:2", "1:10", "2:3");

    private final SimulatedHub hub;
    private final Collection<RandomVenue> venues;
    private final Profile profile;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;
    private @Nullable CorporateAction going;

    RandomCorporateActions(SimulatedHub hub, Collection<RandomVenue> venues, Profile profile, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.venues = venues;
        this.profile = profile;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    /** How they are applied. */
    static CorporateActionRules rules(List<VenueId> venues, Chance chance) {
        Map<VenueId, AtVenue> atVenues = new LinkedHashMap<>();
        venues.forEach(venue -> atVenues.put(venue, chance.oneOf(AtVenue.values())));
        return new CorporateActionRules(chance.percent(40), atVenues);
    }

    /** Begins one, or does nothing. @return false if it is over */
    boolean begin(LocalDate exDate) {
        going = null;
        if (!hub.isUp() || hub.core().state().dayEnded() == null || chance.percent(profile.weight(Emphasis.CORPORATE_ACTIONS, 40, 5))) {
            return false;
        }
        CorporateAction action = any(exDate);
        if (hub.core().state().corporateActions().standing(action.id()) != null) {
            return false; // of one kind there is one for a date
        }
        CorporateActionPlan plan = plan(action);
        if (plan.objection() != null) {
            throw new BrokenInvariant("it can't be applied: " + plan.objection());
        }
        List<CorporateActionPlan.Row> rows = plan.rows();
        going = action;
        CorporateActionRules rules = hub.core().orders().corporateActionRules();
        for (RandomVenue venue : venues) {
            AtVenue does = chance.percent(15) ? AtVenue.KEEPS : rules.at(venue.id());
            long delay = chance.percent(20) ? 0 : chance.between(1, 20 * Timeline.SECOND);
            Map<Long, RandomVenue.NewTerms> terms = RandomVenue.NewTerms.of(rows, venue.id(), market);
            if (!plan.cancelsOrders()) {
                timeline.in(delay, () -> atVenue(venue, does, terms, action));
            }
        }
        apply();
        return true;
    }

    /** Not before it is applied here: what a venue does before is alarmed, and somebody has to see to it. */
    private void atVenue(RandomVenue venue, AtVenue does, Map<Long, RandomVenue.NewTerms> terms, CorporateAction action) {
        if (hub.isUp() && hub.isDurable() && hub.core().state().corporateActions().standing(action.id()) != null) {
            venue.corporateAction(does, terms);
        } else {
            timeline.tickIn(Timeline.SECOND, () -> atVenue(venue, does, terms, action));
        }
    }

    private CorporateAction any(LocalDate exDate) {
        List<Instrument> all = List.copyOf(market.instruments().all());
        Instrument instrument = chance.pick(all);
        Instrument other = chance.pick(all);
        int luck = chance.between(0, 2);
        if (luck == 0) {
            return CorporateAction.dividend(instrument.symbol(), exDate, Price.of(chance.oneOf("0.01", "0.137", "1", "30")));
        }
        return luck == 1 && other != instrument && other.currency().equals(instrument.currency())
                ? CorporateAction.change(instrument.symbol(), exDate, other.symbol())
                : CorporateAction.split(instrument.symbol(), exDate, Ratio.of(chance.pick(RATIOS)));
    }

    private CorporateActionPlan plan(CorporateAction action) {
        return CorporateActionPlan.of(action, hub.core().state(), market, hub.core().orders().corporateActionRules(), timeline.now());
    }

    private void apply() {
        CorporateAction action = going;
        if (action == null || !hub.isUp()) {
            return;
        }
        if (chance.percent(30)) {
            hub.dieAfterEffects((int) chance.between(0, 5));
        }
        CorporateActionPlan plan = plan(action);
        hub.accept(new Command.ApplyCorporateAction(action, plan.digest(plan.rows()), "ann", "as announced"));
    }

    /** Goes on: a crash may have taken its begin with it. */
    void goOn() {
        CorporateAction action = going;
        if (action == null || !hub.isUp()) {
            return;
        }
        CorporateActions.Standing standing = hub.core().state().corporateActions().standing(action.id());
        if (standing == null) {
            apply();
        } else if (chance.percent(20)) {
            int before = hub.position();
            CorporateActionPlan plan = plan(action);
            hub.accept(new Command.ApplyCorporateAction(action, plan.digest(plan.rows()), "bob", "once more"));
            if (hub.position() != before) {
                throw new BrokenInvariant("the " + action.text() + " was applied again");
            }
        }
    }

    /** When everything is quiet. */
    void checkDone() {
        CorporateAction action = going;
        if (action == null) {
            return;
        }
        ShardState state = hub.core().state();
        CorporateActions.Standing standing = state.corporateActions().standing(action.id());
        if (standing == null || !standing.isDone()) {
            throw new BrokenInvariant("the " + action.text() + " is not done");
        }
        for (CorporateActionPlan.Row row : plan(action).rows()) {
            boolean isBy = row.order().adjusted() != null && row.order().adjusted().isBy(action.id());
            if (row.to() != null && !isBy) {
                throw new BrokenInvariant(row.order().orderId(), "the " + action.text() + " has forgotten " + Invariants.describe(row.order()));
            }
        }
    }
}
