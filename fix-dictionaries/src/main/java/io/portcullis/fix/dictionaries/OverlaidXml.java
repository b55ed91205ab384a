package io.portcullis.fix.dictionaries;

import io.portcullis.fix.dictionaries.Overlay.Misfit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import quickfix.DataDictionary;
import quickfix.FieldType;

/** The dictionaries of a version with an overlay laid on them: each statement of the overlay is looked at, then written into the dictionary that it concerns. */
final class OverlaidXml {

    private static final int MSG_TYPE = 35;
    private static final String COUNT = "NUMINGROUP";

    private final FixVersion version;
    private final Overlay overlay;
    private final DictionaryXml session;
    private final DictionaryXml application;

    OverlaidXml(FixVersion version, Overlay overlay) throws Misfit {
        this.version = version;
        this.overlay = overlay;
        this.session = SessionXml.of(version);
        this.application = version.isFixt() ? new DictionaryXml(version.applicationResource()) : session;
        for (Map.Entry<Integer, Overlay.Field> field : overlay.fields().entrySet()) {
            checkTag(field.getKey(), field.getValue());
            field(field.getKey(), field.getValue());
        }
        for (Map.Entry<Integer, Overlay.Group> group : overlay.groups().entrySet()) {
            group(group.getKey(), group.getValue());
        }
        for (Map.Entry<String, Overlay.Message> message : overlay.messages().entrySet()) {
            message(message.getKey(), message.getValue());
        }
    }

    DataDictionary session() {
        return session.read();
    }

    /** The session's before FIXT. */
    DataDictionary application(DataDictionary sessionDictionary) {
        return version.isFixt() ? application.read() : sessionDictionary;
    }

    private List<DictionaryXml> both() {
        return version.isFixt() ? List.of(application, session) : List.of(application);
    }

    private boolean isDefined(int tag) {
        return application.hasField(tag) || session.hasField(tag);
    }

    private static void checkTag(int tag, Overlay.Field field) throws Misfit {
        if (tag < 1 || tag > Overlay.HIGHEST_TAG) {
            throw new Misfit(field.line(), "fields." + tag + ": a tag must be from 1 to " + Overlay.HIGHEST_TAG);
        }
    }

    // Fields

    private void field(int tag, Overlay.Field field) throws Misfit {
        if (field.type() != null && !isType(field.type())) {
            throw new Misfit(field.line(), "fields." + tag + ".type=" + field.type() + " is no FIX data type, allowed are " + types());
        }
        boolean isNew = !isDefined(tag);
        if (isNew && (field.name() == null || field.type() == null)) {
            throw new Misfit(field.line(), "fields." + tag + " needs a name and a type: " + version + " has no such field");
        }
        if (!isNew && field.name() != null) {
            throw new Misfit(field.line(), "fields." + tag + ".name=" + field.name() + ": " + version + " has named it " + FixDictionary.nameOf(tag)
                    + " already, leave the name out");
        }
        for (DictionaryXml xml : both()) {
            if (isNew && field.name() != null && field.type() != null) {
                checkNameIsFree(xml, tag, field);
                xml.addField(tag, field.name(), field.type());
            } else if (xml.hasField(tag) && field.type() != null) {
                xml.type(tag, field.type());
            }
            if (xml.hasField(tag)) {
                values(xml, tag, field);
            }
        }
    }

    private static void checkNameIsFree(DictionaryXml xml, int tag, Overlay.Field field) throws Misfit {
        Integer other = xml.tagOf(String.valueOf(field.name()));
        if (other != null) {
            throw new Misfit(field.line(), "fields." + tag + ".name=" + field.name() + " is the name of tag " + other + " already");
        }
    }

    private static void values(DictionaryXml xml, int tag, Overlay.Field field) throws Misfit {
        if (field.values() != null) {
            xml.removeValues(tag);
            field.values().forEach((value, name) -> xml.addValue(tag, value, name));
        }
        if (!field.moreValues().isEmpty() && !xml.hasValues(tag)) {
            throw new Misfit(field.line(), "fields." + tag + ".more-values: the field has no list of values, any is allowed; a list is set by values");
        }
        field.moreValues().entrySet().stream().filter(more -> !xml.hasValue(tag, more.getKey()))
                .forEach(more -> xml.addValue(tag, more.getKey(), more.getValue()));
        for (String value : field.withoutValues()) {
            if (!xml.hasValue(tag, value)) {
                throw new Misfit(field.line(), "fields." + tag + ".without-values=" + value + " is not among the field's values anyway");
            }
            xml.removeValue(tag, value);
        }
    }

    private static boolean isType(String type) {
        return Arrays.stream(FieldType.values()).anyMatch(known -> known != FieldType.UNKNOWN && known.name().equals(type));
    }

    private static String types() {
        return Stream.of(FieldType.values()).filter(type -> type != FieldType.UNKNOWN).map(Enum::name).collect(Collectors.joining(" "));
    }

    // Groups

    private void group(int countTag, Overlay.Group group) throws Misfit {
        checkDefined(group.line(), "groups." + countTag, countTag);
        for (int tag : Stream.of(group.fields(), group.moreFields(), group.required()).flatMap(List::stream).toList()) {
            checkDefined(group.line(), "groups." + countTag, tag);
        }
        for (int tag : group.required()) {
            if (!group.fields().contains(tag)) {
                throw new Misfit(group.line(), "groups." + countTag + ".required=" + tag + " is not among the group's fields " + group.fields());
            }
        }
        if (!group.moreFields().isEmpty()) {
            boolean isThere = false;
            for (DictionaryXml xml : both()) {
                isThere |= xml.hasField(countTag) && xml.addToGroups(countTag, group.moreFields());
            }
            if (!isThere) {
                throw new Misfit(group.line(), "groups." + countTag + ".more-fields: " + version + " has no such group; a new one is made by fields");
            }
        }
        if (!group.fields().isEmpty()) {
            both().stream().filter(xml -> xml.hasField(countTag)).forEach(xml -> xml.type(countTag, COUNT));
        }
    }

    private void checkDefined(int line, String key, int tag) throws Misfit {
        if (!isDefined(tag)) {
            throw new Misfit(line, key + "=" + tag + " is not defined in " + version + ": define it under fields");
        }
    }

    // Messages

    private void message(String type, Overlay.Message message) throws Misfit {
        boolean isNew = !application.hasMessage(type) && !session.hasMessage(type);
        if (isNew && message.name() == null) {
            throw new Misfit(message.line(), "messages." + type + " is no message of " + version + ", a new one needs a name");
        }
        if (isNew && message.name() != null) {
            application.addMessage(type, message.name());
            both().stream().filter(xml -> xml.hasField(MSG_TYPE) && xml.hasValues(MSG_TYPE)).forEach(xml -> xml.addValue(MSG_TYPE, type, message.name()));
        }
        DictionaryXml xml = type.equals(Overlay.HEADER) || session.hasMessage(type) && version.isFixt() ? session : application;
        String key = "messages." + type;
        for (int tag : Stream.of(message.allow(), message.require(), message.optional(), message.forbid()).flatMap(List::stream).toList()) {
            if (!xml.hasField(tag)) {
                checkDefined(message.line(), key, tag);
                throw new Misfit(message.line(), key + "=" + tag + " is not a field of " + (xml == session ? "session" : "application") + " messages");
            }
        }
        message.allow().forEach(tag -> allow(xml, type, tag));
        message.require().forEach(tag -> {
            allow(xml, type, tag);
            xml.require(type, tag, true);
        });
        for (int tag : message.optional()) {
            checkMember(xml, type, tag, message.line(), key + ".optional");
            xml.require(type, tag, false);
        }
        for (int tag : message.forbid()) {
            checkMember(xml, type, tag, message.line(), key + ".forbid");
            xml.remove(type, tag);
        }
    }

    private void allow(DictionaryXml xml, String type, int tag) {
        if (xml.isMember(type, tag)) {
            return;
        }
        Overlay.Group group = overlay.groups().get(tag);
        if (group == null || group.fields().isEmpty()) {
            xml.addMember(type, tag);
        } else {
            xml.addGroup(type, tag, group.fields(), group.required());
        }
    }

    private void checkMember(DictionaryXml xml, String type, int tag, int line, String key) throws Misfit {
        if (!xml.isMember(type, tag)) {
            throw new Misfit(line, key + "=" + FixDictionary.nameOf(tag) + " does not stand in 35=" + type + " of " + version + " anyway");
        }
    }
}
