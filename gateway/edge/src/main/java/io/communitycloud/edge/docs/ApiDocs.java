package io.communitycloud.edge.docs;

import io.communitycloud.edge.route.Instances;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One Swagger UI over every service that runs; the documents themselves are ordinary routes to their services. */
@RestController
class ApiDocs {

    private static final String PREFIX = "/v3/api-docs/";
    private static final String OWN = PREFIX + "edge";

    /** Swagger UI sets styles and shows icons as data; its scripts are files of this server. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>API · 社区云 Community Cloud</title>
            <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/docs/ui/swagger-ui.css">
            </head>
            <body>
            <div id="swagger-ui"></div>
            <script src="/docs/ui/swagger-ui-bundle.js"></script>
            <script src="/docs/ui/swagger-ui-standalone-preset.js"></script>
            <script src="/assets/docs.js"></script>
            </body>
            </html>
            """;

    private final RoutingTable routes;
    private final Instances instances;

    ApiDocs(RoutingTable routes, Instances instances) {
        this.routes = routes;
        this.instances = instances;
    }

    @GetMapping("/docs")
    ResponseEntity<String> readDocs() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(PAGE);
    }

    @GetMapping("/docs/swagger-config")
    SwaggerConfig readDocsConfig() {
        Stream<String> running = routes.routes().stream()
                .filter(route -> route.prefix().startsWith(PREFIX))
                .filter(route -> instances.isListed(route.service()))
                .map(Route::prefix);
        return new SwaggerConfig(Stream.concat(running, Stream.of(OWN))
                .map(path -> new Document(path.substring(PREFIX.length()), path))
                .toList());
    }

    /** Written by hand: a generator for two operations would weigh more than the edge. */
    @GetMapping(path = OWN, produces = MediaType.APPLICATION_JSON_VALUE)
    Resource readEdgeDocument() {
        return new ClassPathResource("openapi.json");
    }

    /** As Swagger UI reads it. */
    record SwaggerConfig(List<Document> urls) {}

    record Document(String name, String url) {}
}
