package io.communitycloud.edge.portal;

import io.communitycloud.edge.overview.Overview;
import io.communitycloud.edge.overview.PartAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /}: where to go, and whether everything runs. */
@RestController
class PortalController {

    private final Overview overview;
    private final PartAddresses addresses;

    PortalController(Overview overview, PartAddresses addresses) {
        this.overview = overview;
        this.addresses = addresses;
    }

    @GetMapping("/")
    ResponseEntity<String> readPortal(
            @RequestParam(required = false) @Nullable String lang, HttpServletRequest request) {
        Locale language = Page.language(request, lang);
        return Page.of(language, Page.in(language, "首页", "Home"), """
                <h1>%s</h1>
                <p class="lead">%s</p>
                <ul class="cards">%s%s%s%s</ul>
                <h2>%s</h2>
                %s
                """.formatted(
                        Page.in(language, "一座城市的居民社区，一个入口", "One entry to a city's neighbourhoods"),
                        Page.in(
                                language,
                                "居民、自治团队、应急、资源与通知，各自独立的服务，共用一扇门。",
                                "Residents, autonomy teams, emergencies, resources and notices: independent services behind one door."),
                        card("/docs", Page.in(language, "接口文档", "API reference"), "OpenAPI 3.1 · Swagger UI"),
                        card("/asyncapi", Page.in(language, "领域事件", "Domain events"), "AsyncAPI 3.0 · CloudEvents"),
                        card("/problems/", Page.in(language, "问题代码", "Problem codes"), "RFC 9457"),
                        card(addresses.registry().toString(), Page.in(language, "注册中心", "Registry"), "Eureka"),
                        Page.in(language, "运行状态", "Parts"),
                        parts(language)));
    }

    private String parts(Locale language) {
        StringBuilder rows = new StringBuilder("<ul class=\"parts\">");
        overview.parts()
                .forEach(part -> rows.append("<li class=\"%s\"><span>%s</span><b>%s</b></li>"
                        .formatted(part.state(), Page.text(part.name()), stateName(part.state(), language))));
        return rows.append("</ul>").toString();
    }

    private static String stateName(Overview.State state, Locale language) {
        return switch (state) {
            case UP -> Page.in(language, "正常", "up");
            case STARTING -> Page.in(language, "启动中", "starting");
            case DOWN -> Page.in(language, "未运行", "down");
        };
    }

    private static String card(String address, String title, String text) {
        return "<li><a href=\"%s\"><strong>%s</strong><span>%s</span></a></li>"
                .formatted(Page.text(address), Page.text(title), Page.text(text));
    }
}
