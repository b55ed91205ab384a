package io.portcullis.fix.dictionaries;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import quickfix.ConfigError;
import quickfix.DataDictionary;

/** A standard dictionary as QuickFIX/J's XML, to be changed before it is read: so its own checks and ours come from one text. */
final class DictionaryXml {

    private final String resource;
    private final Document document;
    private final Map<Integer, Element> fields = new HashMap<>();
    private final Map<String, Integer> tags = new HashMap<>();
    private final Map<String, Element> components = new HashMap<>();
    private final Map<String, Element> messages = new HashMap<>();

    /** @param resource on the class path */
    DictionaryXml(String resource) {
        this.resource = resource;
        try (InputStream in = DataDictionary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no FIX dictionary " + resource + " on the class path");
            }
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("can't read the FIX dictionary " + resource, e);
        }
        for (Element field : children(section("fields"))) {
            fields.put(Integer.valueOf(field.getAttribute("number")), field);
            tags.put(field.getAttribute("name"), Integer.valueOf(field.getAttribute("number")));
        }
        children(section("components")).forEach(component -> components.put(component.getAttribute("name"), component));
        children(section("messages")).forEach(message -> messages.put(message.getAttribute("msgtype"), message));
    }

    /** The dictionary as it now is. */
    DataDictionary read() {
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
            return new DataDictionary(new ByteArrayInputStream(text.toByteArray()));
        } catch (TransformerException | ConfigError e) {
            throw new IllegalStateException("the FIX dictionary " + resource + " can't be read with its overlay", e);
        }
    }

    boolean hasField(int tag) {
        return fields.containsKey(tag);
    }

    /** The tag of the field of that name; null if there is none. */
    @Nullable
    Integer tagOf(String name) {
        return tags.get(name);
    }

    /** What messages are called, by MsgType(35). */
    Map<String, String> messageNames() {
        Map<String, String> names = new HashMap<>();
        messages.forEach((type, message) -> names.put(type, message.getAttribute("name")));
        return names;
    }

    boolean hasMessage(String type) {
        return type.equals(Overlay.HEADER) || messages.containsKey(type);
    }

    // Fields

    void addField(int tag, String name, String type) {
        Element field = child(section("fields"), "field");
        field.setAttribute("number", Integer.toString(tag));
        field.setAttribute("name", name);
        field.setAttribute("type", type);
        fields.put(tag, field);
        tags.put(name, tag);
    }

    void type(int tag, String type) {
        field(tag).setAttribute("type", type);
    }

    boolean hasValues(int tag) {
        return !children(field(tag)).isEmpty();
    }

    boolean hasValue(int tag, String value) {
        return children(field(tag)).stream().anyMatch(each -> each.getAttribute("enum").equals(value));
    }

    void addValue(int tag, String value, String name) {
        Element element = child(field(tag), "value");
        element.setAttribute("enum", value);
        element.setAttribute("description", name);
    }

    void removeValue(int tag, String value) {
        children(field(tag)).stream().filter(each -> each.getAttribute("enum").equals(value)).forEach(each -> each.getParentNode().removeChild(each));
    }

    void removeValues(int tag) {
        children(field(tag)).forEach(each -> each.getParentNode().removeChild(each));
    }

    private Element field(int tag) {
        Element field = fields.get(tag);
        if (field == null) {
            throw new IllegalStateException("no field " + tag + " in " + resource);
        }
        return field;
    }

    private String name(int tag) {
        return field(tag).getAttribute("name");
    }

    // Messages

    void addMessage(String type, String name) {
        Element message = child(section("messages"), "message");
        message.setAttribute("name", name);
        message.setAttribute("msgtype", type);
        message.setAttribute("msgcat", "app");
        messages.put(type, message);
    }

    /** Whether the tag stands in the message outside of groups, be it as a group's count. */
    boolean isMember(String type, int tag) {
        return member(type, tag) != null;
    }

    void addMember(String type, int tag) {
        put(message(type), "field", tag, false);
    }

    /** A group in the message, with its fields. */
    void addGroup(String type, int countTag, List<Integer> members, List<Integer> required) {
        Element group = put(message(type), "group", countTag, false);
        members.forEach(tag -> put(group, "field", tag, required.contains(tag)));
    }

    void require(String type, int tag, boolean isRequired) {
        Element member = member(type, tag);
        if (member != null) {
            member.setAttribute("required", isRequired ? "Y" : "N");
        }
    }

    void remove(String type, int tag) {
        for (Element member = member(type, tag); member != null; member = member(type, tag)) {
            member.getParentNode().removeChild(member);
        }
    }

    private @Nullable Element member(String type, int tag) {
        Element message = message(type);
        inline(message);
        String name = name(tag);
        return children(message).stream().filter(each -> each.getAttribute("name").equals(name)).findFirst().orElse(null);
    }

    /** Puts what components stand for in their place, so that one message can be changed without the others. */
    private void inline(Element message) {
        for (Element member : children(message)) {
            if (member.getTagName().equals("component")) {
                boolean isRequired = member.getAttribute("required").equals("Y");
                for (Element part : children(component(member.getAttribute("name")))) {
                    Element copy = (Element) part.cloneNode(true);
                    if (!isRequired && copy.getTagName().equals("field")) {
                        copy.setAttribute("required", "N");
                    }
                    message.insertBefore(copy, member);
                }
                message.removeChild(member);
                inline(message);
                return;
            }
        }
    }

    private Element component(String name) {
        Element component = components.get(name);
        if (component == null) {
            throw new IllegalStateException("no component " + name + " in " + resource);
        }
        return component;
    }

    private Element message(String type) {
        Element message = type.equals(Overlay.HEADER) ? section("header") : messages.get(type);
        if (message == null) {
            throw new IllegalStateException("no message " + type + " in " + resource);
        }
        return message;
    }

    // Groups

    /** Adds fields to the entries of every group with that count. @return whether there is one */
    boolean addToGroups(int countTag, List<Integer> more) {
        String name = name(countTag);
        List<Element> groups = new ArrayList<>();
        var all = document.getElementsByTagName("group");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element group && group.getAttribute("name").equals(name)) {
                groups.add(group);
            }
        }
        groups.forEach(group -> more.forEach(tag -> put(group, "field", tag, false)));
        return !groups.isEmpty();
    }

    // Elements

    private Element put(Element parent, String kind, int tag, boolean isRequired) {
        Element member = child(parent, kind);
        member.setAttribute("name", name(tag));
        member.setAttribute("required", isRequired ? "Y" : "N");
        return member;
    }

    private Element section(String name) {
        for (Element section : children(document.getDocumentElement())) {
            if (section.getTagName().equals(name)) {
                return section;
            }
        }
        return child(document.getDocumentElement(), name);
    }

    private Element child(Element parent, String kind) {
        Element child = document.createElement(kind);
        parent.appendChild(child);
        return child;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
