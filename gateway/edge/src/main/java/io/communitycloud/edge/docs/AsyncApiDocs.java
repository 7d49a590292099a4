package io.communitycloud.edge.docs;

import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.portal.Page;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The AsyncAPI 3 documents of all services: a page for people, JSON for programs.
 *
 * <p>They are the committed ones, which each service's build holds against what it serves itself; so they are here whether
 * their service runs or not.
 */
@RestController
class AsyncApiDocs {

    private final Problems problems;
    private final SortedMap<String, String> documents = read();

    AsyncApiDocs(Problems problems) {
        this.problems = problems;
    }

    @GetMapping("/asyncapi")
    ResponseEntity<String> listAsyncApis(
            @RequestParam(required = false) @Nullable String lang, HttpServletRequest request) {
        Locale language = Page.language(request, lang);
        String title = Page.in(language, "领域事件", "Domain events");
        StringBuilder body = new StringBuilder("<h1>" + title + "</h1><ul class=\"cards\">");
        documents
                .keySet()
                .forEach(
                        name -> body.append("<li><a href=\"/asyncapi/%1$s\">%1$s</a></li>".formatted(Page.text(name))));
        return Page.of(language, title, body.append("</ul>").toString());
    }

    @GetMapping("/asyncapi/{context}")
    @Nullable
    ResponseEntity<String> readAsyncApi(
            @PathVariable String context,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String document = documents.get(context);
        if (document == null) {
            problems.write(EdgeProblem.NOT_FOUND, request, response);
            return null;
        }
        if (!Page.isWanted(request)) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Vary", "Accept")
                    .body(document);
        }
        Locale language = Page.language(request, lang);
        return Page.of(language, context, html(context, document, language));
    }

    private static String html(String context, String document, Locale language) {
        Map<?, ?> parsed = new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
        StringBuilder body =
                new StringBuilder("<p class=\"kind\">AsyncAPI</p><h1>%s</h1>".formatted(Page.text(context)));
        body.append("<h2>%s</h2><dl>".formatted(Page.in(language, "主题", "Topics")));
        section(parsed, "channels")
                .forEach((name, channel) -> body.append("<dt><code>%s</code></dt><dd>%s</dd>"
                        .formatted(
                                Page.text(member(channel, "address", String.valueOf(name))),
                                Page.text(member(channel, "description", "")))));
        body.append("</dl><h2>%s</h2><dl>".formatted(Page.in(language, "收发", "Operations")));
        section(parsed, "operations")
                .forEach((name, operation) -> body.append("<dt><code>%s</code></dt><dd>%s %s</dd>"
                        .formatted(
                                Page.text(String.valueOf(name)),
                                Page.text(member(operation, "action", "")),
                                Page.text(member(operation, "summary", "")))));
        return body.append("</dl><h2>JSON</h2><pre>%s</pre>".formatted(Page.text(document)))
                .toString();
    }

    private static Map<?, ?> section(@Nullable Map<?, ?> parsed, String name) {
        return parsed != null && parsed.get(name) instanceof Map<?, ?> section ? section : Map.of();
    }

    private static String member(@Nullable Object owner, String name, String otherwise) {
        Object value = owner instanceof Map<?, ?> map ? map.get(name) : null;
        return value == null ? otherwise : String.valueOf(value);
    }

    private static SortedMap<String, String> read() {
        SortedMap<String, String> documents = new TreeMap<>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/asyncapi/*.json")) {
                String file = String.valueOf(resource.getFilename());
                documents.put(
                        file.substring(0, file.length() - ".json".length()),
                        resource.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }
}
