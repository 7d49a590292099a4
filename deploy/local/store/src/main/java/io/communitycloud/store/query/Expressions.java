package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The aggregation expressions this store can compute. */
public final class Expressions {

    private static final Set<String> SUPPORTED =
            Arrays.stream(Expression.values()).map(Expression::name).collect(Collectors.toUnmodifiableSet());

    private Expressions() {}

    /** Refuses an expression that names an operator this store does not compute. */
    public static void check(@Nullable Object expression) {
        switch (expression) {
            case Document document -> {
                for (Map.Entry<String, Object> entry : document.entrySet()) {
                    String name = entry.getKey();
                    if (name.equals("$literal")) {
                        continue;
                    }
                    if (name.startsWith("$") && !SUPPORTED.contains(name)) {
                        throw new MongoServerError(
                                168, "InvalidPipelineOperator", "Unrecognized expression '" + name + "'");
                    }
                    check(entry.getValue());
                }
            }
            case Collection<?> values -> values.forEach(Expressions::check);
            case null, default -> {}
        }
    }
}
