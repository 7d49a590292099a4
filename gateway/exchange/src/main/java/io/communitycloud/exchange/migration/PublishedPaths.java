package io.communitycloud.exchange.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What our services publish in their documents: a successor that is not among it is planned and not built. */
@Component
class PublishedPaths {

    private final Set<String> published = new HashSet<>();

    PublishedPaths(JsonMapper json) throws IOException {
        for (Resource document :
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/openapi/*.json")) {
            try (InputStream content = document.getInputStream()) {
                json.readTree(content)
                        .path("paths")
                        .properties()
                        .forEach(path -> path.getValue()
                                .propertyNames()
                                .forEach(method ->
                                        published.add(plain(method.toUpperCase(Locale.ROOT) + " " + path.getKey()))));
            }
        }
    }

    /** Whether a successor, written as method and path, is there. */
    boolean include(String replacement) {
        return published.contains(plain(replacement));
    }

    /** Whatever a variable is called. */
    private static String plain(String operation) {
        return operation.replaceAll("\\{[^}]*}", "{}");
    }
}
