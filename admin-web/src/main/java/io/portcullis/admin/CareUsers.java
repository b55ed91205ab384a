package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Who may work orders and act in clients' places.
 *
 * @param names empty: everybody who may use the console
 */
record CareUsers(Set<String> names) {

    /** Who orders it and why. What others order is refused, status 403. */
    Instruction instruction(RoutingContext context) {
        Instruction instruction = CommandRoutes.instruction(context);
        require("user", instruction.user());
        return instruction;
    }

    /** @param field in which the user is named */
    void require(String field, String user) {
        if (!names.isEmpty() && !names.contains(user)) {
            throw new RequestMistake(403, field, user, "may not work care orders; [console] care-users names who may");
        }
    }
}
