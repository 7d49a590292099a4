package io.communitycloud.edge.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.edge.identity.Identified;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/me}: how the platform sees the caller. */
@RestController
class MeController {

    private final AreaNames areaNames;

    MeController(AreaNames areaNames) {
        this.areaNames = areaNames;
    }

    @GetMapping("/api/v1/me")
    Me readMe(HttpServletRequest request) {
        Caller caller = Identified.of(request).orElseThrow();
        String code = caller.area();
        AreaView area = code == null
                ? null
                : new AreaView(code, areaNames.of(code, request).orElse(null));
        return new Me(
                caller.subject(),
                caller.name(),
                new TreeSet<>(caller.roles()),
                area,
                caller.residentId(),
                caller.bureau(),
                caller.facilityId(),
                caller.firmId(),
                caller.teamId());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            String subject,
            String name,
            Set<String> roles,
            @Nullable AreaView area,
            @Nullable String residentId,
            @Nullable String bureau,
            @Nullable String facilityId,
            @Nullable String firmId,
            @Nullable String teamId) {}

    /** The name is absent while nobody knows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AreaView(String code, @Nullable String name) {}
}
