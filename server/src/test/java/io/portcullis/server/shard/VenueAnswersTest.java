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
        for (int position = 1; position <= 100; position++) {
            long child = Ids.number(position, 1);
            answers.sent(child, 1_000);
            answers.answered(new Event.ChildOrderAcknowledged(child, "V1"), 1_250);
            answers.answered(new Event.ChildOrderCanceled(child, ""), 9_000);
        }

        assertEquals(List.of(250L), measured.stream().distinct().toList());
    }

    @Test
    void oneOfEightIsMeasuredOfOrdersThatAreUnderWayTogether() {
        for (int position = 1; position <= 2_000; position++) {
            answers.sent(Ids.number(position, 1), position);
        }
        for (int position = 1; position <= 2_000; position++) {
            answers.answered(new Event.ChildOrderAcknowledged(Ids.number(position, 1), "V"), position + 10);
        }

        assertEquals(List.of(10L), measured.stream().distinct().toList());
        assertEquals(250, measured.size(), 60);
    }

    @Test
    void anAnswerToWhatIsNotRememberedIsNotMeasured() {
        answers.answered(new Event.ChildOrderAcknowledged(Ids.number(7, 1), "V1"), 1_250);

        assertEquals(List.of(), measured);
    }
}
