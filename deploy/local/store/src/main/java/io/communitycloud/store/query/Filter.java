package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** A query that has been read once and can be asked of many documents by many threads. */
public sealed interface Filter {

    boolean matches(Document document);

    /** One path's condition; {@code negated} if no end of the path may satisfy it. */
    record Field(Path path, Condition condition, boolean negated) implements Filter {

        @Override
        public boolean matches(Document document) {
            return path.anyMatch(document, condition::matches) != negated;
        }
    }

    /** All of several; with none it matches everything. */
    record And(List<Filter> parts) implements Filter {

        @Override
        public boolean matches(Document document) {
            for (Filter part : parts) {
                if (!part.matches(document)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Any of several. */
    record Or(List<Filter> parts) implements Filter {

        @Override
        public boolean matches(Document document) {
            for (Filter part : parts) {
                if (part.matches(document)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** None of several. */
    record Nor(List<Filter> parts) implements Filter {

        @Override
        public boolean matches(Document document) {
            for (Filter part : parts) {
                if (part.matches(document)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** An aggregation expression that is true of the document. */
    record Computed(Object expression) implements Filter {

        @Override
        public boolean matches(Document document) {
            return Utils.isTrue(Expression.evaluateDocument(expression, document));
        }
    }
}
