package io.communitycloud.edge.docs;

import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.portal.Page;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Explains the code in a problem's {@code type}: a page for people, JSON for programs. */
@RestController
class ProblemPages {

    private final ProblemTexts texts;
    private final Problems problems;

    ProblemPages(ProblemTexts texts, Problems problems) {
        this.texts = texts;
        this.problems = problems;
    }

    @GetMapping("/problems/{code}")
    @Nullable
    ResponseEntity<?> explainProblem(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Locale language = Page.language(request, lang);
        Optional<Explained> known = texts.of(code, language)
                .map(text -> new Explained(
                        "/problems/" + code,
                        code,
                        text.title(),
                        text.detail(),
                        Page.isEnglish(language) ? "en" : "zh-CN"));
        if (known.isEmpty()) {
            problems.write(EdgeProblem.NOT_FOUND, request, response);
            return null;
        }
        return Page.isWanted(request)
                ? Page.of(language, known.get().title(), html(known.get(), language))
                : ResponseEntity.ok().header("Vary", "Accept, Accept-Language").body(known.get());
    }

    @GetMapping("/problems/")
    ResponseEntity<?> listProblems(@RequestParam(required = false) @Nullable String lang, HttpServletRequest request) {
        Locale language = Page.language(request, lang);
        StringBuilder rows = new StringBuilder("<h1>%s</h1><dl>".formatted(Page.in(language, "问题代码", "Problems")));
        texts.codes()
                .forEach(code -> texts.of(code, language)
                        .ifPresent(text ->
                                rows.append("<dt><a href=\"/problems/%1$s\"><code>%1$s</code></a></dt><dd>%2$s</dd>"
                                        .formatted(Page.text(code), Page.text(text.title())))));
        return Page.of(
                language,
                Page.in(language, "问题代码", "Problems"),
                rows.append("</dl>").toString());
    }

    private static String html(Explained problem, Locale language) {
        return """
                <p class="kind">%1$s</p>
                <h1>%2$s</h1>
                <p class="lead">%3$s</p>
                <p><code>%4$s</code></p>
                <p><a href="/problems/">%5$s</a></p>
                """.formatted(
                        Page.in(language, "问题", "Problem"),
                        Page.text(problem.title()),
                        Page.text(problem.detail()),
                        Page.text(problem.code()),
                        Page.in(language, "全部问题代码", "All problems"));
    }

    /** What a program gets to read about a code. */
    record Explained(String type, String code, String title, String detail, String language) {}
}
