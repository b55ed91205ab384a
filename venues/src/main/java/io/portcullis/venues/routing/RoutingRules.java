package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which strategy which order has, and what venues charge.
 *
 * @param rules the first one that is for an order holds; where none is, it goes by the best price
 */
public record RoutingRules(List<RoutingRule> rules, Fees fees) {

    /** Every order by the best price. */
    public static final RoutingRules NONE = new RoutingRules(List.of(), Fees.NONE);

    public RoutingRules {
        rules = List.copyOf(rules);
    }

    @Nullable
    RoutingRule ruleFor(Request request) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).isFor(request)) {
                return rules.get(i);
            }
        }
        return null;
    }
}
