package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands.Answer;
import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.admin.port.SessionOrder;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.SessionControl;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.shard.Shard;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does with FIX sessions what operators order: looked at on the session's loop, written to the event log with user and reason, then done on the session's loop. So whatever
 * was done is in the log, and a hub that is killed in between does the lasting part of it at its next start.
 */
public final class SessionSteering {

    private static final int TEST_SECONDS = 5;

    private final SessionRows sessions;
    private final Shard shard;

    public SessionSteering(SessionRows sessions, Shard shard) {
        this.sessions = sessions;
        this.shard = shard;
    }

    /** To be called at the start, before anyone connects: how a session was left. */
    public static void resume(FixSession session, SessionState left) {
        Event.SessionSteered last = left.intended();
        if (last != null) {
            String reason = reason(last.user(), last.reason());
            switch (left.intent()) {
                case STARTED -> session.control().start(reason);
                case STOPPED -> session.control().stop(SessionIntent.STOPPED, reason, last.reason());
                case DISABLED -> session.control().stop(SessionIntent.DISABLED, reason, last.reason());
            }
        }
        session.control().doneUpTo(left.generation(), left.doneBefore());
    }

    private static String reason(String user, String reason) {
        return user + ": " + reason;
    }

    CompletionStage<Answer> steer(SessionKey key, SessionOrder order, @Nullable String confirmation, Instruction instruction) {
        FixSession session = sessions.session(key);
        if (session == null) {
            return CompletableFuture.completedFuture(new Answer.Refused(
                    "there is no session " + key + ", there are " + String.join(", ", sessions.sessions().stream().map(row -> row.key().value()).toList())));
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        session.later(() -> {
            SessionPlan plan = SessionPlan.of(session, order);
            if (plan.objection() != null) {
                answer.complete(new Answer.Refused(plan.objection()));
            } else if (plan.consequence() != null && !key.value().equals(confirmation)) {
                answer.complete(new Answer.Unconfirmed(plan.consequence(), key.value()));
            } else {
                record(session, order, plan, instruction, answer);
            }
        });
        return answer;
    }

    private void record(FixSession session, SessionOrder order, SessionPlan plan, Instruction instruction, CompletableFuture<Answer> answer) {
        shard.submit(
                new Command.SteerSession(session.key(), order.action(), plan.expected(), plan.detail(), instruction.user(), instruction.reason()))
                .whenComplete((refusal, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    } else if (refusal.isPresent()) {
                        answer.complete(new Answer.Refused(refusal.get()));
                    } else {
                        session.later(() -> carryOut(session, order, plan, instruction, answer));
                    }
                });
    }

    private void carryOut(FixSession session, SessionOrder order, SessionPlan plan, Instruction instruction, CompletableFuture<Answer> answer) {
        String objection = SessionPlan.of(session, order).objection();
        if (objection != null) {
            answer.complete(new Answer.Refused("it is in the log, but was not done, because things have changed meanwhile: " + objection));
            return;
        }
        try {
            act(session, order, plan, instruction, answer);
        } catch (IOException e) {
            answer.complete(new Answer.Refused("it is in the log, but could not be done: " + e.getMessage()));
        }
    }

    private static void act(FixSession session, SessionOrder order, SessionPlan plan, Instruction instruction, CompletableFuture<Answer> answer)
            throws IOException {
        SessionControl control = session.control();
        String reason = reason(instruction.user(), instruction.reason());
        switch (order) {
            case SessionOrder.SetNumbers numbers -> setNumbers(session, numbers, plan);
            case SessionOrder.GapFill gap -> control.gapFill(gap.from(), gap.to());
            case SessionOrder.Simple simple -> {
                switch (simple.action()) {
                    case START, ENABLE -> control.start(reason);
                    case STOP -> control.stop(SessionIntent.STOPPED, reason, instruction.reason());
                    case DISABLE -> control.stop(SessionIntent.DISABLED, reason, instruction.reason());
                    case LOGOUT -> control.logoutOnce(reason, instruction.reason());
                    case RESET -> session.resetSequenceNumbers();
                    case TEST_REQUEST -> {
                        control.testRequest().toCompletableFuture().orTimeout(TEST_SECONDS, TimeUnit.SECONDS).whenComplete(
                                (millis, failure) -> answer.complete(tested(millis, failure)));
                        return;
                    }
                    case SET_NUMBERS, GAP_FILL -> throw new IllegalStateException(simple.action() + " needs numbers");
                }
            }
        }
        answer.complete(new Answer.Done(plan.detail()));
    }

    private static void setNumbers(FixSession session, SessionOrder.SetNumbers numbers, SessionPlan plan) throws IOException {
        if (numbers.nextSender() != 0) {
            session.numbers().setNextSenderMsgSeqNum(numbers.nextSender());
        }
        if (plan.expected() != null) {
            if (plan.expected().after() < plan.expected().before()) {
                session.control().doneUpTo(plan.expected().generation(), plan.expected().before() - 1);
            }
            session.numbers().setNextTargetMsgSeqNum(plan.expected().after());
        }
    }

    private static Answer tested(@Nullable Long millis, @Nullable Throwable failure) {
        return millis != null
                ? new Answer.Done("answered after " + millis + " ms")
                : new Answer.Refused("sent, but not answered: " + (failure instanceof IOException ? failure.getMessage()
                        : "nothing came within " + TEST_SECONDS
                                + " s"));
    }
}
