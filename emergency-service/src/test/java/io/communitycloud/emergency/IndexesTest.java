package io.communitycloud.emergency;

import io.communitycloud.common.testing.store.IndexedQueries;
import io.communitycloud.emergency.testing.EmergencyTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Every list of quarantine, key persons and transfers has an index that begins with the scope; named here one by one. */
@EmergencyTest
class IndexesTest {

    private static final Map<String, List<String>> QUERIES = Map.of(
            "quarantine_orders",
            List.of(
                    "scope,_id",
                    "scope,status,_id",
                    "scope,resident,_id",
                    "scope,attention,_id",
                    "scope,status,nextTaskAt,_id",
                    "scope,status,wakeAt,_id"),
            "key_person_lists",
            List.of("scope,_id", "scope,state,_id"),
            "key_persons",
            List.of(
                    "scope,state,due,_id",
                    "scope,list,row,_id",
                    "scope,list,state,row,_id",
                    "scope,list,area,_id",
                    "scope,list,area,state,_id",
                    "scope,list,matchedBy,_id"),
            "key_person_parts",
            List.of("scope,state,due,_id", "scope,state,overdue,due,_id", "scope,list,_id", "scope,ticking,wakeAt,_id"),
            "key_person_rows",
            List.of("list,state,row"),
            "transfers",
            List.of("scope,_id", "scope,open,_id", "scope,unsettled,_id"));

    private final MongoTemplate mongo;

    IndexesTest(@Autowired MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Test
    void serveEveryQuery() {
        IndexedQueries.requireServed(mongo, QUERIES);
    }
}
