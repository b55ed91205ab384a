package io.portcullis.admin.port;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command.EnterPositions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What accounts hold, and that somebody knows better. Completes on any thread. */
public interface PositionsDesk {

    /**
     * One position, with what it is worth now.
     *
     * @param currency of the instrument, ISO 4217; empty if that is not known any more
     * @param price the last trade, or what stands for it; null if there is none
     * @param realised gained today by what was bought and sold again; null if it is not known, as with {@code unrealised}
     * @param unrealised gained today by what is still there
     */
    record Standing(Ledger.Position position, String currency, @Nullable Price price, @Nullable Money realised, @Nullable Money unrealised) {
    }

    /** All, by account and symbol. */
    CompletionStage<List<Standing>> view();

    /** With what the trading day began. */
    CompletionStage<Answer> enter(List<EnterPositions.Position> positions, Instruction instruction);
}
