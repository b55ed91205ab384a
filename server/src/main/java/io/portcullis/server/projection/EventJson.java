package io.portcullis.server.projection;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.OverrideFact;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Locate;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as a JSON object with its fields under their names: ids as counterparties know them, numbers exact, times as ISO texts, what is absent left out. Characters
 * that PostgreSQL can't store are replaced by U+FFFD. Not thread-safe.
 */
public final class EventJson {

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
        }
    };

    private record Field(String name, MethodHandle accessor) {

        static Field of(RecordComponent component) {
            try {
                return new Field(component.getName(), MethodHandles.lookup().unreflect(component.getAccessor()));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("an event's fields are public", e);
            }
        }

        @Nullable
        Object of(Record owner) {
            try {
                return accessor.invoke(owner);
            } catch (Throwable e) {
                throw new IllegalStateException("an accessor only reads a field", e);
            }
        }
    }

    private final Ids ids;
    private final StringBuilder json = new StringBuilder(512);

    public EventJson(Ids ids) {
        this.ids = ids;
    }

    /** What happens to care orders, crosses and legs, and what our people do in clients' places, has a name of its own for each kind of fact. */
    public static String nameOf(Event event) {
        return switch (event) {
            case Event.OrderWorked worked -> worked.fact().getClass().getSimpleName();
            case Event.DeskActed acted -> acted.fact().getClass().getSimpleName();
            case Event.CrossChanged changed -> "Cross" + changed.fact().getClass().getSimpleName();
            case Event.LegReported reported -> "Leg" + reported.fact().getClass().getSimpleName();
            case Event.CorporateActionTold told -> "CorporateAction" + told.fact().getClass().getSimpleName();
            case Event.LocatesTold told -> "Locate" + told.fact().getClass().getSimpleName();
            case Event.MarketTold told -> "Instrument" + told.fact().getClass().getSimpleName();
            case Event.LimitsTold told -> "Limits" + told.fact().getClass().getSimpleName();
            case Event.PositionsTold told -> "Positions" + told.fact().getClass().getSimpleName();
            case Event.OverridesTold told -> "Override" + told.fact().getClass().getSimpleName();
            case Event.KillTold told -> "Kill" + told.fact().getClass().getSimpleName();
            case Event.LastPointTold told -> "LastPoint" + told.fact().getClass().getSimpleName();
            default -> event.getClass().getSimpleName();
        };
    }

    public String of(Event event) {
        return text((Record) event);
    }

    /** Those that are given. */
    public String of(Instructions instructions) {
        return text((Record) instructions);
    }

    private String text(Record owner) {
        json.setLength(0);
        object(owner);
        return json.toString();
    }

    private void object(Record owner) {
        char separator = fields(owner, '{');
        json.append(separator == '{' ? "{}" : "}");
    }

    /** Conditions, instructions and what the desk does are no things of their own: their fields stand among the others, and of the instructions those that are given. */
    private char fields(Record owner, char before) {
        char separator = before;
        for (Field field : FIELDS.get(owner.getClass())) {
            Object value = field.of(owner);
            if (value instanceof Conditions || value instanceof Instructions || value instanceof CareFact || value instanceof DeskFact
                    || value instanceof LegFact || value instanceof CrossFact || value instanceof Adjustment || value instanceof CorporateActionFact
                    || value instanceof LimitFact || value instanceof PositionFact || value instanceof KillFact || value instanceof LastPointFact
                    || value instanceof LocateFact || value instanceof Locate || value instanceof OverrideFact || value instanceof LimitOverride
                    || value instanceof MarketFact || value instanceof MarketFact.Source || value instanceof Bands) {
                separator = fields((Record) value, separator);
            } else if (value != null && !isToBeLeftOut(value, owner)) {
                json.append(separator).append('"').append(field.name).append("\":");
                separator = ',';
                if (value instanceof Long number) {
                    number(field.name, number);
                } else if (value instanceof Collection<?> list) {
                    array(field.name, list);
                } else if (value instanceof Map<?, ?> map) {
                    map(map);
                } else {
                    value(value);
                }
            }
        }
        return separator;
    }

    private static boolean isToBeLeftOut(Object value, Record owner) {
        return value instanceof Long number && number == 0 || value instanceof Map<?, ?> map && map.isEmpty() || value instanceof Set<?> set && set.isEmpty()
                || owner instanceof Objection && Integer.valueOf(0).equals(value)
                || owner instanceof Instructions && (Boolean.FALSE.equals(value) || value == Adjusting.ALL || value == OnHalt.UNSAID);
    }

    /** Ids, times and lengths of time: 0 stands for none. */
    private void number(String name, long value) {
        switch (name) {
            case "orderId", "orderIds" -> text(ids.orderId(value));
            case "childId", "requestId", "orderRequestId", "requestIds" -> text(ids.venueClOrdId(value));
            case "execId", "execIds", "bustedExecId", "correctedExecId" -> text(ids.execId(value));
            case "strayId" -> text(ids.strayId(value));
            case "listId" -> text(ids.listId(value));
            case "crossId" -> text(ids.crossId(value));
            case "proposalId", "killId", "locateId", "overrideId" -> json.append(value);
            case "generation" -> json.append(value);
            case "expireTime", "tradeTime", "transactTimes", "time", "expires", "validUntil", "until" -> text(Stored.time(value).toString());
            case "graceNanos" -> json.append(value);
            case "offset" -> json.append(new Price(value));
            default -> throw new IllegalStateException("what the number " + name + " means has to be said here");
        }
    }

    private void value(Object value) {
        switch (value) {
            case Quantity exact -> json.append(exact);
            case Price exact -> json.append(exact);
            case Money exact -> json.append(exact);
            case Integer number -> json.append(number);
            case Boolean yes -> json.append(yes);
            case String text -> text(text);
            case SessionKey key -> text(key.value());
            case ClOrdId id -> text(id.value());
            case VenueId id -> text(id.value());
            case LocalDate day -> text(day.toString());
            case Enum<?> constant -> text(constant.name());
            case Ratio ratio -> text(ratio.toString());
            case LimitKey key -> text(key.toString());
            case Scope scope -> text(scope.toString());
            case Subset subset -> text(subset.toString());
            case Release release -> text(release.toString());
            case Limit limit -> limit(limit);
            case Record nested -> object(nested);
            default -> throw new IllegalStateException("how a " + value.getClass() + " is written has to be said here");
        }
    }

    private void limit(Limit limit) {
        json.append("{\"most\":").append(limit.most().toPlainString());
        if (!limit.window().isAlways()) {
            json.append(",\"window\":");
            text(limit.window().toString());
        }
        if (limit.currency() != null) {
            json.append(",\"currency\":");
            text(limit.currency());
        }
        if (limit.breaker() != null) {
            if (!limit.key().isOfMetric()) {
                json.append(",\"withinSeconds\":").append(limit.breaker().within().toSeconds());
            }
            json.append(",\"release\":");
            text(limit.breaker().release().toString());
        }
        if (limit.warnPercent() != 0) {
            json.append(",\"warnPercent\":").append(limit.warnPercent());
        }
        json.append('}');
    }

    private void map(Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            separator = ',';
            text(entry.getKey().toString());
            json.append(':');
            value(entry.getValue());
        }
        json.append(separator == '{' ? "{}" : "}");
    }

    private void array(String name, Collection<?> list) {
        char separator = '[';
        for (Object element : list) {
            json.append(separator);
            separator = ',';
            if (element instanceof Long number) {
                number(name, number);
            } else {
                value(element);
            }
        }
        json.append(separator == '[' ? "[]" : "]");
    }

    private void text(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == 0 || Character.isSurrogate(c) && !Stored.isPaired(text, i)) {
                json.append('\uFFFD');
            } else if (c < ' ') {
                json.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
