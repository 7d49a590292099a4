package io.communitycloud.store.query;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.Amount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the documents for a query are found. */
public sealed interface Plan {

    /** Whether documents come in the order asked for. */
    boolean sorted();

    /** Entries it would walk in full. */
    Amount entries();

    /** Whether the number of entries is the number of matching documents. */
    boolean countable();

    Document explain();

    /**
     * Walks ranges of one index, or of the documents themselves if there is none.
     *
     * @param merged whether several ranges must be merged to come in order
     * @param repeats whether a document may be met more than once
     * @param bounded whether the query narrows the ranges at all
     */
    record Walk(
            @Nullable StoredIndex index,
            List<KeyRange> ranges,
            boolean reverse,
            boolean merged,
            boolean repeats,
            boolean bounded,
            boolean sorted,
            boolean countable,
            Amount entries)
            implements Plan {

        Walk with(Amount known) {
            return new Walk(index, ranges, reverse, merged, repeats, bounded, sorted, countable, known);
        }

        @Override
        public Document explain() {
            Document stage = new Document();
            if (index == null) {
                boolean point = bounded && ranges.size() == 1 && entries.most() <= 1;
                stage.put("stage", point ? "IDHACK" : bounded ? "CLUSTERED_IXSCAN" : "COLLSCAN");
                stage.put("direction", reverse ? "backward" : "forward");
                return stage;
            }
            stage.put("stage", "FETCH");
            Document scan = new Document("stage", "IXSCAN");
            scan.put("keyPattern", index.definition().keyPattern());
            scan.put("indexName", index.name());
            scan.put("isMultiKey", index.hasArrays());
            scan.put("isUnique", index.definition().unique());
            scan.put("isSparse", index.definition().sparse());
            scan.put("direction", reverse ? "backward" : "forward");
            scan.put("ranges", ranges.size());
            scan.put("entries", entries.isExact() ? entries.most() : entries.toString());
            if (merged) {
                scan.put("merge", true);
            }
            stage.put("inputStage", scan);
            return stage;
        }
    }

    /** Walks one plan after the other and gives each document once. */
    record Union(List<Walk> walks, boolean sorted) implements Plan {

        @Override
        public boolean countable() {
            return false;
        }

        @Override
        public Amount entries() {
            Amount sum = Amount.NONE;
            for (Walk walk : walks) {
                sum = sum.plus(walk.entries());
            }
            return sum;
        }

        @Override
        public Document explain() {
            Document stage = new Document("stage", "OR");
            stage.put("inputStages", walks.stream().map(Walk::explain).toList());
            return stage;
        }
    }
}
