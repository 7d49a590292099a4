package io.communitycloud.edge.docs;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The texts of all problems of all services.
 *
 * <p>The services' message files are packed into this jar when it is built, so that a page is there also while its
 * service is not.
 */
@Component
class ProblemTexts {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** A place a service fills at run time; a page has nothing to fill it with. */
    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z]+}");

    private final Map<String, String> chinese = read("zh_CN");
    private final Map<String, String> english = read("en");

    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        english.keySet().stream()
                .filter(key -> key.startsWith("problem.") && key.endsWith(".title"))
                .forEach(key -> codes.add(key.substring("problem.".length(), key.length() - ".title".length())));
        return codes;
    }

    Optional<Text> of(String code, Locale language) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        Map<String, String> texts = language.getLanguage().equals("en") ? english : chinese;
        String title = texts.get("problem." + code + ".title");
        String detail = texts.get("problem." + code + ".detail");
        if (title == null && detail == null) {
            return Optional.empty();
        }
        return Optional.of(new Text(plain(title == null ? code : title), plain(detail == null ? "" : detail)));
    }

    private static String plain(String text) {
        return PLACE.matcher(text).replaceAll("…");
    }

    private static Map<String, String> read(String language) {
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        Map<String, String> merged = new HashMap<>();
        for (String pattern : new String[] {
            "classpath*:problem-texts/**/problems_" + language + ".properties",
            "classpath*:i18n/problems_" + language + ".properties"
        }) {
            try {
                for (Resource resource : resolver.getResources(pattern)) {
                    Properties properties = new Properties();
                    try (Reader reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                        properties.load(reader);
                    }
                    properties.stringPropertyNames().forEach(key -> merged.put(key, properties.getProperty(key)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return merged;
    }

    record Text(String title, String detail) {}
}
