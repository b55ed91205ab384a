package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of events that there are: of those that carry a fact of many kinds, such as what has become of a care order, each kind of fact is one. */
final class EventKinds {

    private EventKinds() {
    }

    /** By their names, in the order of their declaration. */
    static List<String> all() {
        return leaves(Event.class).flatMap(EventKinds::ofFacts).map(EventKinds::name).toList();
    }

    static String of(Event event) {
        Object kind = switch (event) {
            case Event.OrderWorked e -> e.fact();
            case Event.DeskActed e -> e.fact();
            case Event.CrossChanged e -> e.fact();
            case Event.LegReported e -> e.fact();
            case Event.CorporateActionTold e -> e.fact();
            case Event.LimitsTold e -> e.fact();
            case Event.PositionsTold e -> e.fact();
            case Event.KillTold e -> e.fact();
            case Event.OverridesTold e -> e.fact();
            case Event.LastPointTold e -> e.fact();
            case Event.LocatesTold e -> e.fact();
            case Event.MarketTold e -> e.fact();
            default -> event;
        };
        return name(kind.getClass());
    }

    private static Stream<Class<?>> ofFacts(Class<?> event) {
        return Arrays.stream(event.getRecordComponents()).filter(component -> component.getName().equals("fact")).<Class<?>>map(RecordComponent::getType)
                .findAny().map(EventKinds::leaves).orElse(Stream.of(event));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventKinds::leaves) : Stream.of(type);
    }

    /** Such as {@code OrderFilled}, and {@code CareFact.Claimed}. */
    private static String name(Class<?> kind) {
        Class<?> within = kind.getEnclosingClass();
        return within == null || within == Event.class ? kind.getSimpleName() : within.getSimpleName() + "." + kind.getSimpleName();
    }
}
