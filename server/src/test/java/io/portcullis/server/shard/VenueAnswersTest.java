package io.portcullis.server.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Ids;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VenueAnswersTest {

    private final List<Long> measured = new ArrayList<>();
    private final VenueAnswers answers = new VenueAnswers(measured::add);

    @Test
    void theFirstAnswerToAnOrderCounts() {
        long child = Ids.number(7, 1);
        answers.sent(child, 1_000);
        answers.answered(new Event.ChildOrderAcknowledged(child, "V1"), 1_250);
        answers.answered(new Event.ChildOrderCanceled(child, ""), 9_000);

        assertEquals(List.of(250L), measured);
    }

    @Test
    void ordersThatAreUnderWayTogetherAreMeasuredEach() {
        for (int position = 1; position <= 500; position++) {
            answers.sent(Ids.number(position, 1), position);
        }
        for (int position = 1; position <= 500; position++) {
            answers.answered(new Event.ChildOrderAcknowledged(Ids.number(position, 1), "V"), position + 10);
        }

        assertEquals(List.of(10L), measured.stream().distinct().toList());
        assertEquals(true, measured.size() > 450, "measured " + measured.size() + " of 500");
    }

    @Test
    void anAnswerToWhatIsNotRememberedIsNotMeasured() {
        answers.answered(new Event.ChildOrderAcknowledged(Ids.number(7, 1), "V1"), 1_250);

        assertEquals(List.of(), measured);
    }
}
