package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.query.FilterReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a find may be asked to leave out or take in. */
final class Projections {

    private Projections() {}

    /** Refuses projections that the inherited code would ignore. */
    static void require(@Nullable Document projection) {
        if (projection == null) {
            return;
        }
        for (Map.Entry<String, Object> entry : projection.entrySet()) {
            String field = entry.getKey();
            if (field.equals("$") || field.endsWith(".$") || field.contains(".$.")) {
                throw Refusal.notImplemented("positional projection '" + field + "'");
            }
            switch (entry.getValue()) {
                case Boolean ignored -> {}
                case Number ignored -> {}
                case Document operator when operator.size() == 1 -> requireOperator(field, operator);
                case null, default -> throw Refusal.notImplemented("computed projection of '" + field + "' in find");
            }
        }
    }

    private static void requireOperator(String field, Document operator) {
        switch (operator.keySet().iterator().next()) {
            case "$slice" -> {}
            case "$elemMatch" -> {
                var ignored = FilterReader.read(Request.documentOf("$elemMatch", operator.get("$elemMatch")));
            }
            case String name -> throw Refusal.notImplemented("projection operator " + name + " of '" + field + "'");
        }
    }
}
