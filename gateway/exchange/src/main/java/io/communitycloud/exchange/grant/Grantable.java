package io.communitycloud.exchange.grant;

import io.communitycloud.common.identity.access.AccessLaw;
import io.communitycloud.exchange.manifest.Manifests;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What can be granted: operations that are there, and that the law opens to bureaus' systems at all. */
@Component
class Grantable {

    private static final String BUREAU = "bureau-client";
    private static final Pattern LEGACY = Pattern.compile("legacy/([^/]+)/([^/]+)");

    private final AccessLaw law;
    private final Manifests manifests;

    Grantable(AccessLaw law, Manifests manifests) {
        this.law = law;
        this.manifests = manifests;
    }

    /**
     * Whether an operation can be granted.
     *
     * @param operation an operation id of the published documents, or {@code legacy/<system>/<operation>}
     */
    boolean includes(String operation) {
        Matcher legacy = LEGACY.matcher(operation);
        if (!legacy.matches()) {
            return law.of(operation).filter(row -> row.roles().contains(BUREAU)).isPresent();
        }
        return manifests
                .find(legacy.group(1))
                .flatMap(served -> served.operation(legacy.group(2)))
                .filter(each -> each.says().access().roles().contains(BUREAU))
                .isPresent();
    }
}
