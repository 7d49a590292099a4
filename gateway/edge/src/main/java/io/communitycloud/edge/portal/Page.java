package io.communitycloud.edge.portal;

import io.communitycloud.common.web.problem.ProblemMessages;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The frame of every page the edge shows, in Chinese or English. */
public final class Page {

    /** Nothing from elsewhere, nothing inline. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Page() {}

    /** {@code ?lang=} before {@code Accept-Language}; Chinese where neither says English. */
    public static Locale language(HttpServletRequest request, @Nullable String chosen) {
        return ProblemMessages.language(chosen == null ? request.getHeader("Accept-Language") : chosen);
    }

    public static boolean isEnglish(Locale language) {
        return language.getLanguage().equals("en");
    }

    /** One of two texts. */
    public static String in(Locale language, String chinese, String english) {
        return isEnglish(language) ? english : chinese;
    }

    /** Whether a browser asks, rather than a program. */
    public static boolean isWanted(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    public static String text(String plain) {
        return HtmlUtils.htmlEscape(plain);
    }

    /**
     * A whole page.
     *
     * @param body HTML whose variable parts went through {@link #text}
     */
    public static ResponseEntity<String> of(Locale language, String title, String body) {
        String html = """
                    <!doctype html>
                    <html lang="%1$s">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%2$s · %3$s</title>
                    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
                    <link rel="stylesheet" href="/assets/edge.css">
                    </head>
                    <body>
                    <header><a class="mark" href="/"><img src="/assets/mark.svg" alt="" width="28" height="28">%3$s</a>
                    <nav aria-label="%4$s"><a href="?lang=zh" hreflang="zh-CN" lang="zh-CN">中文</a><a href="?lang=en" hreflang="en" lang="en">English</a></nav></header>
                    <main>
                    %5$s
                    </main>
                    </body>
                    </html>
                    """.formatted(
                        isEnglish(language) ? "en" : "zh-CN",
                        text(title),
                        in(language, "社区云", "Community Cloud"),
                        in(language, "语言", "Language"),
                        body);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .header("Content-Language", isEnglish(language) ? "en" : "zh-CN")
                .header("Vary", "Accept, Accept-Language")
                .body(html);
    }
}
