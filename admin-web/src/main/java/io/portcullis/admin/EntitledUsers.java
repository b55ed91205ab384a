package io.portcullis.admin;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Who may do something.
 *
 * @param names empty: everybody who may use the console
 * @param what they may do, for those who may not
 * @param setting that names them
 */
record EntitledUsers(Set<String> names, String what, String setting) {

    /** Who orders it and why. What others order is refused, status 403. */
    Instruction instruction(RoutingContext context) {
        Instruction instruction = CommandRoutes.instruction(context);
        require("user", instruction.user());
        return instruction;
    }

    /** @param field in which the user is named */
    void require(String field, String user) {
        if (!names.isEmpty() && !names.contains(user)) {
            throw new RequestMistake(403, field, user, "may not " + what + "; " + setting + " names who may");
        }
    }
}
