package io.portcullis.fix.sessions.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text in which {@code {tag}} stands for a field's value. */
final class Template {

    private static final Pattern FIELD = Pattern.compile("\\{([1-9][0-9]{0,8})\\}");

    /** Texts and fields by turns: a text before the first field, and one behind each. */
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> tags = new ArrayList<>();

    Template(String text) {
        Matcher fields = FIELD.matcher(text);
        int at = 0;
        while (fields.find()) {
            texts.add(text.substring(at, fields.start()));
            tags.add(Integer.valueOf(fields.group(1)));
            at = fields.end();
        }
        texts.add(text.substring(at));
    }

    /** Null if one of its fields isn't there. */
    @Nullable
    String of(Scope scope) {
        if (tags.isEmpty()) {
            return texts.getFirst();
        }
        StringBuilder text = new StringBuilder(texts.getFirst());
        for (int i = 0; i < tags.size(); i++) {
            String value = scope.here(tags.get(i));
            if (value == null) {
                return null;
            }
            text.append(value).append(texts.get(i + 1));
        }
        return text.toString();
    }
}
