package io.communitycloud.emergency.guideline;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.emergency.catalogue.Shipped;
import java.util.List;
import org.springframework.stereotype.Component;

/** The types of compounds that guidelines know. */
@Component
class CompoundTypes {

    private final List<String> ids = Shipped.read("/data/guideline-measures.yaml").list("compound_types").stream()
            .map(row -> row.text("id"))
            .toList();

    /**
     * The type, where there is such a one.
     *
     * @throws InvalidRequest where the parameter names none
     */
    String parameter(String name, String type) {
        if (!ids.contains(type)) {
            throw InvalidRequest.parameter(name, "unknown-code");
        }
        return type;
    }

    /**
     * The type, where there is such a one.
     *
     * @throws InvalidRequest where the member names none
     */
    String member(String pointer, String type) {
        if (!ids.contains(type)) {
            throw InvalidRequest.field(pointer, "unknown-code");
        }
        return type;
    }

    boolean knows(String type) {
        return ids.contains(type) || type.equals(Measure.ALL);
    }
}
