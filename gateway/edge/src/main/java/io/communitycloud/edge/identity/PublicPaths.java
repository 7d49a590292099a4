package io.communitycloud.edge.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What may be asked without a token: pages that explain the platform, and doors that check signatures of their own. */
final class PublicPaths {

    private static final List<String> PAGES = List.of("/problems/", "/docs", "/v3/api-docs/", "/asyncapi", "/assets/");

    private PublicPaths() {}

    static boolean include(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> path.equals("/") || isPage(path);
            // A legacy system cannot send a token; the exchange checks the system's own signature.
            case "POST" -> path.startsWith("/legacy/") && path.endsWith("/inbox");
            default -> false;
        };
    }

    private static boolean isPage(String path) {
        for (String page : PAGES) {
            if (path.startsWith(page)
                    && (path.length() == page.length() || page.endsWith("/") || path.charAt(page.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
