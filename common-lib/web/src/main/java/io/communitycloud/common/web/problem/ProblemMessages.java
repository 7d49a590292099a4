package io.communitycloud.common.web.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of all problems, merged from {@code i18n/problems_<language>.properties} of every module. */
public final class ProblemMessages {

    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final Map<Locale, Map<String, String>> texts = new HashMap<>();

    public ProblemMessages(ClassLoader loader) {
        for (Locale language : LANGUAGES) {
            texts.put(language, load(loader, "i18n/problems_" + language + ".properties"));
        }
    }

    /** Chinese unless the caller prefers English; a malformed header is no reason to fail a request. */
    public static Locale language(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            for (var range : Locale.LanguageRange.parse(acceptLanguage)) {
                String tag = range.getRange();
                if (range.getWeight() == 0) {
                    continue;
                }
                if (tag.equals("zh") || tag.startsWith("zh-")) {
                    return Locale.SIMPLIFIED_CHINESE;
                }
                if (tag.equals("en") || tag.startsWith("en-")) {
                    return Locale.ENGLISH;
                }
            }
        } catch (IllegalArgumentException _) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        return Locale.SIMPLIFIED_CHINESE;
    }

    /** The text under a key with its {@code {name}} places filled, null where no module has it. */
    public @Nullable String text(Locale language, String key, Map<String, Object> arguments) {
        String pattern = textsIn(language).get(key);
        if (pattern == null) {
            return null;
        }
        String text = pattern;
        for (var argument : arguments.entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", String.valueOf(argument.getValue()));
        }
        return text;
    }

    /** All keys of one language; for the test that both languages have the same. */
    public Set<String> keys(Locale language) {
        return Collections.unmodifiableSet(textsIn(language).keySet());
    }

    private Map<String, String> textsIn(Locale language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static Map<String, String> load(ClassLoader loader, String resource) {
        Map<String, String> merged = new HashMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                var properties = new Properties();
                try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.stringPropertyNames().forEach(key -> merged.put(key, properties.getProperty(key)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return merged;
    }
}
