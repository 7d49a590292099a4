package io.communitycloud.resource;

import io.communitycloud.common.testing.store.IndexedQueries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Every list and every look-up has an index that serves it; the queries are named here one by one. */
@ResourceTest
class IndexesTest {

    private static final Map<String, List<String>> QUERIES = Map.of(
            "facilities",
            List.of("scope,_id", "scope,kind,_id", "scope,mode,_id", "scope,kind,mode,_id"),
            "conversions",
            List.of(
                    "scope,facility,_id",
                    "scope,facility,cause,direction,_id",
                    "scope,cause,_id",
                    "scope,state,nextDeadline,_id",
                    "scope,applied,_id"),
            "beds",
            List.of("scope,_id", "scope,facility,_id", "scope,facility,state,_id", "scope,facility,state,kind,_id"),
            "bed_assignments",
            List.of("scope,bed,_id"),
            "stocks",
            List.of(
                    "scope,_id",
                    "scope,item,expiresOn,_id",
                    "scope,item,area,expiresOn,_id",
                    "scope,place,_id",
                    "scope,item,place,expiresOn,_id"),
            "stock_movements",
            List.of("lot,position"),
            "stock_reservations",
            List.of("scope,_id", "scope,cause,_id", "scope,state,updatedAt,_id"),
            "requisitions",
            List.of("scope,_id", "scope,state,_id", "scope,state,updatedAt,_id"),
            "response_levels",
            List.of("region"));

    private final MongoTemplate mongo;

    IndexesTest(@Autowired MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Test
    void serveEveryQuery() {
        IndexedQueries.requireServed(mongo, QUERIES);
    }
}
