package io.communitycloud.common.web.problem;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Turns the paths other libraries use into JSON pointers (RFC 6901). */
final class JsonPointers {

    private static final Pattern INDEX = Pattern.compile("\\[([^\\]]*)\\]");

    private JsonPointers() {}

    static String of(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : escape(name));
        }
        return pointer.toString();
    }

    /** {@code persons[2].address.area} becomes {@code /persons/2/address/area}. */
    static String ofProperty(String path) {
        if (path.isEmpty()) {
            return "";
        }
        String flat = INDEX.matcher(path).replaceAll(match -> match.group(1).isEmpty() ? "" : "." + match.group(1));
        var pointer = new StringBuilder();
        for (String step : List.of(flat.split("\\.", -1))) {
            if (!step.isEmpty() && !step.equals("<list element>") && !step.equals("<map value>")) {
                pointer.append('/').append(escape(step));
            }
        }
        return pointer.toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
