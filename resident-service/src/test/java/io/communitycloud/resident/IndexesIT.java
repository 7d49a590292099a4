package io.communitycloud.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.testing.store.IndexedQueries;
import io.communitycloud.resident.testing.RunningService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every list and every look-up has an index that begins with the scope; the queries are named here one by one. */
class IndexesIT extends RunningService {

    private static final Map<String, List<String>> QUERIES = Map.of(
            "residents",
            List.of(
                    "scope,_id",
                    "scope,household,_id",
                    "scope,dwelling,_id",
                    "scope,person.idNumber.index,_id",
                    "scope,person.phone.index,_id",
                    "scope,person.idNumber.tail,_id"),
            "households",
            List.of("scope,_id", "scope,dwelling,_id"),
            "dwellings",
            List.of("scope,_id", "scope,address.lane,_id"),
            "organisations",
            List.of("scope,state,_id", "scope,state,kind,_id", "scope,code,_id", "scope,dwelling,_id"),
            "imports",
            List.of("scope,_id", "scope,state,_id"),
            "import_rows",
            List.of("ticket,state,row"),
            "areas",
            List.of("scope,_id"),
            "care_duties",
            List.of("scope,state,nextDueOn,_id", "scope,household,_id"));

    @Autowired
    private Indexes indexes;

    @Test
    void serveEveryQuery() {
        IndexedQueries.requireServed(mongo, QUERIES);
    }

    @Test
    void standInTheStoreAsTheyWereAskedFor() {
        assertThat(indexes.complete()).isTrue();
        indexes.all()
                .forEach(required -> assertThat(IndexedQueries.of(mongo, required.collection()))
                        .contains(String.join(",", required.index().keys().keySet())));
    }
}
