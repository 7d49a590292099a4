package io.communitycloud.resident.accesslog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says an access record in a sentence that a resident understands, in her language. */
@Component
class PlainWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final ResourceBundleMessageSource words = new ResourceBundleMessageSource();

    PlainWords() {
        words.setBasename("i18n/accesslog");
        words.setDefaultEncoding("UTF-8");
        words.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        words.setUseCodeAsDefaultMessage(false);
    }

    /** For example: 2026-11-22 10:00，李社工（社工）因“关爱照护”查看了您的姓名、手机号。 */
    String sentence(JsonNode access, Locale locale) {
        boolean list = access.path("resourceIds").size() > 1;
        Object[] arguments = {
            TIME.format(Instant.parse(access.path("at").asString())),
            access.path("name").asString(),
            words(access.path("roles"), "role.", locale),
            word("purpose.", access.path("purpose").asString(""), locale),
            words(access.path("fields"), "field.", locale),
            Integer.toString(access.path("resourceIds").size())
        };
        return words.getMessage(list ? "sentence.list" : "sentence.one", arguments, locale);
    }

    private String words(JsonNode codes, String prefix, Locale locale) {
        return codes.valueStream()
                .map(code -> word(prefix, code.asString(), locale))
                .collect(Collectors.joining(words.getMessage("separator", null, locale)));
    }

    /** A code without a word of its own stands for itself: a new field must not hide a look. */
    private String word(String prefix, String code, Locale locale) {
        String known = words.getMessage(prefix + (code.isEmpty() ? "none" : code), null, null, locale);
        return known == null ? code : known;
    }
}
