package io.portcullis.server.simulation;

import io.portcullis.oms.types.ClOrdId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client has asked and not been answered: each question has to be answered once. */
final class OpenRequests {

    enum Kind {
        ORDER, CANCEL, REPLACE, STATUS, MASS_CANCEL, MASS_STATUS, PARTY_ACTION, LIST, UNREADABLE
    }

    private record Question(Kind kind, String id) {
    }

    private final String name;
    private final Map<Question, Integer> open = new LinkedHashMap<>();

    OpenRequests(String name) {
        this.name = name;
    }

    void asked(Kind kind, String id) {
        open.merge(new Question(kind, id), 1, Integer::sum);
    }

    void answered(Kind kind, ClOrdId id) {
        answered(kind, id.value());
    }

    void answered(Kind kind, String id) {
        Question question = new Question(kind, id);
        Integer count = open.get(question);
        if (count == null) {
            throw new BrokenInvariant(name + " is answered once more than it asked: " + kind + " " + id);
        }
        if (count == 1) {
            open.remove(question);
        } else {
            open.put(question, count - 1);
        }
    }

    void checkNothingIsOpen() {
        if (!open.isEmpty()) {
            throw new BrokenInvariant(name + " was never answered: " + open);
        }
    }
}
